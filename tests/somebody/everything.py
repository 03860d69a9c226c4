# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody who has everything here that a person can have, each thing under a mark of its own.

Whoever erases them, or hands them what is theirs, is measured by these marks.
"""

from __future__ import annotations

from hearthside.forum.tests.builders import go_round
from hearthside.spaces.tests.builders import make_member, make_space, make_steward
from tests.somebody.account import at_the_door, gone_from, new_account
from tests.somebody.desk import looked_after_the_desk, reported_and_folded
from tests.somebody.letters import wrote_letters
from tests.somebody.marked import Somebody
from tests.somebody.words import kept_for_themselves, said_here, said_without_a_name


def somebody_with_everything() -> Somebody:
    """Make somebody, in two spaces and out of a third, with all that a person can have."""
    me = new_account()
    space, elsewhere, left = make_space(), make_space("Elsewhere"), make_space("Left behind")
    for number, place in enumerate((space, elsewhere, left)):
        name = f"Qxname{number} Heron"
        me.own.add(f"qxname{number}")
        me.members.append(make_member(place, name, person=me.person))
        me.own.add(me.members[-1].face)
    at_the_door(me)
    other, steward = make_member(space, "Ash"), make_steward(space)
    own, post = said_here(me, other, steward)
    said_without_a_name(me, other, steward)
    kept_for_themselves(me, other, own)
    wrote_letters(me, other, steward)
    reported_and_folded(me, other, post, steward)
    looked_after_the_desk(me)
    gone_from(me, left)
    go_round()
    return me
