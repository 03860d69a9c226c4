# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody began to tell the stewards is kept while they write, and goes once it is sent."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.forum.models import Draft, Post
from hearthside.forum.tests.builders import make_thread
from hearthside.forum.tests.letter_builders import address, make_two
from hearthside.forum.tests.pages import signed_in
from hearthside.moderation.models import Report
from hearthside.spaces.models import Space
from hearthside.spaces.tests.builders import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted_before")]
WORDS = "I wrote this at three, and then the line broke"


def keep(client: Client, space: Space, place: str) -> None:
    """What the page does every few seconds."""
    kept = client.post(reverse("forum:draft", args=[space.slug, place]), {"text": WORDS})
    assert kept.status_code == 204


def test_a_report_that_was_begun_is_there_again_for_its_writer_alone() -> None:
    post = Post.objects.get(thread=make_thread())
    me, other = make_member(post.space), make_member(post.space)
    form = reverse("moderation:new_report", args=[post.space.slug, "post", post.id])
    place = f"desk:report:{post.id}"
    assert f'save-to="{reverse("forum:draft", args=[post.space.slug, place])}"' in (
        signed_in(me).get(form).text
    )

    keep(signed_in(me), post.space, place)

    assert WORDS in signed_in(me).get(form).text
    assert WORDS not in signed_in(other).get(form).text


def test_a_report_that_is_sent_leaves_no_draft() -> None:
    post = Post.objects.get(thread=make_thread())
    me = make_member(post.space)
    client, place = signed_in(me), f"desk:report:{post.id}"
    keep(client, post.space, place)
    form = reverse("moderation:new_report", args=[post.space.slug, "post", post.id])

    assert client.post(form, {"text": WORDS}).status_code == 422  # nothing chosen yet
    assert Draft.objects.count() == 1
    client.post(form, {"text": WORDS, "concerning": "private"})

    assert Report.objects.get().words == WORDS
    assert not Draft.objects.exists()


def test_what_goes_with_shown_messages_is_kept_too_and_goes_with_them() -> None:
    two = make_two()
    client = two.as_other()
    form = address(two.space, two.asked.correspondence_id, "letter_showing")
    keep(client, two.space, f"desk:report:{two.asked.correspondence_id}")
    assert WORDS in client.get(form).text
    assert WORDS not in two.as_asker().get(form).text

    client.post(form, {"text": WORDS, "concerning": "contact", "consents": "on", "lines": ["1"]})

    assert Report.objects.get().words == WORDS
    assert not Draft.objects.exists()
