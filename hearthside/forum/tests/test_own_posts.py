# SPDX-License-Identifier: AGPL-3.0-or-later
"""An author always sees how their words stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.core.paging import Window
from hearthside.forum.actions.posts import change_post, take_down_post, withdraw_post
from hearthside.forum.models import Post
from hearthside.forum.queries.own_posts import OWN_POSTS_PER_PAGE, own_posts_page
from hearthside.forum.queries.stands import Stands
from hearthside.forum.tests.builders import (
    make_board,
    make_post,
    make_thread,
    unnamed_thread,
    words,
)
from hearthside.moderation.actions.decisions import Deciding, decide_report
from hearthside.moderation.actions.desk import claim_file
from hearthside.moderation.actions.measures import agree_to_fold
from hearthside.moderation.actions.reports import Reporting, make_report
from hearthside.moderation.models import Concerning, Decision, Measure
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    signed_in,
    standing_of,
)

pytestmark = pytest.mark.django_db
LATER = SIX_PM + timedelta(hours=1)


def _stands(member: Membership) -> list[Stands]:
    return [row.stands for row in own_posts_page(standing_of(member), Window()).rows]


def _decided(post: Post, decision: Decision, spans: tuple[tuple[int, int], ...] = ()) -> None:
    steward = make_steward(post.space)
    about = Reporting("post", post.id, Concerning.UNSAFE)
    report = make_report(by=standing_of(make_member(post.space)), about=about, now=SIX_PM)
    claim_file(by=standing_of(steward), file=report, now=SIX_PM)
    deciding = Deciding(decision, "This part is too close.", "", spans)
    decide_report(by=standing_of(steward), report=report, deciding=deciding, now=SIX_PM)


def test_named_and_unnamed_words_stand_there_and_nobody_elses() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    make_post(make_thread(thread.board), by=member)
    make_post(thread)

    assert _stands(member) == [Stands.VISIBLE, Stands.VISIBLE]


def test_words_taken_back_and_words_not_shown_say_so_with_the_reason() -> None:
    member = make_member()
    board = make_board(member.space)
    back = make_post(make_thread(board), by=member, now=LATER)
    down = make_post(make_thread(board), by=member)
    withdraw_post(by=standing_of(member), post=back, now=LATER)
    take_down_post(
        by=standing_of(make_steward(member.space)), post=down, reason="Please rest.", now=LATER
    )

    rows = own_posts_page(standing_of(member), Window()).rows

    assert [row.stands for row in rows] == [Stands.WITHDRAWN, Stands.TAKEN_DOWN]
    assert rows[1].reason == "Please rest."


def test_a_folded_part_then_agreed_and_then_changed_is_told_each_time() -> None:
    member = make_member()
    post = make_post(make_thread(make_board(member.space)), by=member, source="one two three")
    _decided(post, Decision.FOLDED, ((0, 3),))
    assert _stands(member) == [Stands.FOLDED]

    agree_to_fold(by=standing_of(member), measure=Measure.objects.get(), now=LATER)
    assert _stands(member) == [Stands.AGREED]


def test_words_changed_where_they_were_folded_wait_with_a_promise() -> None:
    member = make_member()
    post = make_post(make_thread(make_board(member.space)), by=member, source="one two three")
    _decided(post, Decision.FOLDED, ((0, 3),))

    change_post(by=standing_of(member), post=post, words=words("uno two three"), now=LATER)

    (row,) = own_posts_page(standing_of(member), Window()).rows
    assert row.stands == Stands.LOOKED_AT
    assert row.since == LATER
    assert row.promised_by is not None


def test_the_page_leads_to_the_decision_and_to_an_appeal() -> None:
    member = make_member()
    post = make_post(make_thread(make_board(member.space)), by=member)
    _decided(post, Decision.TAKEN_DOWN)

    page = signed_in(member.person).get(reverse("forum:own_posts", args=[member.space.slug])).text

    assert reverse("moderation:measure", args=[member.space.slug, Measure.objects.get().id]) in page
    assert "This part is too close." in page


def test_the_queries_do_not_grow_with_the_words() -> None:
    member = make_member()
    thread = make_thread(make_board(member.space))
    make_post(thread, by=member)
    standing = standing_of(member)
    with CaptureQueriesContext(connection) as few:
        own_posts_page(standing, Window())
    for minutes in range(OWN_POSTS_PER_PAGE):
        make_post(thread, by=member, now=LATER + timedelta(hours=minutes))

    with CaptureQueriesContext(connection) as many:
        page = own_posts_page(standing, Window())

    assert len(many) == len(few) == 5
    assert page.earlier
