# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.spaces.actions._steps import digest_of
from hearthside.spaces.actions.invitations import (
    Offer,
    make_invitation,
    make_steward_link,
    withdraw_invitation,
)
from hearthside.spaces.models import Invitation, Role
from hearthside.spaces.tests.builders import (
    SIX_PM,
    keeper_of,
    make_link,
    make_member,
    make_organisation,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db

A_WEEK = Offer(5, SIX_PM + timedelta(days=7))


def test_a_steward_makes_a_link_of_which_only_the_digest_is_kept() -> None:
    steward = make_steward()

    made = make_invitation(by=standing_of(steward), space=steward.space, offer=A_WEEK, now=SIX_PM)

    kept = Invitation.objects.get()
    assert kept.secret_digest == digest_of(made.secret)
    assert made.secret not in {str(value) for value in vars(kept).values()}
    assert (kept.uses_left, kept.made_by_id, kept.role) == (5, steward.id, "")
    assert Entry.objects.get().verb == Verb.INVITATION_MADE


@pytest.mark.parametrize("days", [0, 91])
def test_a_link_is_open_for_some_time_and_no_longer(days: int) -> None:
    steward = make_steward()
    offer = Offer(1, SIX_PM + timedelta(days=days))

    with pytest.raises(Refused) as refused:
        make_invitation(by=standing_of(steward), space=steward.space, offer=offer, now=SIX_PM)

    assert refused.value.code == "link-time"


def test_only_a_steward_of_this_space_makes_and_closes_links() -> None:
    link = make_link(make_space())

    for by, code in ((make_member(link.space), "not-steward"), (make_steward(), "not-here")):
        with pytest.raises(Refused) as making:
            make_invitation(by=standing_of(by), space=link.space, offer=A_WEEK, now=SIX_PM)
        with pytest.raises(Refused) as closing:
            withdraw_invitation(by=standing_of(by), invitation=link, now=SIX_PM)
        assert (making.value.code, closing.value.code) == (code, code)


def test_a_closed_link_stays_closed() -> None:
    steward = make_steward()
    link = make_link(steward.space)

    withdraw_invitation(by=standing_of(steward), invitation=link, now=SIX_PM)
    later = SIX_PM + timedelta(hours=1)
    withdraw_invitation(by=standing_of(steward), invitation=link, now=later)

    assert Invitation.objects.get().withdrawn_at == SIX_PM
    assert Entry.objects.get().verb == Verb.INVITATION_WITHDRAWN


def test_a_keeper_makes_a_link_for_one_steward() -> None:
    space = make_space()

    make_steward_link(by=keeper_of(space.organisation), space=space, now=SIX_PM)

    link = Invitation.objects.get()
    assert (link.role, link.uses_left, link.made_by_id) == (Role.STEWARD, 1, None)
    assert Entry.objects.get().by_role == "keeper"


def test_the_keeper_of_another_organisation_makes_none() -> None:
    with pytest.raises(Refused) as refused:
        make_steward_link(by=keeper_of(make_organisation()), space=make_space(), now=SIX_PM)

    assert refused.value.code == "not-here"
