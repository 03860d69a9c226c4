# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers by mail: posted under the right face, and nothing else is left of them."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest

from hearthside.core.crypto.keyring import keyring, with_new_key, without_old_keys
from hearthside.forum.models import Post, Thread, Voice
from hearthside.forum.rules.mailed import MAIL_KEPT
from hearthside.forum.tests.builders import (
    make_board,
    make_post,
    make_thread,
    unnamed_post,
    unnamed_thread,
)
from hearthside.forum.tests.mail_builders import (
    address_for,
    arrives,
    mail,
    posts,
    reached_at,
    told_to,
    waiting,
)
from hearthside.notices.actions.taking import forget_taken
from hearthside.notices.models import Notice
from hearthside.notices.replying import GOOD_FOR, KEPT_FOR, opened_among
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.tests.builders import SIX_PM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("replies")]
SOON = SIX_PM + timedelta(hours=2)


# --- posted ---------------------------------------------------------------------------------


def test_it_is_posted_under_the_name_here(me: Membership, space: Space) -> None:
    thread = make_thread(make_board(space))
    raw = mail(
        f"Anna Schmidt <{reached_at(me)}>",
        address_for(me.id, thread),
        "I am here.\n\n-- \nAnna Schmidt\n+44 20 7946 0958",
    )

    assert arrives(raw, now=SOON) == "posted"

    post = Post.objects.get(thread=thread, source="I am here.")
    assert (post.voice.membership_id, post.voice.name, post.voice.unnamed) == (
        me.id,
        me.name,
        False,
    )
    thread.refresh_from_db()
    assert thread.answered_at == SOON
    assert (told_to(me), waiting(me)) == ([], [])


def test_who_speaks_without_a_name_goes_on_so(me: Membership) -> None:
    thread = unnamed_thread(me)
    voice = Voice.objects.get(thread=thread)
    raw = mail(
        f"Anna Schmidt <{reached_at(me)}>",
        address_for(voice.id, thread),
        "Still here.\n\nLove,\nAnna",
    )

    assert arrives(raw, now=SOON) == "posted"

    post = Post.objects.get(thread=thread, source="Still here.\n\nLove")
    assert post.voice == voice
    assert post.voice.membership_id is None


def test_an_address_of_the_name_never_names_who_went_on_without_it(
    me: Membership, space: Space
) -> None:
    thread = make_thread(make_board(space))
    named = address_for(me.id, thread)
    unnamed_post(thread, me)

    assert arrives(mail(reached_at(me), named, "And one more thing."), now=SOON) == "posted"

    assert Post.objects.get(source="And one more thing.").voice.unnamed


def test_capitals_and_a_copy_to_somebody_else_change_nothing(
    me: Membership, thread: Thread
) -> None:
    to = address_for(me.id, thread)
    raw = mail(reached_at(me).upper(), f"x@example.com, {to.upper()}", "Hello.")

    assert arrives(raw) == "posted"


def test_the_envelope_says_who_it_is_for(me: Membership, thread: Thread) -> None:
    raw = mail(reached_at(me), "undisclosed@example.com", "Hello.")

    assert arrives(raw, recipient=address_for(me.id, thread)) == "posted"


def test_one_may_answer_once_more(me: Membership, thread: Thread) -> None:
    mine, to = reached_at(me), address_for(me.id, thread)
    arrives(mail(mine, to, "One."))
    arrives(mail(mine, to, "Two."), now=SOON)

    assert posts(thread)[1:] == ["One.", "Two."]


def test_an_address_outlasts_a_change_of_keys(me: Membership, thread: Thread) -> None:
    to, ring = address_for(me.id, thread), without_old_keys(with_new_key(keyring()))

    with patch("hearthside.core.crypto.short.keyring", return_value=ring):
        assert opened_among([to]) is not None


# --- what is left in the tables ----------------------------------------------------------------


def test_nothing_is_written_about_a_voice(me: Membership) -> None:
    thread = unnamed_thread(me)
    voice = Voice.objects.get(thread=thread)
    mine = reached_at(me)
    to = address_for(voice.id, thread)
    for text in ("Hello.", "I know that.\n\nPetra"):
        arrives(mail(mine, to, text), now=SOON)
    arrives(mail("eve@example.com", to, "x"), now=SOON)

    assert Notice.objects.filter(recipient_id=voice.id).count() == 0
    assert Notice.objects.get().kind == MAIL_KEPT  # and of the forged one nobody is told
    assert set(Notice.objects.values_list("subject_id", flat=True)) == {me.space_id}


def test_a_post_does_not_say_how_it_came(me: Membership, thread: Thread) -> None:
    arrives(mail(reached_at(me), address_for(me.id, thread), "Hello."), now=SOON)
    by_form = make_post(thread, by=me, source="typed")
    by_mail = Post.objects.get(source="Hello.")

    assert len(by_mail.once) == len(by_form.once) == 32
    assert set(by_mail.once) <= set("0123456789abcdef")


def test_marks_go_with_the_address(me: Membership, thread: Thread) -> None:
    arrives(mail(reached_at(me), address_for(me.id, thread), "Hello."))
    last = SIX_PM + GOOD_FOR + KEPT_FOR

    assert forget_taken(now=last) == 0
    assert forget_taken(now=last + timedelta(days=1)) == 2


def test_a_face_that_nobody_has(thread: Thread) -> None:
    assert arrives(mail("x@example.com", address_for(uuid4(), thread), "x")) == "nobody"
