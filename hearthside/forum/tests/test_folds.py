# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import time
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.folds import fold_post, put_back_post
from hearthside.forum.actions.posts import change_post, take_down_post, withdraw_post
from hearthside.forum.models import Fold, Post, PostState, Thread
from hearthside.forum.queries.export import exported
from hearthside.forum.rules.folds import fitted, without
from hearthside.forum.tests.builders import (
    make_board,
    make_post,
    make_thread,
    unnamed_thread,
    words,
)
from hearthside.forum.tests.test_reports import reported
from hearthside.ledger.models import Token
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.hooks import Folding, PuttingBack
from hearthside.moderation.models import (
    Appeal,
    Decision,
    Measure,
    MeasureKind,
    MeasureState,
    Report,
)
from hearthside.moderation.tests.builders import make_decided
from hearthside.notices.models import Notice
from hearthside.privacy.hooks import Leave, Subject, erase
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db

DETAIL = "forty of the blue ones"
SOURCE = f"I cannot sleep. I counted out {DETAIL} last night. Is anybody there?"
SPAN = (SOURCE.index(DETAIL), SOURCE.index(DETAIL) + len(DETAIL))


def make_folded(post: Post | None = None, steward: Membership | None = None) -> Post:
    """A post whose detail a steward has folded."""
    post = post or make_post(make_thread(), source=SOURCE)
    folding = folding_by(steward or make_steward(post.space), SPAN)
    return fold_post(post=post, folding=folding, now=SIX_PM)


def folding_by(steward: Membership, *spans: tuple[int, int]) -> Folding:
    return Folding(steward.space_id, standing_of(steward), uuid4(), spans, SIX_PM)


