# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.notices.models import Notice
from hearthside.spaces.actions.distances import keep_apart, meet_again
from hearthside.spaces.models import Apart, Distance
from hearthside.spaces.queries.people import met_by
from hearthside.spaces.queries.standing import kept_apart
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db


def test_two_who_are_blocked_do_not_meet_either_way() -> None:
    space = make_space()
    one, other = make_member(space), make_member(space)

    keep_apart(by=standing_of(one), other=other, distance=Distance.BLOCK, now=SIX_PM)

    assert other not in met_by(standing_of(one))
    assert one not in met_by(standing_of(other))
    assert kept_apart(other.id).blocked == {one.id}


def test_who_is_muted_still_meets_and_nothing_changes_for_them() -> None:
    space = make_space()
    one, other = make_member(space), make_member(space)

    keep_apart(by=standing_of(one), other=other, distance=Distance.MUTE, now=SIX_PM)

    assert other in met_by(standing_of(one))
    assert kept_apart(one.id).muted == {other.id}
    assert kept_apart(other.id).muted == frozenset()


def test_a_newcomer_may_keep_a_steward_away_and_nobody_is_told() -> None:
    steward = make_steward()
    member = make_member(steward.space)

    keep_apart(by=standing_of(member), other=steward, distance=Distance.BLOCK, now=SIX_PM)

    assert steward not in met_by(standing_of(member))
    assert not Notice.objects.exists()


def test_the_later_choice_replaces_the_earlier() -> None:
    space = make_space()
    one, other = make_member(space), make_member(space)

    for distance in (Distance.BLOCK, Distance.MUTE):
        keep_apart(by=standing_of(one), other=other, distance=distance, now=SIX_PM)

    assert Apart.objects.get().distance == Distance.MUTE


def test_meeting_again_undoes_ones_own_choice_only() -> None:
    space = make_space()
    one, other = make_member(space), make_member(space)
    keep_apart(by=standing_of(one), other=other, distance=Distance.BLOCK, now=SIX_PM)
    keep_apart(by=standing_of(other), other=one, distance=Distance.BLOCK, now=SIX_PM)

    assert meet_again(by=standing_of(one), other=other, now=SIX_PM) == 1

    assert other not in met_by(standing_of(one))
    assert Apart.objects.get().by == other


def test_nobody_keeps_oneself_away() -> None:
    member = make_member()

    with pytest.raises(Refused) as refused:
        keep_apart(by=standing_of(member), other=member, distance=Distance.MUTE, now=SIX_PM)

    assert refused.value.code == "oneself"


def test_a_distance_holds_in_one_space_only() -> None:
    one, elsewhere = make_member(), make_member(make_space())

    with pytest.raises(Refused) as refused:
        keep_apart(by=standing_of(one), other=elsewhere, distance=Distance.BLOCK, now=SIX_PM)

    assert refused.value.code == "not-here"
