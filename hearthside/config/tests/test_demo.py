# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo as it is played: once for this whole file, then looked at from all sides."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from hearthside.config.demo.cards import SignInCard, demo_sign_ins, sheet
from hearthside.config.demo.play import play_demo
from hearthside.config.demo.story import COMMUNITIES
from hearthside.core.paging import Window
from hearthside.directory.models import HelpLine
from hearthside.forum.models import (
    Draft,
    Handover,
    Helper,
    Pin,
    Place,
    Post,
    Question,
    Revision,
    Thread,
)
from hearthside.forum.queries.letters import letter_list
from hearthside.ledger.models import Delivery
from hearthside.ledger.queries import verify_chain
from hearthside.moderation.models import Report, ReportState
from hearthside.notices.models import Notice
from hearthside.people.models import Person
from hearthside.spaces.models import (
    Invitation,
    JoinRequest,
    Keeper,
    Membership,
    RequestState,
    Role,
    Space,
)
from hearthside.spaces.queries.own import memberships_of
from hearthside.spaces.queries.standing import standing_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 10, 15, tzinfo=UTC)
SLOWEST_SECONDS = 20


@pytest.fixture(scope="module", autouse=True)
def played(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[list[SignInCard]]:
    """Play it for all tests of this file; none of them changes anything."""
    data = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(DATA=data, HELP_PAGES=data / "help"),
        transaction.atomic(),
    ):
        began = time.process_time()
        cards = play_demo(now=NOW, tell=lambda words: None)
        assert time.process_time() - began < SLOWEST_SECONDS, "the first start waits for this"
        yield cards
        transaction.set_rollback(True)


def person(card_name: str) -> Person:
    return Person.objects.get(sign_in_name=card_name)


def rows() -> dict[str, int]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label: model._default_manager.count() for model in models}


def test_it_is_a_small_lively_place() -> None:
    assert 55 <= Person.objects.count() <= 70
    assert 35 <= Thread.objects.count() <= 65
    assert 200 <= Post.objects.count() <= 350
    assert Space.objects.count() == len(COMMUNITIES) == 3


def test_everybody_in_it_is_marked_as_made_up() -> None:
    assert not Person.objects.filter(demo=False).exists()


def test_the_story_ends_shortly_before_now() -> None:
    last = Post.objects.order_by("-written_at", "id").values_list("written_at", flat=True)[0]
    first = Post.objects.order_by("written_at", "id").values_list("written_at", flat=True)[0]
    assert timedelta() < NOW - last < timedelta(hours=1)
    assert timedelta(days=20) < NOW - first < timedelta(days=22)


def test_playing_it_again_changes_nothing(played: list[SignInCard]) -> None:
    before = rows()
    assert play_demo(now=NOW + timedelta(days=1), tell=pytest.fail) == played
    assert rows() == before


def test_some_wait_in_every_space_for_minutes_and_for_hours() -> None:
    waiting = list(Thread.objects.waiting())
    waits = [NOW - thread.opened_at for thread in waiting]
    assert {thread.space_id for thread in waiting} == set(
        Space.objects.values_list("id", flat=True)
    )
    assert min(waits) < timedelta(minutes=30)
    assert max(waits) > timedelta(hours=5)
    assert len(waiting) < Thread.objects.count() / 4


def test_one_word_is_answered_within_minutes() -> None:
    thread = Thread.objects.get(opening="help")
    assert thread.answered_at is not None
    assert thread.answered_at - thread.opened_at < timedelta(minutes=5)


def test_every_post_says_its_language() -> None:
    assert set(Post.objects.values_list("language", flat=True)) == {"en", "es"}
    spanish = Post.objects.filter(language="es").values_list("space__slug", flat=True)
    assert set(spanish) == {"heron-lane"}


def test_everything_was_delivered() -> None:
    told = Delivery.objects.filter(listener__endswith="tell_who_follows")
    answers = Post.objects.count() - Thread.objects.count()
    assert told.count() == answers
    assert not Delivery.objects.exclude(failure_code="").exists()
    assert not told.filter(done_at=None).exists()
    assert Notice.objects.filter(kind="answered").count() > 100


def test_the_ledger_holds() -> None:
    chain = verify_chain()
    assert chain.holds
    assert chain.entries > 20


def test_it_shows_what_can_become_of_words() -> None:
    assert Post.objects.filter(state="withdrawn").count() == 1
    assert Revision.objects.count() == 1
    assert Pin.objects.count() == len(COMMUNITIES)
    assert Thread.objects.filter(kind="announcement").count() == 2
    assert Thread.objects.filter(state="closed").count() == 1
    assert Draft.objects.count() == 1
    assert Place.objects.filter(followed=True).count() > Thread.objects.count()


