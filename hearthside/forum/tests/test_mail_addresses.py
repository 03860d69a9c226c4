# SPDX-License-Identifier: AGPL-3.0-or-later
"""The address by which a mail is answered: it tells nothing, and leads to one place only."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from hearthside.forum.models import Thread, Voice
from hearthside.forum.tests.builders import make_board, make_thread, unnamed_thread
from hearthside.forum.tests.mail_builders import address_for, arrives, mail, posts, reached_at
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import make_space

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("replies")]


def test_no_address_tells_anything(me: Membership, thread: Thread) -> None:
    hidden = unnamed_thread(me)
    voice = Voice.objects.get(thread=hidden)
    made = [address_for(me.id, thread) for _ in range(40)] + [
        address_for(voice.id, hidden) for _ in range(40)
    ]
    tokens = [each.partition("@")[0].partition("+")[2] for each in made]

    assert len(set(tokens)) == 80
    assert {len(each) for each in made} == {len(made[0])}
    assert max(len(each.partition("@")[0]) for each in made) <= 64
    assert all(each == each.lower() for each in made)
    longest = max(_common(a, b) for a in tokens for b in tokens if a != b)
    assert longest < 8
    for each in (me.id, voice.id, thread.id, hidden.id, me.person_id):
        assert each.hex[:8] not in "".join(tokens)


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))


def test_a_changed_address_is_none(me: Membership, thread: Thread) -> None:
    to, mine = address_for(me.id, thread), reached_at(me)
    for at in range(6, 61):
        other = "a" if to[at] != "a" else "b"
        assert arrives(mail(mine, to[:at] + other + to[at + 1 :], "x")) == "no-address"
    assert len(posts(thread)) == 1


def test_an_address_leads_into_no_other_space(me: Membership, thread: Thread) -> None:
    elsewhere = make_thread(make_board(make_space()))

    assert arrives(mail(reached_at(me), address_for(me.id, elsewhere), "x")) == "nobody"


def test_a_voice_answers_in_its_own_conversation_only(me: Membership, thread: Thread) -> None:
    voice = Voice.objects.get(thread=unnamed_thread(me))

    assert arrives(mail(reached_at(me), address_for(voice.id, thread), "x")) == "nobody"


def test_where_no_address_is_set_there_is_none(
    settings: Settings, me: Membership, thread: Thread
) -> None:
    to = address_for(me.id, thread)
    settings.REPLY_ADDRESS = ""

    assert address_for(me.id, thread) == ""
    assert arrives(mail(reached_at(me), to, "x")) == "no-address"
