# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is new where somebody speaks without their name, and is not for them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from hearthside.forum.actions.places import note_read
from hearthside.forum.models import Thread
from hearthside.forum.queries.unmet import with_nothing_new
from hearthside.forum.tests.builders import (
    keep_away,
    make_board,
    make_post,
    make_thread,
    unnamed_post,
    unnamed_thread,
)
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def nothing_new(member: Membership, *threads: Thread) -> set[object]:
    voices = standing_of(member).voices
    return set(with_nothing_new(member.id, voices, {thread.id for thread in threads}))


@pytest.fixture
def two() -> tuple[Membership, Membership]:
    """Somebody who speaks without their name, and somebody they keep away."""
    member = make_member(make_space())
    away = make_member(member.space)
    keep_away(member, away)
    return member, away


def test_words_of_people_kept_apart_are_nothing_new(two: tuple[Membership, Membership]) -> None:
    member, away = two
    theirs, others, read, silent = (unnamed_thread(member) for _ in range(4))
    make_post(theirs, by=away, now=SIX_PM + HOUR)
    for thread in (others, read):
        make_post(thread, now=SIX_PM + HOUR)
    note_read(by=standing_of(member), thread=read, now=SIX_PM + 2 * HOUR)
    make_post(read, by=away, now=SIX_PM + 3 * HOUR)

    assert nothing_new(member, theirs, others, read, silent) == {theirs.id, read.id, silent.id}


def test_nor_is_what_they_began_whoever_answers() -> None:
    member = make_member(make_space())
    away = make_member(member.space)
    thread = make_thread(make_board(member.space), by=away)
    unnamed_post(thread, member)
    make_post(thread, now=SIX_PM + 2 * HOUR)
    keep_away(member, away)

    assert nothing_new(member, thread) == {thread.id}


def test_where_they_speak_under_their_name_it_is_not_asked() -> None:
    member = make_member(make_space())
    away = make_member(member.space)
    unnamed, named = unnamed_thread(member), make_thread(make_board(member.space), by=member)
    for thread in (unnamed, named):
        make_post(thread, by=away, now=SIX_PM + HOUR)
    keep_away(member, away)

    assert nothing_new(member, unnamed, named) == {unnamed.id}


def test_many_conversations_cost_as_few_queries_as_one(
    two: tuple[Membership, Membership], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    member, away = two
    threads = [unnamed_thread(member) for _ in range(10)]
    for thread in threads:
        make_post(thread, by=away, now=SIX_PM + HOUR)
    voices = standing_of(member).voices

    with django_assert_num_queries(3):
        found = with_nothing_new(member.id, voices, [thread.id for thread in threads])

    assert len(found) == 10
