# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of states: whatever can become of a post, its author reads it on one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

import pytest
from django.db.models import Model
from django.urls import reverse

from hearthside.core import clock
from hearthside.core.paging import Window
from hearthside.forum.actions.posts import change_post, withdraw_post
from hearthside.forum.models import Fold, Post, PostState
from hearthside.forum.queries.own_posts import own_posts_page
from hearthside.forum.queries.stands import Stands
from hearthside.forum.tests.builders import make_board, make_post, make_thread, words
from hearthside.forum.tests.test_reports import reported
from hearthside.moderation.actions.decisions import (
    Deciding,
    decide_appeal,
    decide_report,
)
from hearthside.moderation.actions.desk import claim_file
from hearthside.moderation.actions.measures import agree_to_fold, make_appeal
from hearthside.moderation.models import (
    Appeal,
    AppealDecision,
    Decision,
    FileState,
    Measure,
    MeasureKind,
    MeasureState,
)
from hearthside.moderation.tests.builders import settle
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import make_member, make_steward, signed_in, standing_of

pytestmark = pytest.mark.django_db
SOURCE = "one two three four"
WHY = "This part is too close."
NOW = clock.now()
LATER = NOW + timedelta(minutes=1)


@dataclass
class Case:
    """One post on its way through the states."""

    author: Membership
    steward: Membership
    second: Membership
    post: Post

    def decide(self, decision: Decision, *span: int) -> Measure:
        report = reported(self.post, make_member(self.post.space))
        claim_file(by=standing_of(self.steward), file=report, now=NOW)
        spans = ((span[0], span[1]),) if span else ()
        deciding = Deciding(decision, WHY, "", spans)
        decide_report(by=standing_of(self.steward), report=report, deciding=deciding, now=NOW)
        return Measure.objects.get(report=report)

    def appeal(self, measure: Measure) -> Appeal:
        mine = standing_of(self.author)
        return make_appeal(by=mine, measure=measure, words="Please look", now=LATER)

    def answer(self, appeal: Appeal, decision: AppealDecision) -> None:
        by = standing_of(self.second)
        claim_file(by=by, file=appeal, now=LATER)
        decide_appeal(by=by, appeal=appeal, decision=decision, words="Seen", now=LATER)

    def change(self, source: str) -> None:
        mine = standing_of(self.author)
        change_post(by=mine, post=self.post, words=words(source), now=LATER)


def visible(case: Case) -> None:
    """Nothing happens."""


def taken_back(case: Case) -> None:
    withdraw_post(by=standing_of(case.author), post=case.post, now=LATER)


def taken_down(case: Case) -> None:
    case.decide(Decision.TAKEN_DOWN)


def spoken_to(case: Case) -> None:
    case.decide(Decision.SPOKEN)


def folded(case: Case) -> None:
    case.decide(Decision.FOLDED, 0, 3)


def agreed(case: Case) -> None:
    measure = case.decide(Decision.FOLDED, 0, 3)
    agree_to_fold(by=standing_of(case.author), measure=measure, now=LATER)


def agreed_by_taking_it_out(case: Case) -> None:
    case.decide(Decision.FOLDED, 0, 4)
    case.change(SOURCE[4:])


def changed(case: Case) -> None:
    case.decide(Decision.FOLDED, 0, 3)
    case.change("uno two three four")


def changed_and_then_written_to(case: Case) -> None:
    """A newer decision does not hide that an older one waits for a person."""
    changed(case)
    case.decide(Decision.SPOKEN)


def changed_and_shown_whole(case: Case) -> None:
    changed(case)
    settle(Measure.objects.get(), case.second, shows_all=True, now=LATER)


def changed_and_left_folded(case: Case) -> None:
    changed(case)
    settle(Measure.objects.get(), case.second, shows_all=False, now=LATER)


def folded_twice_and_agreed_once(case: Case) -> None:
    """Agreement to one fold says nothing about another."""
    folded(case)
    other = case.decide(Decision.FOLDED, 8, 13)
    agree_to_fold(by=standing_of(case.author), measure=other, now=LATER)


def taken_down_and_appealed(case: Case) -> None:
    case.appeal(case.decide(Decision.TAKEN_DOWN))


def folded_and_appealed(case: Case) -> None:
    case.appeal(case.decide(Decision.FOLDED, 0, 3))


