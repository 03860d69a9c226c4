# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody who has everything wrote to others one to one."""

from __future__ import annotations

from hearthside.core import clock
from hearthside.forum.actions.asking import Asking, accept_letters, ask_to_write, let_nobody_ask
from hearthside.forum.actions.letter_reports import Showing, show_to_stewards
from hearthside.forum.actions.letters import end_letters, let_none_through, write_letter
from hearthside.forum.models import LetterSide
from hearthside.forum.queries.letters import own_side
from hearthside.forum.tests.letter_builders import message
from hearthside.moderation.models import Concerning
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import make_member, make_steward, standing_of
from tests.somebody.marked import Somebody


def wrote_letters(me: Somebody, other: Membership, steward: Membership) -> None:
    """Asked, accepted, ended, shown to the stewards from both sides, under the name and without."""
    now = clock.now()
    _ask(me.member, make_member(me.member.space), me.says("lettersasked"))
    _ask(make_steward(me.member.space), me.member, "May I?")
    side = _ask(me.member, other, me.says("letter"))
    accept_letters(by=standing_of(other), side=_side(other, side), now=now)
    write_letter(
        by=standing_of(me.member),
        side=_side(me.member, side),
        message=message(me.says("letter")),
        now=now,
    )
    write_letter(by=standing_of(other), side=_side(other, side), message=message("Yes"), now=now)
    for one, about in ((me.member, me.says("letterreport")), (other, "They wrote this.")):
        showing = Showing(frozenset({1, 2, 3}), Concerning.OTHER, about, consents=True)
        show_to_stewards(by=standing_of(one), side=_side(one, side), showing=showing, now=now)
    third = make_member(me.member.space)
    ended = _ask(third, me.member, "May I write?")
    accept_letters(by=standing_of(me.member), side=_side(me.member, ended), now=now)
    text = message(me.says("letterended"))
    write_letter(by=standing_of(me.member), side=_side(me.member, ended), message=text, now=now)
    end_letters(by=standing_of(third), side=_side(third, ended), now=now)
    let_none_through(by=standing_of(me.member), side=_side(me.member, ended), now=now)
    let_nobody_ask(by=standing_of(me.member), now=now)
    voice = me.voices[0]
    asking = Asking(voice, steward.id, message(me.says("letterunnamed")))
    ask_to_write(by=standing_of(me.member), asking=asking, now=now)


def _ask(one: Membership, other: Membership, text: str) -> LetterSide:
    asking = Asking(one.id, other.id, message(text), other.name)
    return ask_to_write(by=standing_of(one), asking=asking, now=clock.now())


def _side(member: Membership, side: LetterSide) -> LetterSide:
    found = own_side(standing_of(member), side.correspondence_id)
    assert found is not None
    return found
