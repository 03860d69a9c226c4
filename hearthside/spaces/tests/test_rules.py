# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.spaces.models import Joining, MembershipState, Space
from hearthside.spaces.rules.joining import may_ask, may_find, way_in
from hearthside.spaces.rules.members import may_let_go
from hearthside.spaces.rules.names import LONGEST_NAME, may_be_called, name_key, tidy_name
from hearthside.spaces.rules.standing import Standing
from hearthside.spaces.tests.builders import SIX_PM

PASTS = (None, MembershipState.LEFT, MembershipState.REMOVED)


@given(st.text(max_size=80))
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(st.text(max_size=80))
def test_tidying_changes_no_key(name: str) -> None:
    assert name_key(tidy_name(name)) == name_key(name)


@given(st.text(max_size=LONGEST_NAME))
def test_a_name_that_can_be_carried_fits_the_columns(name: str) -> None:
    if may_be_called(name):
        assert 0 < len(tidy_name(name)) <= LONGEST_NAME
        assert 0 < len(name_key(name)) <= 120


@pytest.mark.parametrize("name", ["愛", "نور", "\U0001f469\u200d\U0001f680", "é", "O"])
def test_one_sign_of_any_script_is_a_name(name: str) -> None:
    assert may_be_called(name)


def test_a_name_does_not_turn_the_line_around_it() -> None:
    assert tidy_name("W\u202eren\u2066") == "Wren"


@pytest.mark.parametrize("past", PASTS)
@pytest.mark.parametrize("listed", [True, False])
def test_strangers_find_listed_spaces_and_those_who_were_there_find_theirs(
    listed: bool, past: MembershipState | None
) -> None:
    assert bool(may_find(Space(listed=listed), past)) is (listed or past is not None)


@pytest.mark.parametrize("joining", Joining)
def test_whoever_was_here_can_always_ask(joining: Joining) -> None:
    space = Space(listed=False, joining=joining)

    assert way_in(space, None) == joining
    assert way_in(space, MembershipState.REMOVED) == Joining.REQUEST
    assert way_in(space, MembershipState.LEFT) != Joining.INVITATION
    assert may_ask(space, MembershipState.REMOVED, None, SIX_PM)


def test_a_space_never_loses_its_last_steward() -> None:
    assert may_let_go(is_steward=True, other_stewards=1)
    assert may_let_go(is_steward=False, other_stewards=0)
    assert may_let_go(is_steward=True, other_stewards=0).code == "last-steward"


def test_a_stranger_holds_nothing() -> None:
    assert not Standing(membership_id=None, space_id=uuid4()).is_steward
