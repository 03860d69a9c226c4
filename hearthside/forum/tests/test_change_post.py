# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.posts import change_post, take_down_post
from hearthside.forum.models import Draft, Post, Revision
from hearthside.forum.tests.builders import make_post, make_thread, words
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def post_and_author() -> tuple[Post, Membership]:
    thread = make_thread()
    author = make_member(thread.space)
    return make_post(thread, by=author, source="first words"), author


def test_what_a_post_said_before_is_kept() -> None:
    post, author = post_and_author()

    change_post(by=standing_of(author), post=post, words=words("other words"), now=SIX_PM)

    post.refresh_from_db()
    assert post.source == "other words"
    assert post.edited_at == SIX_PM
    assert Revision.objects.get(post=post).source == "first words"


def test_the_same_words_again_change_nothing() -> None:
    post, author = post_and_author()

    change_post(by=standing_of(author), post=post, words=words("first words"), now=SIX_PM)

    assert not Revision.objects.exists()


def test_a_changed_opening_shows_in_the_lists() -> None:
    thread = make_thread(source="help")
    author = thread.author.membership if thread.author else None
    assert author is not None

    change_post(
        by=standing_of(author), post=thread.posts.get(), words=words("help me sleep"), now=SIX_PM
    )

    thread.refresh_from_db()
    assert thread.heading == "help me sleep"


def test_nobody_changes_anothers_words() -> None:
    post, _ = post_and_author()
    steward = make_steward(post.space)

    with pytest.raises(Refused) as refused:
        change_post(by=standing_of(steward), post=post, words=words("mine now"), now=SIX_PM)

    assert refused.value.code == "not-yours"


def test_words_a_steward_took_down_stay_as_they_were() -> None:
    post, author = post_and_author()
    steward = make_steward(post.space)
    take_down_post(by=standing_of(steward), post=post, reason="Detail", now=SIX_PM)
    post.refresh_from_db()

    with pytest.raises(Refused) as refused:
        change_post(by=standing_of(author), post=post, words=words("again"), now=SIX_PM)

    assert refused.value.code == "taken-down"


def test_a_change_that_was_not_sent_comes_back_and_is_let_go_once_it_is() -> None:
    post, author = post_and_author()
    client = Client()
    client.force_login(author.person)
    page = reverse("forum:post_words", args=[post.space.slug, post.id])
    place = reverse("forum:draft", args=[post.space.slug, f"post:{post.id}"])

    client.post(place, {"text": "half a change"})
    begun = client.get(page)
    client.post(page, {"text": "the whole change"})

    assert "half a change" in begun.text
    assert f'save-to="{place}"' in begun.text
    assert not Draft.objects.exists()
    assert "the whole change" in client.get(page).text


def test_a_change_of_words_taken_down_meanwhile_is_given_back() -> None:
    post, author = post_and_author()
    client = Client()
    client.force_login(author.person)
    steward = standing_of(make_steward(post.space))
    take_down_post(by=steward, post=post, reason="Detail", now=SIX_PM)

    page = client.post(
        reverse("forum:post_words", args=[post.space.slug, post.id]), {"text": "without it"}
    )

    assert page.status_code == 403
    assert "without it" in page.text
