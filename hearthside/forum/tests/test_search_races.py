# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens to a post while the search takes it in."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from hearthside.core.stems import stems_of
from hearthside.forum.actions import search
from hearthside.forum.actions.leaving import erase_words
from hearthside.forum.actions.search import index_posts
from hearthside.forum.models import Findable, Post
from hearthside.forum.tasks import rebuild
from hearthside.forum.tests.builders import make_post, make_thread
from hearthside.forum.tests.test_folds import DETAIL, SOURCE, author_of, make_folded
from hearthside.spaces.tests.builders import SIX_PM, make_member

pytestmark = pytest.mark.django_db(transaction=True)

A_WHILE = 0.5
"""Seconds in which whoever need not wait has long been done."""


def while_it_is_read(
    deed: Callable[[], object], taking_in: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Do something to a post between the search's reading of it and its keeping of the words."""
    is_read, is_done = Event(), Event()

    def slow_stems(text: str, language: str) -> list[str]:
        is_read.set()
        is_done.wait(A_WHILE)
        return stems_of(text, language)

    def meanwhile() -> None:
        try:
            is_read.wait(5)
            deed()
        finally:
            is_done.set()
            connection.close()

    monkeypatch.setattr(search, "stems_of", slow_stems)
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(meanwhile)
        taking_in()
        done.result()


def test_a_part_folded_while_the_index_is_made_anew_is_not_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = make_post(make_thread(), source=SOURCE)
    assert "forti" in " ".join(stems_of(DETAIL, "en"))

    while_it_is_read(lambda: make_folded(post), lambda: rebuild(lambda _: None), monkeypatch)

    assert "forti" not in Findable.objects.get(post=post).body


def test_words_erased_while_the_index_is_made_anew_do_not_end_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = make_post(make_thread(), source=SOURCE)
    author = author_of(post)

    def go() -> None:
        erase_words(membership_ids=[author.id], now=SIX_PM)

    while_it_is_read(go, lambda: rebuild(lambda _: None), monkeypatch)

    assert not Post.objects.filter(id=post.id).exists()
    assert not Findable.objects.filter(post_id=post.id).exists()


def test_folds_of_many_posts_are_read_at_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    thread = make_thread()
    ids = [make_post(thread, by=make_member(thread.space)).id for _ in range(6)]
    index_posts(post_ids=ids, now=SIX_PM)

    with django_assert_num_queries(6):
        index_posts(post_ids=ids, now=SIX_PM)
