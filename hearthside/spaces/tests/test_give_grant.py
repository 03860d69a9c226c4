# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.notices.models import Notice
from hearthside.spaces.actions.grants import NewGrant, end_grant, give_grant
from hearthside.spaces.models import Grant, Membership, MembershipState, Role
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db

TOMORROW = SIX_PM + timedelta(days=1)


def test_a_steward_gives_a_role_and_the_member_is_told() -> None:
    steward = make_steward()
    member = make_member(steward.space)

    give_grant(by=standing_of(steward), member=member, grant=NewGrant(Role.GREETER), now=SIX_PM)

    assert standing_of(member).holds(Role.GREETER)
    entry = Entry.objects.about_holder(member.id).get()
    assert (entry.verb, entry.reason_kind) == (Verb.GRANT_GIVEN, Role.GREETER)
    assert Notice.objects.get().recipient_id == member.id


def test_giving_a_role_again_only_changes_its_end() -> None:
    steward = make_steward()
    member = make_member(steward.space, role=Role.GREETER)
    grant = NewGrant(Role.GREETER, ends_at=TOMORROW)

    give_grant(by=standing_of(steward), member=member, grant=grant, now=SIX_PM)

    assert Grant.objects.get(membership=member).ends_at == TOMORROW


def test_an_end_that_is_over_is_none() -> None:
    steward = make_steward()
    member = make_member(steward.space)
    grant = NewGrant(Role.GREETER, ends_at=SIX_PM)

    with pytest.raises(Refused) as refused:
        give_grant(by=standing_of(steward), member=member, grant=grant, now=SIX_PM)

    assert refused.value.code == "end-past"


def test_who_is_no_member_is_given_no_role() -> None:
    steward = make_steward()
    member = make_member(steward.space)
    Membership.objects.filter(id=member.id).update(state=MembershipState.REMOVED, ended_at=SIX_PM)

    with pytest.raises(Refused) as refused:
        give_grant(by=standing_of(steward), member=member, grant=NewGrant(Role.GREETER), now=SIX_PM)

    assert refused.value.code == "no-member"


def test_the_last_steward_keeps_the_role_and_without_an_end() -> None:
    steward = make_steward()
    by, held = standing_of(steward), Grant.objects.get()

    with pytest.raises(Refused) as ending:
        end_grant(by=by, grant=held, now=SIX_PM)
    with pytest.raises(Refused) as limiting:
        give_grant(by=by, member=steward, grant=NewGrant(Role.STEWARD, TOMORROW), now=SIX_PM)

    assert (ending.value.code, limiting.value.code) == ("last-steward", "last-steward")


def test_another_steward_with_an_end_does_not_count() -> None:
    steward = make_steward()
    passing = make_steward(steward.space)
    Grant.objects.filter(membership=passing).update(ends_at=TOMORROW)

    with pytest.raises(Refused) as refused:
        end_grant(by=standing_of(steward), grant=Grant.objects.get(membership=steward), now=SIX_PM)

    assert refused.value.code == "last-steward"
    end_grant(by=standing_of(steward), grant=Grant.objects.get(membership=passing), now=SIX_PM)


def test_a_role_is_ended_by_a_steward() -> None:
    steward = make_steward()
    member = make_member(steward.space, role=Role.RESPONDER)

    end_grant(by=standing_of(steward), grant=Grant.objects.get(membership=member), now=SIX_PM)

    assert not standing_of(member).holds(Role.RESPONDER)
    assert Entry.objects.about_holder(member.id).get().verb == Verb.GRANT_ENDED
    assert Notice.objects.get().recipient_id == member.id


def test_anybody_lays_their_own_role_down() -> None:
    member = make_member(role=Role.GREETER)

    end_grant(by=standing_of(member), grant=Grant.objects.get(), now=SIX_PM)

    assert not Grant.objects.exists()
    assert not Notice.objects.exists()


def test_only_a_steward_of_this_space_gives_and_ends_roles() -> None:
    member = make_member(make_space(), role=Role.GREETER)
    held = Grant.objects.get(membership=member)

    for by, code in ((make_member(member.space), "not-steward"), (make_steward(), "not-here")):
        with pytest.raises(Refused) as giving:
            give_grant(by=standing_of(by), member=member, grant=NewGrant(Role.STEWARD), now=SIX_PM)
        with pytest.raises(Refused) as ending:
            end_grant(by=standing_of(by), grant=held, now=SIX_PM)
        assert (giving.value.code, ending.value.code) == (code, code)