def appeal_in_hand(case: Case) -> None:
    appeal = case.appeal(case.decide(Decision.TAKEN_DOWN))
    claim_file(by=standing_of(case.second), file=appeal, now=LATER)


def appeal_upheld(case: Case) -> None:
    case.answer(case.appeal(case.decide(Decision.TAKEN_DOWN)), AppealDecision.UPHELD)


def put_back(case: Case) -> None:
    case.answer(case.appeal(case.decide(Decision.TAKEN_DOWN)), AppealDecision.CHANGED)


SEEN = "Everybody here can see it."
DOWN = "Not shown to others."
PART = "A part of it is folded for others."
AGREED = "Changed with your agreement."
WAITS = "Waits for a steward."
ASKED = "You asked another steward to look again."

TABLE: list[tuple[Callable[[Case], None], Stands, tuple[str, ...]]] = [
    (visible, Stands.VISIBLE, (SEEN,)),
    (taken_back, Stands.WITHDRAWN, ("You took it back. Nobody else sees it.",)),
    (taken_down, Stands.TAKEN_DOWN, (DOWN, WHY)),
    (spoken_to, Stands.VISIBLE, (SEEN, "What was decided")),
    (folded, Stands.FOLDED, (PART, WHY)),
    (agreed, Stands.AGREED, (AGREED, WHY)),
    (agreed_by_taking_it_out, Stands.AGREED, (AGREED,)),
    (changed, Stands.LOOKED_AT, (WAITS, WHY, "It waits since", "at the latest")),
    (changed_and_then_written_to, Stands.LOOKED_AT, (WAITS, "It waits since", "at the latest")),
    (changed_and_shown_whole, Stands.AGREED, (AGREED,)),
    (changed_and_left_folded, Stands.FOLDED, (PART,)),
    (folded_twice_and_agreed_once, Stands.FOLDED, (PART,)),
    (taken_down_and_appealed, Stands.TAKEN_DOWN, (DOWN, ASKED, "It waits since", "at the latest")),
    (folded_and_appealed, Stands.FOLDED, (PART, ASKED, "It waits since", "at the latest")),
    (appeal_in_hand, Stands.TAKEN_DOWN, (DOWN, ASKED)),
    (appeal_upheld, Stands.TAKEN_DOWN, (DOWN, WHY)),
    (put_back, Stands.VISIBLE, (SEEN,)),
]


def begun() -> Case:
    steward = make_steward()
    author = make_member(steward.space)
    post = make_post(make_thread(make_board(steward.space)), by=author, source=SOURCE)
    return Case(author, steward, make_steward(steward.space), post)


@pytest.mark.parametrize(
    ("happens", "stands", "said"), TABLE, ids=[row[0].__name__ for row in TABLE]
)
def test_the_author_reads_how_it_stands(
    happens: Callable[[Case], None], stands: Stands, said: tuple[str, ...]
) -> None:
    case = begun()
    happens(case)

    (row,) = own_posts_page(standing_of(case.author), Window()).rows
    client = signed_in(case.author.person)
    page = unescape(client.get(reverse("forum:own_posts", args=[case.post.space.slug])).text)

    assert row.stands == stands
    assert [words for words in said if words not in page] == []
    assert ("at the latest" in page) is ("at the latest" in said or ASKED in said)
    assert "two" in page  # the words are kept for the author, whatever became of them
    if row.measure_id:
        address = reverse("moderation:measure", args=[case.post.space.slug, row.measure_id])
        assert address in page
        assert client.get(address).status_code == 200


def test_no_state_is_missing_from_the_table() -> None:
    found: dict[str, set[str]] = {"post": set(), "kind": set(), "measure": set(), "appeal": set()}
    for happens, _stands, _said in TABLE:
        for rows in (Fold, Appeal, Measure, Post):
            model: type[Model] = rows
            model._default_manager.all().delete()
        happens(begun())
        found["post"] |= set(Post.objects.values_list("state", flat=True))
        found["kind"] |= set(Measure.objects.values_list("kind", flat=True))
        found["measure"] |= set(Measure.objects.values_list("state", flat=True))
        found["appeal"] |= set(Appeal.objects.values_list("state", flat=True))

    assert found["post"] == set(PostState.values)
    assert found["measure"] == set(MeasureState.values)
    assert found["appeal"] == set(FileState.values)
    assert found["kind"] == set(MeasureKind.values) - {MeasureKind.RESTRICTED}  # of a person
    assert {stands for _happens, stands, _said in TABLE} == set(Stands)
