# SPDX-License-Identifier: AGPL-3.0-or-later
"""The crowd for measuring, and the refusals of both."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from pytest_django import Settings

from hearthside.config.demo import play
from hearthside.config.demo.cards import EASY_WORD
from hearthside.config.demo.play import grow_demo, play_demo, refuse_where_people_live
from hearthside.core.verdicts import Refused
from hearthside.forum.models import Post, Thread
from hearthside.people.models import Person
from hearthside.spaces.models import Space
from hearthside.spaces.queries.standing import standing_in
from hearthside.spaces.tests.builders import make_person

NOW = datetime(2026, 3, 3, 10, 15, tzinfo=UTC)
CROWDED = "measured-street"


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA, settings.HELP_PAGES = tmp_path, tmp_path / "help"
    return tmp_path


def grow(people: int, threads: int, posts: int = 0) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    grow_demo(
        people=people,
        threads=threads,
        posts=posts,
        now=NOW,
        progress=lambda done, total: told.append((done, total)),
    )
    return told


@pytest.mark.django_db
def test_made_up_people_are_not_put_beside_real_ones(data: Path) -> None:
    make_person()
    with pytest.raises(Refused) as refused:
        play_demo(now=NOW, tell=pytest.fail)
    assert refused.value.code == "people-live-here"
    assert not Space.objects.exists()
    assert not (data / "demo").exists()


@pytest.mark.django_db
def test_an_empty_place_and_a_demo_are_fit_for_more() -> None:
    refuse_where_people_live()
    Person.objects.create(sign_in_name="made-up", joined_at=NOW, demo=True)
    refuse_where_people_live()


@pytest.mark.django_db
def test_a_play_that_breaks_off_leaves_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half_told(now: datetime) -> None:
        Person.objects.create(sign_in_name="half", joined_at=now, demo=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(play, "tell_story", half_told)
    with pytest.raises(KeyboardInterrupt):
        play_demo(now=NOW, tell=lambda words: None)
    assert not Person.objects.exists()
    assert not (data / "demo").exists()


@pytest.mark.django_db
def test_a_crowd_has_as_many_as_were_asked_for() -> None:
    told = grow(people=40, threads=30, posts=400)
    space = Space.objects.get(slug=CROWDED)
    threads = Thread.objects.filter(space=space)
    assert space.memberships.count() == 40
    assert threads.count() == 30
    assert Post.objects.filter(space=space).count() == 400
    assert told[-1][0] == told[-1][1]
    assert not Person.objects.filter(demo=False).exists()
    assert not Post.objects.filter(written_at__gt=NOW).exists()


@pytest.mark.django_db
def test_a_crowds_conversations_are_what_their_posts_say() -> None:
    grow(people=40, threads=30, posts=400)
    for thread in Thread.objects.filter(space__slug=CROWDED).select_related("author"):
        posts = list(thread.posts.order_by("written_at", "id").select_related("voice"))
        answers = [post.written_at for post in posts if post.voice != thread.author]
        assert posts[0].voice == thread.author
        assert (posts[0].written_at, posts[-1].written_at) == (
            thread.opened_at,
            thread.last_post_at,
        )
        assert len(posts) == thread.posts_count
        assert (answers[0] if answers else None) == thread.answered_at


@pytest.mark.django_db
def test_asking_for_the_same_crowd_again_adds_nothing() -> None:
    grow(people=20, threads=5)
    assert grow(people=20, threads=5) == []
    assert grow(people=25, threads=5)[-1] == (5, 5)


@pytest.mark.django_db
def test_the_printed_sign_ins_meet_the_crowd() -> None:
    grow(people=10, threads=2)
    for name in ("member", "steward", "responder"):
        person = authenticate(username=name, password=EASY_WORD)
        found = standing_in(CROWDED, person.pk if person else None, NOW)
        assert found
        assert found[1].is_member


@pytest.mark.django_db
def test_a_crowd_is_not_put_beside_real_people() -> None:
    make_person()
    with pytest.raises(Refused) as refused:
        grow(people=10, threads=2)
    assert refused.value.code == "people-live-here"
