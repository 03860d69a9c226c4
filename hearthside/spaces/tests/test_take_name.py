# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core import events
from hearthside.core.verdicts import Refused
from hearthside.spaces.actions.memberships import take_another_face, take_name
from hearthside.spaces.events import LooksChanged
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[LooksChanged]:
    told: list[LooksChanged] = []
    monkeypatch.setitem(events._within, LooksChanged, [told.append])
    return told


def test_somebody_goes_by_another_name(heard: list[LooksChanged]) -> None:
    member = make_member(name="Wren")

    take_name(by=standing_of(member), space=member.space, name=" Grey   Heron ", now=SIX_PM)

    member.refresh_from_db()
    assert (member.name, member.name_key) == ("Grey Heron", "grey heron")
    assert heard == [LooksChanged(member.space_id, member.id)]


def test_ones_own_name_in_other_letters_is_free() -> None:
    member = make_member(name="wren")

    assert (
        take_name(by=standing_of(member), space=member.space, name="Wren", now=SIX_PM).name
        == "Wren"
    )


def test_somebody_elses_name_is_not() -> None:
    member = make_member(name="Wren")
    make_member(member.space, "Heron")

    with pytest.raises(Refused) as refused:
        take_name(by=standing_of(member), space=member.space, name="HERON", now=SIX_PM)

    assert refused.value.code == "name-taken"


def test_a_member_of_another_space_has_no_name_here() -> None:
    with pytest.raises(Refused) as refused:
        take_name(by=standing_of(make_member()), space=make_space(), name="Wren", now=SIX_PM)

    assert refused.value.code == "not-here"


def test_another_face_is_drawn(heard: list[LooksChanged]) -> None:
    member = make_member()
    before = member.face

    after = take_another_face(by=standing_of(member), space=member.space, now=SIX_PM).face

    assert after != before
    assert len(heard) == 1
