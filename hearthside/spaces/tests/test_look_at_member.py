# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.spaces.actions.stewarding import look_at_member
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def test_every_look_is_an_entry_about_the_member() -> None:
    steward = make_steward()
    member = make_member(steward.space)

    for _ in range(2):
        look_at_member(by=standing_of(steward), member=member, now=SIX_PM)

    entries = Entry.objects.about_holder(member.id)
    assert [entry.verb for entry in entries] == [Verb.MEMBERSHIP_SEEN] * 2


def test_only_a_steward_of_this_space_looks() -> None:
    member = make_member()

    for by, code in ((make_member(member.space), "not-steward"), (make_steward(), "not-here")):
        with pytest.raises(Refused) as refused:
            look_at_member(by=standing_of(by), member=member, now=SIX_PM)
        assert refused.value.code == code
    assert not Entry.objects.exists()
