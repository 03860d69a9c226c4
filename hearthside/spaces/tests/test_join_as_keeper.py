# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.spaces.actions.joining import join_as_keeper
from hearthside.spaces.models import Joining, Membership, MembershipState
from hearthside.spaces.queries.people import keepers_among
from hearthside.spaces.queries.standing import keeper_standing
from hearthside.spaces.tests.builders import (
    SIX_PM,
    keeper_of,
    make_keeper,
    make_member,
    make_organisation,
    make_space,
    newcomer,
)

pytestmark = pytest.mark.django_db


def test_a_keeper_comes_in_however_others_do_and_members_see_it() -> None:
    space = make_space(joining=Joining.INVITATION)
    keeper = make_keeper(organisation=space.organisation)
    by = keeper_standing(keeper.person_id, SIX_PM)

    member = join_as_keeper(by=by, space=space, newcomer=newcomer(person=keeper.person), now=SIX_PM)

    assert Entry.objects.about_holder(member.id).get().verb == Verb.KEEPER_JOINED
    assert keepers_among(space, SIX_PM) == [SIX_PM]


def test_the_keeper_of_another_organisation_finds_nothing() -> None:
    space, by = make_space(), keeper_of(make_organisation())

    with pytest.raises(Refused) as refused:
        join_as_keeper(by=by, space=space, newcomer=newcomer(), now=SIX_PM)

    assert refused.value.code == "not-here"


def test_a_keeper_who_was_removed_stays_outside() -> None:
    space = make_space()
    keeper = make_keeper(organisation=space.organisation)
    member = make_member(space, person=keeper.person)
    Membership.objects.filter(id=member.id).update(state=MembershipState.REMOVED, ended_at=SIX_PM)
    by = keeper_standing(keeper.person_id, SIX_PM)

    with pytest.raises(Refused) as refused:
        join_as_keeper(by=by, space=space, newcomer=newcomer(person=keeper.person), now=SIX_PM)

    assert refused.value.code == "removed"


def test_members_see_no_keeper_where_there_is_none() -> None:
    space = make_space()
    make_member(space)
    make_member(space, person=make_keeper(organisation=make_organisation()).person)

    assert keepers_among(space, SIX_PM) == []
