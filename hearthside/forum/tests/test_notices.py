# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.forum.actions.places import hide_thread
from hearthside.forum.queries.met import headings_of
from hearthside.forum.tests.builders import make_post, make_thread
from hearthside.ledger.models import Delivery
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.models import Notice
from hearthside.spaces.models import Apart, Distance
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, signed_in, standing_of

pytestmark = pytest.mark.django_db


def test_an_author_hears_that_somebody_answered() -> None:
    thread = make_thread()
    author = thread.author.membership if thread.author else None
    assert author is not None

    make_post(thread)
    run_courier_once()

    notice = Notice.objects.get()
    assert notice.recipient_id == author.id
    assert notice.subject_id == thread.id
    assert standing_of(author).has_notices


def test_the_list_says_which_conversation_was_answered() -> None:
    thread = make_thread()
    author = thread.author.membership if thread.author else None
    assert author is not None
    make_post(thread)
    run_courier_once()

    page = signed_in(author.person).get(reverse("spaces:notices", args=[author.space.slug]))

    assert [told.topic for told in page.context["page"].rows] == [thread.heading]


def test_a_conversation_that_is_hidden_is_not_named() -> None:
    thread = make_thread()
    author = thread.author.membership if thread.author else None
    assert author is not None
    make_post(thread)
    run_courier_once()
    hide_thread(by=standing_of(author), thread=thread, now=SIX_PM)

    page = signed_in(author.person).get(reverse("spaces:notices", args=[author.space.slug]))

    assert [told.topic for told in page.context["page"].rows] == [""]


def test_a_conversation_of_somebody_blocked_is_not_named() -> None:
    thread = make_thread()
    author = thread.author.membership if thread.author else None
    assert author is not None
    reader = make_member(thread.space)
    assert headings_of(reader.id, [thread.id])

    Apart.objects.create(
        space=thread.space, by=reader, other=author, distance=Distance.BLOCK, since=SIX_PM
    )

    assert not headings_of(reader.id, [thread.id])
    assert not headings_of(make_member(make_space()).id, [thread.id])


def test_nobody_hears_of_their_own_words() -> None:
    thread = make_thread()
    author = thread.author.membership if thread.author else None

    make_post(thread, by=author)
    run_courier_once()

    assert not Notice.objects.exists()


def test_a_blocked_member_sends_no_notice() -> None:
    thread = make_thread()
    author = thread.author.membership if thread.author else None
    assert author is not None
    blocked = make_member(thread.space)
    make_post(thread, by=blocked)

    Apart.objects.create(
        space=thread.space, by=author, other=blocked, distance=Distance.BLOCK, since=SIX_PM
    )
    run_courier_once()

    assert not Notice.objects.exists()


def test_a_delivery_made_twice_tells_once() -> None:
    thread = make_thread()
    make_post(thread)

    run_courier_once()
    Delivery.objects.update(done_at=None, next_try_at=SIX_PM)
    run_courier_once()

    assert Notice.objects.get().times == 1
