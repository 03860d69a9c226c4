# SPDX-License-Identifier: AGPL-3.0-or-later
"""A backup is put back: whoever was erased since it was made is erased again, nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.people.models import Person
from hearthside.privacy.actions.leaving import ask_to_leave
from hearthside.privacy.actions.returning import erase_again
from hearthside.privacy.hooks import Leave
from hearthside.privacy.models import Departure
from hearthside.privacy.queries import Erased, erasures, mark_of
from hearthside.spaces.actions.memberships import leave_space
from hearthside.spaces.models import MembershipState
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_person, standing_of

pytestmark = pytest.mark.django_db

LATER = SIX_PM + timedelta(days=3)
SINCE = SIX_PM + timedelta(days=1)


def test_an_account_that_was_closed_is_closed_again_and_others_stay() -> None:
    gone, stays = make_person(), make_person()
    known = {mark_of(gone.id): Erased(Leave.ERASE_ALL, LATER)}

    assert erase_again(known=known, since=SINCE, now=LATER) == 1

    assert list(Person.objects.all()) == [stays]
    assert mark_of(gone.id) in erasures()


def test_a_space_that_was_left_since_is_left_again() -> None:
    left, back = make_member(), make_member()
    known = {
        mark_of(left.id): Erased(Leave.KEEP_WORDS, LATER),
        mark_of(back.id): Erased(Leave.KEEP_WORDS, SIX_PM),  # before, and came back
    }

    assert erase_again(known=known, since=SINCE, now=LATER) == 1

    left.refresh_from_db()
    back.refresh_from_db()
    assert (left.state, back.state) == (MembershipState.LEFT, MembershipState.ACTIVE)


def test_whose_account_was_still_to_close_has_their_days_anew() -> None:
    person = make_person()
    known = {mark_of(person.id): Erased(Leave.ERASE_ALL, SIX_PM, done=False)}

    assert erase_again(known=known, since=SINCE, now=LATER) == 0

    assert Departure.objects.get().closes_at == LATER + timedelta(days=7)


def test_leaving_a_space_and_closing_leave_a_mark_that_names_nobody() -> None:
    member, other = make_member(), make_person()
    leave_space(by=standing_of(member), space=member.space, leave=Leave.KEEP_WORDS, now=SIX_PM)
    ask_to_leave(person=other, how=Leave.ERASE_ALL, now=SIX_PM)

    known = erasures()

    assert known[mark_of(member.id)] == Erased(Leave.KEEP_WORDS, SIX_PM)
    assert not known[mark_of(other.id)].done
    assert not {member.id.bytes, other.id.bytes} & known.keys()
