# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.entries import open_reason
from hearthside.ledger.models import Entry, Verb
from hearthside.notices.models import Notice
from hearthside.spaces.actions.removals import Agreed, readmit_member, remove_member
from hearthside.spaces.models import Grant, Invitation, Membership, MembershipState, Role
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_link,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db


def two(steward: Membership, second: Membership | None = None) -> Agreed:
    """A steward who proposed it, and a second one or else a keeper."""
    if second is None:
        return Agreed(steward.id, "keeper")
    return Agreed(steward.id, Role.STEWARD, second.id)


def test_a_steward_removes_somebody_with_a_reason_they_read() -> None:
    steward = make_steward()
    member = make_member(steward.space, "Wren", role=Role.GREETER)

    remove_member(agreed=two(steward), member=member, reason="Shouting", now=SIX_PM)

    member.refresh_from_db()
    assert (member.state, member.ended_reason) == (MembershipState.REMOVED, "Shouting")
    assert member.name == "Wren"
    assert not Grant.objects.filter(membership=member).exists()
    entry = Entry.objects.about_holder(member.id).get()
    assert entry.verb == Verb.MEMBERSHIP_REMOVED
    assert open_reason(entry) == "Shouting"


def test_links_made_by_somebody_removed_close() -> None:
    steward = make_steward()
    member = make_member(steward.space)
    make_link(steward.space)
    Invitation.objects.update(made_by=member)

    remove_member(agreed=two(steward), member=member, reason="Shouting", now=SIX_PM)

    assert Invitation.objects.get().withdrawn_at == SIX_PM


def test_removing_twice_is_removing_once() -> None:
    steward = make_steward()
    member = make_member(steward.space)

    remove_member(agreed=two(steward), member=member, reason="First", now=SIX_PM)
    again = remove_member(agreed=two(steward), member=member, reason="Second", now=SIX_PM)

    assert again.ended_reason == "First"
    assert Entry.objects.count() == 1


def test_a_steward_may_remove_another_but_not_oneself() -> None:
    one, other = make_steward(), None
    other = make_steward(one.space)

    with pytest.raises(Refused) as refused:
        remove_member(agreed=two(one), member=one, reason="", now=SIX_PM)
    remove_member(agreed=two(one), member=other, reason="Shouting", now=SIX_PM)

    assert refused.value.code == "oneself"


def test_the_only_steward_without_an_end_is_not_removed_by_one_with_an_end() -> None:
    lasting = make_steward()
    passing = make_steward(lasting.space)
    Grant.objects.filter(membership=passing).update(ends_at=SIX_PM)

    with pytest.raises(Refused) as refused:
        remove_member(agreed=two(passing), member=lasting, reason="", now=SIX_PM)

    assert refused.value.code == "last-steward"


def test_one_person_alone_removes_nobody() -> None:
    steward = make_steward()
    member = make_member(steward.space)

    for alone in (two(steward, steward), Agreed(steward.id, "")):
        with pytest.raises(Refused) as refused:
            remove_member(agreed=alone, member=member, reason="Shouting", now=SIX_PM)
        assert refused.value.code == "two-needed"

    member.refresh_from_db()
    assert member.state == MembershipState.ACTIVE


def test_only_a_steward_of_this_space_lets_back_in() -> None:
    member = make_member(make_space())

    for by, code in ((make_member(member.space), "not-steward"), (make_steward(), "not-here")):
        with pytest.raises(Refused) as readmitting:
            readmit_member(by=standing_of(by), member=member, words="", now=SIX_PM)
        assert readmitting.value.code == code


def test_somebody_is_let_back_in_without_the_roles_they_had() -> None:
    steward = make_steward()
    member = make_member(steward.space, role=Role.GREETER)
    remove_member(agreed=two(steward), member=member, reason="Shouting", now=SIX_PM)

    words = "We were too quick"
    back = readmit_member(by=standing_of(steward), member=member, words=words, now=SIX_PM)

    assert (back.state, back.ended_reason, back.ended_at) == (MembershipState.ACTIVE, "", None)
    assert (back.welcome, standing_of(back).grants) == ("We were too quick", frozenset())
    assert open_reason(Entry.objects.get(verb=Verb.MEMBERSHIP_READMITTED)) == "We were too quick"
    assert Notice.objects.get().recipient_id == member.id
    verbs = Entry.objects.about_holder(member.id).values_list("verb", flat=True)
    assert list(verbs) == [Verb.MEMBERSHIP_READMITTED, Verb.MEMBERSHIP_REMOVED]


def test_letting_a_member_in_changes_nothing() -> None:
    steward = make_steward()
    member = make_member(steward.space)

    readmit_member(by=standing_of(steward), member=member, words="", now=SIX_PM)

    assert not Entry.objects.exists()