def test_stewards_have_something_to_look_after() -> None:
    (report,) = Report.objects.all()
    assert report.state == ReportState.OPEN
    assert NOW - report.made_at < timedelta(days=2)
    assert JoinRequest.objects.filter(state=RequestState.WAITING).count() == 1
    links = Invitation.objects.filter(role="", withdrawn_at=None, expires_at__gt=NOW)
    assert links.filter(uses_left__gt=0).count() == len(COMMUNITIES)
    slugs = [place.space.slug for place in memberships_of(person("steward").id)]
    assert slugs == [report.space.slug]


def test_help_lines_are_there_and_nobody_has_confirmed_them() -> None:
    assert HelpLine.objects.exists()
    assert not HelpLine.objects.confirmed().exists()


@pytest.mark.parametrize("card", demo_sign_ins(), ids=lambda card: card.sign_in_name)
def test_the_printed_sign_ins_work(card: SignInCard) -> None:
    assert authenticate(username=card.sign_in_name, password=card.password) == person(
        card.sign_in_name
    )


def test_nobody_else_can_sign_in() -> None:
    names = [card.sign_in_name for card in demo_sign_ins()]
    others = Person.objects.exclude(sign_in_name__in=names)
    assert not any(each.has_usable_password() for each in others)


@pytest.mark.parametrize(
    ("name", "slug", "role"),
    [
        ("steward", "heron-lane", Role.STEWARD),
        ("responder", "heron-lane", Role.RESPONDER),
        ("facilitator", "long-table", Role.FACILITATOR),
    ],
)
def test_roles_are_as_the_cards_say(name: str, slug: str, role: Role) -> None:
    found = standing_in(slug, person(name).id, NOW)
    assert found
    assert found[1].grants == {(role, None)}


def test_the_keeper_keeps_everything_and_is_nowhere_a_member() -> None:
    keeper = person("keeper")
    assert Keeper.objects.get().person == keeper
    assert memberships_of(keeper.id) == []


def test_the_member_has_two_faces_and_something_new() -> None:
    places = memberships_of(person("member").id)
    assert len({place.name for place in places}) == len({place.face for place in places}) == 2
    assert any(place.has_notices for place in places)


def test_the_newcomer_has_a_place_and_has_written_nothing() -> None:
    (place,) = memberships_of(person("newcomer").id)
    assert not Post.objects.filter(voice__membership_id=place.membership_id).exists()
    joined = Membership.objects.get(id=place.membership_id).joined_at
    assert NOW - joined < timedelta(hours=2)


def test_it_is_marked_with_the_ways_in(settings: object, played: list[SignInCard]) -> None:
    mark = Path(getattr(settings, "DATA")) / "demo"
    assert mark.read_text() == sheet(played)
    assert all(card.sign_in_name in mark.read_text() for card in played)


def test_two_people_write_to_one_another_and_somebody_asks() -> None:
    member = Membership.objects.get(person__sign_in_name="member", name="Wren")
    found = standing_in(member.space.slug, member.person_id, NOW)
    assert found is not None

    listed = letter_list(found[1], Window())

    assert [row.other.name for row in listed.asking] == ["Thimble"]
    assert [row.other.name for row in listed.rows] == ["Pocket Map"]
    assert listed.rows[0].is_new


def test_notes_wishes_for_answers_and_signs_are_in_use() -> None:
    assert Thread.objects.filter(notes__contains=" grief ").count() >= 3
    assert set(Thread.objects.exclude(wanted="").values_list("wanted", flat=True)) >= {
        "listen", "similar", "celebrate",
    }  # fmt: skip
    assert Post.objects.exclude(reactions="").count() >= 8


def test_the_clock_can_be_seen_at_work() -> None:
    """Somebody was asked for one who waits, the welcome team was told of another, and two wait
    for an answer to a question; one question has its answer."""
    steps = Handover.objects.filter(clock__question=None, told__gt=0)
    assert {"helpers", "welcome"} <= set(steps.values_list("step", flat=True))
    assert all(step.at <= NOW for step in steps)
    open_ones = Question.objects.filter(answered_at=None)
    assert {NOW - each.asked_at > timedelta(hours=3) for each in open_ones} == {True, False}
    assert all(each.to for each in open_ones)
    assert Question.objects.exclude(answered_at=None).count() == 1
    assert Helper.objects.filter(membership__person=person("member")).exists()
