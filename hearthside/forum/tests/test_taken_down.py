# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.posts import restore_post, withdraw_post
from hearthside.forum.models import Fold, Post, PostState, Thread, ThreadState
from hearthside.forum.tests.builders import make_board, make_thread
from hearthside.forum.tests.test_reports import reported
from hearthside.moderation.actions.decisions import decide_appeal
from hearthside.moderation.actions.desk import claim_file
from hearthside.moderation.actions.measures import make_appeal
from hearthside.moderation.models import AppealDecision, Decision, Measure
from hearthside.moderation.tests.builders import make_decided
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def make_question() -> tuple[Post, Membership]:
    """A conversation that nobody has answered: its opening words, and who wrote them."""
    author = make_member()
    thread = make_thread(make_board(author.space), by=author)
    return thread.posts.get(), author


def decided(post: Post, decision: Decision = Decision.TAKEN_DOWN) -> Measure:
    """Report a post, and let a steward decide."""
    report = reported(post, make_member(post.space))
    make_decided(report, make_steward(post.space), decision)
    return Measure.objects.get(report=report)


def won(measure: Measure, author: Membership) -> None:
    """Appeal against a decision, and be right."""
    appeal = make_appeal(by=standing_of(author), measure=measure, words="Look", now=SIX_PM)
    by = standing_of(make_steward(measure.space))
    claim_file(by=by, file=appeal, now=SIX_PM)
    changed = AppealDecision.CHANGED
    decide_appeal(by=by, appeal=appeal, decision=changed, words="Seen", now=SIX_PM)


def state_of(post: Post) -> str:
    return Post.objects.get(id=post.id).state


def test_no_decision_shows_again_what_its_author_took_back() -> None:
    post, author = make_question()
    report = reported(post, make_member(post.space))
    withdraw_post(by=standing_of(author), post=post, now=SIX_PM)

    make_decided(report, make_steward(post.space), Decision.TAKEN_DOWN)

    assert state_of(post) == PostState.WITHDRAWN
    assert Thread.objects.get().state == ThreadState.WITHDRAWN
    with pytest.raises(Refused) as refused:
        restore_post(by=standing_of(author), post=post, now=SIX_PM)
    assert refused.value.code == "taken-down"

    won(Measure.objects.get(), author)

    assert state_of(post) == PostState.WITHDRAWN
    assert Thread.objects.get().state == ThreadState.WITHDRAWN
    restore_post(by=standing_of(author), post=post, now=SIX_PM)
    assert state_of(post) == PostState.VISIBLE


def test_words_that_were_taken_down_twice_need_both_decisions_taken_back() -> None:
    post, author = make_question()
    first, second = decided(post), decided(post)

    won(first, author)
    assert state_of(post) == PostState.TAKEN_DOWN

    won(second, author)
    assert state_of(post) == PostState.VISIBLE


def test_a_fold_taken_back_does_not_undo_that_the_words_were_taken_down() -> None:
    post, author = make_question()
    fold = decided(post, Decision.FOLDED)
    Fold.objects.all().delete()  # as where the author changed what was folded
    down = decided(post)

    won(fold, author)
    assert state_of(post) == PostState.TAKEN_DOWN

    won(down, author)
    assert state_of(post) == PostState.VISIBLE
