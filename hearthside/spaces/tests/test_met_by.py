# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from itertools import product

import pytest

from hearthside.spaces.models import Apart, Distance, Membership, MembershipState
from hearthside.spaces.queries.people import met_by
from hearthside.spaces.queries.standing import kept_apart
from hearthside.spaces.rules.members import may_meet
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_person,
    make_space,
    make_steward,
    standing_in_space,
)

pytestmark = pytest.mark.django_db


def test_the_twins_agree() -> None:
    here, there = make_space(), make_space()
    cast = [make_member(here), make_member(here), make_steward(here), make_member(there)]
    gone, out = make_member(here), make_member(here)
    Membership.objects.filter(id=gone.id).update(state=MembershipState.LEFT, ended_at=SIX_PM)
    Membership.objects.filter(id=out.id).update(state=MembershipState.REMOVED, ended_at=SIX_PM)
    for by, other, distance in (
        (cast[0], cast[1], Distance.BLOCK),
        (cast[1], cast[2], Distance.MUTE),
    ):
        Apart.objects.create(space=here, by=by, other=other, distance=distance, since=SIX_PM)
    everybody = list(Membership.objects.all())

    for person, space in product([*(m.person for m in everybody), make_person()], (here, there)):
        standing = standing_in_space(space, person)
        blocked = kept_apart(standing.membership_id).blocked
        seen = set(met_by(standing))
        assert seen == {m for m in everybody if may_meet(standing, m, blocked)}
