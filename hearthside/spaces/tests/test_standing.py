# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearthside.spaces.models import Grant, MembershipState, Role
from hearthside.spaces.queries.standing import standing_in
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_person,
    make_space,
    make_steward,
    standing_in_space,
    standing_of,
)

pytestmark = pytest.mark.django_db


def test_a_standing_is_one_query() -> None:
    member = make_steward()

    with CaptureQueriesContext(connection) as queries:
        found = standing_in(member.space.slug, member.person_id, SIX_PM)

    assert len(queries) == 1
    assert found is not None
    assert found[1].is_steward
    assert found[0].norms == member.space.norms


def test_a_steward_of_one_space_is_nobody_in_another() -> None:
    steward, elsewhere = make_steward(), make_space()

    standing = standing_in_space(elsewhere, steward.person)

    assert not standing.is_member
    assert not standing.is_steward


def test_a_visitor_has_an_empty_standing() -> None:
    assert not standing_in_space(make_space(), None).is_member


def test_a_grant_ends_by_itself() -> None:
    member = make_member(role=Role.STEWARD)
    Grant.objects.update(ends_at=SIX_PM)

    assert standing_of(member, SIX_PM - timedelta(seconds=1)).is_steward
    assert not standing_of(member, SIX_PM).is_steward
    assert standing_of(member, SIX_PM).is_member


def test_who_left_is_no_member() -> None:
    member = make_member()
    member.state, member.ended_at = MembershipState.LEFT, SIX_PM
    member.save(update_fields=["state", "ended_at"])

    assert not standing_of(member).is_member


def test_there_is_no_such_space() -> None:
    assert standing_in("nowhere", make_person().id, SIX_PM) is None
