# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mails that are not posted: their words wait for their author, who alone is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.forum.actions.threads import close_thread
from hearthside.forum.models import Draft, Thread, Voice
from hearthside.forum.queries.mailed import kept_mails
from hearthside.forum.rules.mailed import MAIL_KEPT, MAIL_REFUSED
from hearthside.forum.tests.builders import make_board, make_thread, unnamed_thread
from hearthside.forum.tests.mail_builders import (
    address_for,
    arrives,
    mail,
    posts,
    reached_at,
    told_to,
    waiting,
)
from hearthside.notices.models import TakenMail
from hearthside.spaces.actions.distances import keep_apart
from hearthside.spaces.models import Distance, Membership, Space
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("replies")]
SOON = SIX_PM + timedelta(hours=2)


def test_where_the_conversation_is_closed_the_words_wait(me: Membership, thread: Thread) -> None:
    close_thread(by=standing_of(make_steward(thread.space)), thread=thread, reason="", now=SIX_PM)

    assert arrives(mail(reached_at(me), address_for(me.id, thread), "Please read this.")) == "kept"
    assert waiting(me) == [("Please read this.", "closed")]
    assert told_to(me) == [MAIL_KEPT]
    assert len(posts(thread)) == 1


def test_what_may_hold_a_signature_waits_whole(me: Membership, thread: Thread) -> None:
    text = "I know that.\n\nPetra"

    assert arrives(mail(reached_at(me), address_for(me.id, thread), text)) == "kept"
    assert waiting(me) == [(text, "signature")]


@pytest.mark.parametrize("sender", ["Anna Schmidt", "anna schmidt", "Schmidt, Anna"])
def test_no_name_of_the_sender_is_posted(me: Membership, thread: Thread, sender: str) -> None:
    raw = mail(f'"{sender}" <{reached_at(me)}>', address_for(me.id, thread), "It is Anna again.")

    assert arrives(raw) == "kept"


def test_nor_the_name_here_of_who_speaks_without_it(me: Membership) -> None:
    Membership.objects.filter(id=me.id).update(name="Sparrowhawk")
    thread = unnamed_thread(me)
    voice = Voice.objects.get(thread=thread)
    raw = mail(reached_at(me), address_for(voice.id, thread), "Sparrowhawk here, to be honest.")

    assert arrives(raw) == "kept"
    assert [(each.unnamed, each.why) for each in kept_mails(standing_of(me))] == [(True, "name")]


def test_advertising_says_the_service_and_it_waits(me: Membership, thread: Thread) -> None:
    raw = mail(reached_at(me), address_for(me.id, thread), "Hello.")

    assert arrives(raw, is_spam=True) == "kept"
    assert waiting(me) == [("Hello.", "spam")]


def test_what_is_too_long_waits(me: Membership, thread: Thread) -> None:
    raw = mail(reached_at(me), address_for(me.id, thread), "long words\n" * 3000)

    assert arrives(raw) == "kept"
    ((words, why),) = waiting(me)
    assert (len(words), why) == (len("long words\n" * 3000) - 1, "too-long")


def test_nothing_at_all_is_told(me: Membership, thread: Thread) -> None:
    assert arrives(mail(reached_at(me), address_for(me.id, thread), " ")) == "kept"
    assert (waiting(me), told_to(me)) == ([], [MAIL_REFUSED])


def test_two_mails_that_wait_stand_beside_each_other(me: Membership, thread: Thread) -> None:
    mine, to = reached_at(me), address_for(me.id, thread)
    arrives(mail(mine, to, "One.\n\nPetra"))
    arrives(mail(mine, to, "Two.\n\nPetra"), now=SOON)

    assert [words for words, _why in waiting(me)] == ["One.\n\nPetra", "Two.\n\nPetra"]


def test_whoever_left_is_nobody(me: Membership, thread: Thread) -> None:
    raw = mail(reached_at(me), address_for(me.id, thread), "x")
    Membership.objects.filter(id=me.id).update(state="left", ended_at=SIX_PM)

    assert arrives(raw) == "nobody"
    assert Draft.objects.count() == 0


def test_where_a_block_stands_between_it_is_kept_and_nobody_is_told(
    me: Membership, space: Space
) -> None:
    author = make_member(space)
    thread = make_thread(make_board(space), by=author)
    raw = mail(reached_at(me), address_for(me.id, thread), "Hello you.")
    keep_apart(by=standing_of(author), other=me, distance=Distance.BLOCK, now=SIX_PM)

    assert arrives(raw) == "kept"
    assert (len(posts(thread)), told_to(author)) == (1, [])
    assert [(each.heading, each.why) for each in kept_mails(standing_of(me))] == [("", "not-here")]


def test_a_machine_is_not_posted(me: Membership, thread: Thread) -> None:
    mine, to = reached_at(me), address_for(me.id, thread)
    for header in (
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<a.list>"},
        {"Return_Path": "<>"},
        {"X_Auto_Response_Suppress": "All"},
    ):
        assert arrives(mail(mine, to, "I am away until Monday.", **header)) == "automatic"
    raw = mail(mine, to, "x").replace(b"Re: A message for you", b"Automatic reply: A message")
    assert arrives(raw) == "automatic"
    assert arrives(mail(mine, to, "x"), sender="") == "automatic"
    assert (len(posts(thread)), told_to(me), TakenMail.objects.count()) == (1, [], 0)