def browser(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def author_of(post: Post) -> Membership:
    assert post.voice.membership is not None
    return post.voice.membership


def test_others_read_the_words_without_the_detail_within_a_second() -> None:
    post = make_post(make_thread(), source=SOURCE)
    reader = browser(make_member(post.space))
    thread = reverse("forum:thread", args=[post.space.slug, post.thread_id])
    assert DETAIL in reader.get(thread).content.decode()
    began = time.monotonic()

    make_folded(post)
    page = reader.get(thread).content.decode()

    assert time.monotonic() - began < 1
    assert DETAIL not in page
    assert "I counted out (…) last night. Is anybody there?" in page


def test_no_page_of_anybody_else_holds_the_detail() -> None:
    member, reader, steward = make_member(), None, None
    reader, steward = make_member(member.space), make_steward(member.space)
    thread = make_thread(make_board(member.space), by=member, source=SOURCE)
    post = make_folded(thread.posts.get(), steward)
    slug, client = post.space.slug, browser(reader)

    pages = [
        reverse("spaces:home", args=[slug]),
        reverse("forum:waiting", args=[slug]),
        reverse("forum:new", args=[slug]),
        reverse("forum:board", args=[slug, thread.board.slug]),
        reverse("forum:thread", args=[slug, thread.id]),
        reverse("forum:post_options", args=[slug, post.id]),
        reverse("moderation:new_report", args=[slug, "post", post.id]),
    ]

    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert DETAIL not in answer.content.decode(), page
    assert "(…)" in Thread.objects.get().opening


def test_the_author_sees_the_whole_and_the_way_to_why() -> None:
    post = make_post(make_thread(), source=SOURCE)
    make_folded(post)
    client = browser(author_of(post))

    thread = client.get(reverse("forum:thread", args=[post.space.slug, post.thread_id]))
    options = client.get(reverse("forum:post_options", args=[post.space.slug, post.id]))
    change = client.get(reverse("forum:post_words", args=[post.space.slug, post.id]))

    why = reverse("moderation:decision_of", args=[post.space.slug, "post", post.id])
    assert why in thread.content.decode()
    assert DETAIL in thread.content.decode()
    assert DETAIL in options.content.decode()
    assert DETAIL in change.content.decode()


def test_an_edit_around_the_fold_carries_it_along() -> None:
    post = make_folded()

    change_post(
        by=standing_of(author_of(post)),
        post=post,
        words=words(f"Sorry. {SOURCE} Please."),
        now=SIX_PM,
    )

    shown = Post.objects.get(id=post.id)
    assert shown.shown_source == f"Sorry. {SOURCE} Please.".replace(DETAIL, "(…)")
    assert DETAIL in shown.source


def decided_fold() -> tuple[Post, Measure]:
    """A post reported and folded through the desk."""
    post = make_post(make_thread(), source=SOURCE)
    report = reported(post, make_member(post.space))
    make_decided(report, make_steward(post.space), Decision.FOLDED)
    return post, Measure.objects.get(report=report)


def test_what_replaces_the_folded_part_stays_folded_until_a_steward_looks() -> None:
    post, measure = decided_fold()  # "I can" is folded
    again = words(SOURCE.replace("I can", "I really can", 1))

    change_post(by=standing_of(author_of(post)), post=post, words=again, now=SIX_PM)

    measure.refresh_from_db()
    shown = Post.objects.get(id=post.id).shown_source
    assert measure.state == MeasureState.CHANGED
    assert "really" not in shown


def test_a_fold_ends_when_its_author_takes_the_part_out() -> None:
    post, measure = decided_fold()
    author = standing_of(author_of(post))

    change_post(by=author, post=post, words=words(SOURCE[16:]), now=SIX_PM)

    measure.refresh_from_db()
    assert (measure.state, Fold.objects.count()) == (MeasureState.AGREED, 0)
    assert Post.objects.get(id=post.id).shown_source == SOURCE[16:]


def test_each_decision_is_taken_back_alone() -> None:
    post = make_post(make_thread(), source=SOURCE)
    steward = make_steward(post.space)
    first, second = folding_by(steward, SPAN), folding_by(steward, (0, 15))
    for folding in (first, second):
        fold_post(post=post, folding=folding, now=SIX_PM)
    back = PuttingBack(post.space_id, first.by, first.measure_id, MeasureKind.FOLDED, SIX_PM)

    put_back_post(post=post, back=back, now=SIX_PM)

    shown = Post.objects.get(id=post.id).shown_source
    assert DETAIL in shown
    assert shown.startswith("(…)")


def test_words_taken_down_come_back_and_words_taken_back_stay() -> None:
    post = make_post(make_thread(), source=SOURCE)
    by = standing_of(make_steward(post.space))
    back = PuttingBack(post.space_id, by, uuid4(), MeasureKind.TAKEN_DOWN, SIX_PM)
    take_down_post(by=by, post=post, reason="Why", now=SIX_PM)

    put_back_post(post=post, back=back, now=SIX_PM)
    assert Post.objects.get(id=post.id).state == PostState.VISIBLE

    withdraw_post(by=standing_of(author_of(post)), post=post, now=SIX_PM)
    put_back_post(post=post, back=back, now=SIX_PM)
    assert Post.objects.get(id=post.id).state == PostState.WITHDRAWN


def test_only_a_steward_of_this_space_folds() -> None:
    post = make_post(make_thread(), source=SOURCE)

    for by in (make_member(post.space), make_steward()):
        folding = Folding(post.space_id, standing_of(by), uuid4(), (SPAN,), SIX_PM)
        with pytest.raises(Refused):
            fold_post(post=post, folding=folding, now=SIX_PM)

    assert not Fold.objects.exists()


def test_the_own_export_is_whole_and_leaving_takes_the_fold_along() -> None:
    post = make_folded()
    author = author_of(post)
    parts = {part.name: part.rows for part in exported([author.id], frozenset())}
    assert DETAIL in str(parts["posts"])

    erase.ask(Subject(author.person_id), Leave.ERASE_ALL, SIX_PM)

    assert not Fold.objects.exists()


@pytest.mark.parametrize(
    ("source", "spans", "shown"),
    [
        ("abcdef", [[1, 3]], "a(…)def"),
        ("abcdef", [[0, 2], [2, 4]], "(…)ef"),
        ("abcdef", [[0, 3], [1, 2]], "(…)def"),
        ("abcdef", [], "abcdef"),
    ],
)
def test_parts_are_left_out_once(source: str, spans: list[list[int]], shown: str) -> None:
    assert without(source, {"d": spans}) == shown


@pytest.mark.parametrize(
    ("new", "folded"),
    [
        ("one SECRET two", "SECRET"),
        ("zero one SECRET two", "SECRET"),
        ("one SEXXXCRET two", "SEXXXCRET"),
        ("one OTHER two", "OTHER"),
        ("one  two", ""),
        ("quite different", "quite different"),
        ("SECRET two one", "SECRET"),
        ("one six five SECRET's two", "six five SECRET's"),
        ("one SECRET two SECRET", "SECRETSECRET"),
        ("one nil SECRET nil two", "SECRET"),
    ],
)
def test_a_fold_follows_its_words(new: str, folded: str) -> None:
    moved = fitted("one SECRET two", new, {"d": [[4, 10]]})

    assert "".join(new[a:b] for a, b in moved.get("d", [])) == folded


def test_fitting_a_long_text_takes_no_longer_than_a_moment() -> None:
    began = time.monotonic()

    fitted("a " * 10_000, "a " * 9_000 + "b " * 1_000, {"d": [[400, 500]]})

    assert time.monotonic() - began < 2


def test_a_voice_without_a_name_reads_the_whole_and_joins_to_nobody() -> None:
    author = make_member()
    steward = make_steward(author.space)
    thread = unnamed_thread(author, SOURCE)
    post = thread.posts.get()
    report = reported(post, make_member(author.space))
    make_decided(report, steward, Decision.FOLDED)
    while run_courier_once():
        pass
    client = browser(author)

    notice = Notice.objects.of(post.voice_id).get(kind="decided-about-you")
    page = client.get(notice.path)
    appealed = client.post(f"{notice.path}appeal/", {"text": "Please look"})

    assert SOURCE in page.content.decode()
    assert appealed.status_code == 302
    assert not Notice.objects.of(post.voice_id).filter(kind="decided-about-you").exists()
    kept = [*Report.objects.values(), *Measure.objects.values(), *Appeal.objects.values()]
    assert str(author.id) not in str(kept)
    assert not Token.objects.filter(holder_id=author.id).exists()
