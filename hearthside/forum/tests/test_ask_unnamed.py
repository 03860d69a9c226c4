# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking somebody to write where one of the two speaks without a name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core import clock
from hearthside.core.paging import Window
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.asking import take_asking_back
from hearthside.forum.actions.voices import keep_voice_apart, meet_voice_again
from hearthside.forum.models import LetterSide, LetterState, LetterWall
from hearthside.forum.queries.letters import letter_list, own_side
from hearthside.forum.rules.letters import QUIET_DAYS
from hearthside.forum.tests.builders import make_thread
from hearthside.forum.tests.letter_builders import (
    AFTER_QUIET,
    address,
    asked_by,
    block,
    make_two,
    make_voice,
    side_of,
)
from hearthside.forum.tests.pages import signed_in
from hearthside.spaces.models import Distance
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted_before")]


def test_whoever_speaks_unnamed_asks_unnamed_and_keeps_every_other_name_out_of_it() -> None:
    thread = make_thread()
    other, hidden = make_member(thread.space, "Wren"), make_member(thread.space, "Hidden Heron")
    voice = make_voice(hidden, thread)

    side = asked_by(standing_of(hidden), other.id, me=voice.id)

    page = signed_in(other).get(address(thread.space, side.correspondence_id))
    assert voice.name in page.text
    assert "Hidden Heron" not in page.text
    assert str(hidden.id) not in page.text
    faces = set(LetterSide.objects.values_list("face", flat=True))
    assert faces == {voice.id, other.id}


def test_a_block_of_the_name_says_nothing_of_the_voice() -> None:
    """Else asking would tell whose voice it is."""
    thread = make_thread()
    other, hidden = make_member(thread.space), make_member(thread.space)
    voice = make_voice(hidden, thread)
    block(other, hidden)

    side = asked_by(standing_of(hidden), other.id, me=voice.id)

    assert side_of(other, side).correspondence.state == LetterState.ASKED


def test_nobody_asks_from_a_face_that_is_not_theirs() -> None:
    thread = make_thread()
    voice, other = make_voice(make_member(thread.space), thread), make_member(thread.space)

    with pytest.raises(Refused) as refused:
        asked_by(standing_of(make_member(thread.space)), other.id, me=voice.id)

    assert refused.value.code == "not-here"


def test_a_voice_kept_apart_silently_is_heard_of_no_more() -> None:
    thread = make_thread()
    keeper, hidden = make_member(thread.space), make_member(thread.space)
    voice = make_voice(hidden, thread)
    standing = standing_of(hidden)
    before = asked_by(standing, keeper.id, me=voice.id)

    keep_voice_apart(by=standing_of(keeper), voice=voice, distance=Distance.BLOCK, now=SIX_PM)

    assert own_side(standing_of(keeper), before.correspondence_id) is None
    assert side_of(standing, before).correspondence.is_asked
    take_asking_back(by=standing, side=side_of(standing, before), now=SIX_PM)
    again = asked_by(standing, keeper.id, me=voice.id, now=AFTER_QUIET)
    assert own_side(standing_of(keeper), again.correspondence_id) is None

    meet_voice_again(by=standing_of(keeper), voice=voice, now=AFTER_QUIET)
    take_asking_back(by=standing, side=side_of(standing, again), now=AFTER_QUIET)
    later = asked_by(
        standing, keeper.id, me=voice.id, now=AFTER_QUIET + timedelta(days=QUIET_DAYS + 1)
    )
    assert own_side(standing_of(keeper), later.correspondence_id) is not None


def test_keeping_a_voice_apart_leaves_no_row_that_joins_the_faces_of_who_does_it() -> None:
    thread = make_thread()
    keeper = make_member(thread.space)
    own, voice = make_voice(keeper, thread), make_voice(make_member(thread.space), thread)

    keep_voice_apart(by=standing_of(keeper), voice=voice, distance=Distance.BLOCK, now=SIX_PM)

    assert LetterWall.objects.count() == 2
    rows = "".join(str(vars(wall)) for wall in LetterWall.objects.all())
    assert not any(str(face) in rows for face in (keeper.id, own.id, voice.id))


def test_my_list_has_what_i_write_under_every_face_and_says_which() -> None:
    thread = make_thread()
    other, me = make_member(thread.space), make_member(thread.space, "Heron")
    voice = make_voice(me, thread)
    standing = standing_of(me)
    asked_by(standing, other.id, me=voice.id)
    asked_by(standing, other.id)

    rows = letter_list(standing, Window()).rows

    assert {row.me.name for row in rows} == {voice.name, "Heron"}


def test_nothing_of_an_asking_has_an_instant_to_join_it_by() -> None:
    two = make_two()

    row = two.asking.correspondence

    assert row.last_at.second == row.last_at.microsecond == 0
    assert clock.now() > row.last_at
