# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.models import Concerning, Decision, Report
from hearthside.moderation.tests.builders import (
    LEAF,
    Leaf,
    make_decided,
    make_leaf,
    make_report_of,
)
from hearthside.moderation.views.reporting import REPORTS_AT_ONCE
from hearthside.notices.models import Notice
from hearthside.spaces.models import Apart, Distance, Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_keeper,
    make_member,
    make_person,
    make_steward,
)

pytestmark = pytest.mark.django_db


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def form_for(leaf: Leaf) -> str:
    return reverse("moderation:new_report", args=[leaf.author.space.slug, LEAF, leaf.id])


def own_list(member: Membership) -> str:
    return reverse("moderation:mine", args=[member.space.slug])


def test_the_form_does_not_show_the_words_themselves() -> None:
    leaf = make_leaf()

    page = signed_in(make_member(leaf.author.space)).get(form_for(leaf))

    assert page.status_code == 200
    assert b"A leaf" in page.content
    assert b"Nobody wants you here." not in page.content


def test_a_report_is_one_plain_form_and_is_thanked_for() -> None:
    leaf = make_leaf()
    member = make_member(leaf.author.space)

    answer = signed_in(member).post(
        form_for(leaf),
        {"concerning": Concerning.PRIVATE, "text": "My street is in it."},
        follow=True,
    )

    report = Report.objects.get()
    assert answer.redirect_chain == [(own_list(member), 302)]
    assert len(list(answer.context["messages"])) == 1
    assert (report.reporter, report.words) == (member, "My street is in it.")


def test_words_are_not_needed() -> None:
    leaf = make_leaf()

    signed_in(make_member(leaf.author.space)).post(form_for(leaf), {"concerning": Concerning.SPAM})

    assert Report.objects.get().words == ""


def test_a_form_without_a_choice_keeps_what_was_written() -> None:
    leaf = make_leaf()

    page = signed_in(make_member(leaf.author.space)).post(
        form_for(leaf), {"text": "It is about me."}
    )

    assert page.status_code == 422
    assert b"It is about me." in page.content
    assert not Report.objects.exists()


def test_who_has_reported_reads_that_it_is_with_the_stewards() -> None:
    leaf = make_leaf()
    member = make_member(leaf.author.space)
    report = make_report_of(leaf, by=member)

    page = signed_in(member).get(form_for(leaf))

    assert page.context["earlier"] == report
    assert b"<textarea" not in page.content


def test_own_words_are_not_offered_for_a_report() -> None:
    leaf = make_leaf()

    page = signed_in(leaf.author).get(form_for(leaf))

    assert page.context["may_report"].code == "own-words"
    assert b"<textarea" not in page.content


def test_the_own_list_says_where_a_report_stands_and_what_was_answered() -> None:
    leaf = make_leaf()
    member, steward = make_member(leaf.author.space), make_steward(leaf.author.space, "Robin")
    make_decided(make_report_of(leaf, by=member), steward, Decision.TAKEN_DOWN)
    other = make_report_of(make_leaf(make_member(member.space, "Lark")), by=member)

    page = signed_in(member).get(own_list(member)).content.decode()

    assert "Thank you. We looked at it." in page
    assert str(other.id) in page
    for name in (leaf.author.name, "Lark", "Robin", "It breaks our second norm."):
        assert name not in page


def test_opening_the_own_list_clears_the_notice() -> None:
    leaf = make_leaf()
    member = make_member(leaf.author.space)
    make_decided(make_report_of(leaf, by=member), make_steward(member.space))
    run_courier_once()

    signed_in(member).get(own_list(member))

    assert not Notice.objects.of(member.id).filter(seen_at=None).exists()


def test_the_own_list_shows_the_reports_of_nobody_else() -> None:
    report = make_report_of()
    assert report.about is not None

    for somebody in (report.about, make_member(report.space), make_steward(report.space)):
        page = signed_in(somebody).get(own_list(somebody))
        assert list(page.context["page"].rows) == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_find_no_form_and_no_list(method: str) -> None:
    leaf = make_leaf()
    outsider, keeper = make_member(), make_person()
    make_keeper(keeper, organisation=leaf.author.space.organisation)
    clients = [Client(), signed_in(outsider), Client()]
    clients[2].force_login(keeper)

    for client in clients:
        for address in (form_for(leaf), own_list(leaf.author)):
            answer = getattr(client, method)(address, {"concerning": Concerning.SPAM})
            assert answer.status_code in (404, 405)
            assert answer.status_code == 404 or address == own_list(leaf.author)

    assert not Report.objects.exists()


def test_what_is_unknown_here_has_no_form() -> None:
    leaf, member = make_leaf(), make_member()
    client, slug = signed_in(member), member.space.slug

    for args in ([slug, LEAF, leaf.id], [slug, LEAF, uuid4()], [slug, "cloud", leaf.id]):
        assert client.get(reverse("moderation:new_report", args=args)).status_code == 404


def test_a_flood_waits_but_nothing_typed_is_lost() -> None:
    cache.clear()
    leaf = make_leaf()
    client = signed_in(make_member(leaf.author.space))
    words = {"concerning": Concerning.SPAM, "text": "Again and again."}
    for _ in range(REPORTS_AT_ONCE.times):
        client.post(form_for(leaf), words)

    page = client.post(form_for(leaf), words)

    assert page.status_code == 429
    assert b"Again and again." in page.content
    assert Report.objects.get().made_at > SIX_PM


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_form_does_not_tell_somebody_that_the_author_blocked_them(method: str) -> None:
    leaf = make_leaf()
    member = make_member(leaf.author.space)
    Apart.objects.create(
        space=member.space, by=leaf.author, other=member, distance=Distance.BLOCK, since=SIX_PM
    )

    answer = getattr(signed_in(member), method)(form_for(leaf))

    assert answer.status_code == 404
    assert leaf.author.name not in answer.content.decode()


def test_whoever_blocked_somebody_or_is_blocked_meanwhile_still_reports() -> None:
    leaf = make_leaf()
    member = make_member(leaf.author.space)
    for by, other in ((member, leaf.author), (leaf.author, member)):
        Apart.objects.create(
            space=member.space, by=by, other=other, distance=Distance.BLOCK, since=SIX_PM
        )

    signed_in(member).post(form_for(leaf), {"concerning": Concerning.UNKIND, "text": "Help"})

    assert Report.objects.get().words == "Help"
