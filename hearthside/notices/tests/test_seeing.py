# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearthside.core.paging import Window
from hearthside.notices.actions.notices import (
    clear_for_page,
    clear_for_subject,
    forget_notices,
    mark_all_seen,
    mark_seen,
)
from hearthside.notices.models import Notice
from hearthside.notices.queries import notices_kept, notices_of
from hearthside.notices.rules import NOTICES_PER_PAGE, is_local
from hearthside.notices.tests.builders import SIX_PM, make_notice, telling_to

pytestmark = pytest.mark.django_db

LATER = SIX_PM + timedelta(minutes=5)


def test_seeing_one_leaves_the_others_new() -> None:
    me = uuid4()
    first, second = make_notice(telling_to(me)), make_notice(telling_to(me))

    mark_seen(recipient_id=me, notice_id=first.id, now=LATER)

    assert list(Notice.objects.of(me).filter(seen_at=None)) == [second]


def test_nobody_marks_the_notice_of_another() -> None:
    notice = make_notice(telling_to(uuid4()))

    mark_seen(recipient_id=uuid4(), notice_id=notice.id, now=LATER)

    notice.refresh_from_db()
    assert notice.seen_at is None


def test_the_first_moment_of_seeing_is_kept() -> None:
    me = uuid4()
    notice = make_notice(telling_to(me))

    mark_seen(recipient_id=me, notice_id=notice.id, now=SIX_PM)
    mark_seen(recipient_id=me, notice_id=notice.id, now=LATER)

    notice.refresh_from_db()
    assert notice.seen_at == SIX_PM


def test_marking_all_stops_where_the_list_that_was_read_stopped() -> None:
    me = uuid4()
    shown, came_since = make_notice(telling_to(me)), make_notice(telling_to(me), at=LATER)
    of_another = make_notice(telling_to(uuid4()))

    mark_all_seen(recipient_id=me, until=shown.at, now=LATER)

    assert set(Notice.objects.filter(seen_at=None)) == {came_since, of_another}


def test_opening_a_page_clears_what_leads_there_and_nothing_else_about_the_space() -> None:
    me, space = uuid4(), uuid4()
    make_notice(telling_to(me, subject_id=space, kind="desk-asks", path="/s/a/desk/"))
    waits = make_notice(telling_to(me, subject_id=space, kind="waiting", path="/s/a/waiting/"))
    of_another = make_notice(telling_to(uuid4(), subject_id=space, path="/s/a/desk/"))

    clear_for_page(recipient_id=me, path="/s/a/desk/", now=LATER)

    assert set(Notice.objects.filter(seen_at=None)) == {waits, of_another}


def test_opening_the_thing_itself_clears_what_was_told_about_it() -> None:
    me, thread = uuid4(), uuid4()
    make_notice(telling_to(me, subject_id=thread))
    make_notice(telling_to(me, subject_id=thread, kind="other"))
    elsewhere = make_notice(telling_to(me))

    clear_for_subject(recipient_id=me, subject_id=thread, now=LATER)

    assert list(Notice.objects.filter(seen_at=None)) == [elsewhere]


def test_forgetting_deletes_the_notices_of_these_only() -> None:
    me, other = uuid4(), uuid4()
    make_notice(telling_to(me))
    kept = make_notice(telling_to(other))

    forget_notices(recipient_ids=[me], now=LATER)

    assert list(Notice.objects.order_by("id")) == [kept]


def test_pages_meet_without_a_gap_and_take_one_query_each() -> None:
    me = uuid4()
    for minute in range(NOTICES_PER_PAGE + 3):
        make_notice(telling_to(me), at=SIX_PM + timedelta(minutes=minute // 2))

    with CaptureQueriesContext(connection) as queries:
        newest = notices_of(me, Window())
    oldest = notices_of(me, Window(before=newest.earlier))
    back = notices_of(me, Window(after=oldest.later))

    assert len(queries) == 1
    assert len({told.id for told in (*newest.rows, *oldest.rows)}) == NOTICES_PER_PAGE + 3
    assert (newest.later, oldest.earlier, len(oldest.rows)) == (None, None, 3)
    assert list(back.rows) == list(newest.rows)


def test_a_kind_nobody_speaks_for_any_more_still_says_something() -> None:
    me = uuid4()
    make_notice(telling_to(me, kind="gone"))

    assert notices_of(me, Window()).rows[0].words
    assert notices_kept({me: "Riverside"})[0]["words"]


def test_only_paths_inside_the_house_are_local() -> None:
    assert is_local("/s/riverside/posts/1/#words")
    assert not is_local("s/riverside/")
    assert not is_local("///example.org")
