# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.core.verdicts import Refused
from hearthside.privacy.hooks import Leave, Subject, erase
from hearthside.spaces.actions.memberships import leave_after_removal
from hearthside.spaces.models import Joining, JoinRequest, Membership, MembershipState
from hearthside.spaces.queries.own import doorstep_of
from hearthside.spaces.rules.joining import may_join
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_person,
    make_request,
    make_space,
    signed_in,
)

pytestmark = pytest.mark.django_db


def removed() -> Membership:
    member = make_member(make_space(joining=Joining.OPEN, listed=True), "Wren")
    member.state, member.ended_at = MembershipState.REMOVED, SIX_PM
    member.ended_reason = "Shouting"
    member.save(update_fields=["state", "ended_at", "ended_reason"])
    return member


def words_of(member: Membership) -> str:
    return reverse("spaces:leaving", args=[member.space.slug])


@pytest.mark.parametrize("leave", Leave)
def test_who_was_removed_chooses_what_becomes_of_their_words(
    leave: Leave, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Subject, Leave]] = []
    monkeypatch.setattr(erase, "_answers", [lambda s, leave, now: asked.append((s, leave))])
    member = removed()

    found = signed_in(member.person).post(words_of(member), {"leave": leave})

    assert found["Location"] == member.space.get_absolute_url()
    assert asked == [(Subject(member.person_id, member.id), leave)]


def test_who_was_removed_stays_removed_and_can_still_ask() -> None:
    member = removed()
    make_request(member.space, "Wren", person=member.person)

    leave_after_removal(
        space=member.space, person_id=member.person_id, leave=Leave.ERASE_ALL, now=SIX_PM
    )

    member.refresh_from_db()
    assert (member.state, member.name) == (MembershipState.REMOVED, "Wren")
    assert member.ended_reason == "Shouting"
    assert JoinRequest.objects.get().person_id == member.person_id
    doorstep = doorstep_of(member.space_id, member.person_id)
    assert may_join(member.space, doorstep.state).code == "removed"


@pytest.mark.parametrize("state", [MembershipState.ACTIVE, MembershipState.LEFT, None])
def test_it_is_for_nobody_else(state: MembershipState | None) -> None:
    member = make_member()
    person_id = make_person().id if state is None else member.person_id
    if state:
        Membership.objects.filter(id=member.id).update(state=state, ended_at=SIX_PM)

    with pytest.raises(Refused) as refused:
        leave_after_removal(
            space=member.space, person_id=person_id, leave=Leave.ERASE_ALL, now=SIX_PM
        )

    assert refused.value.code == "not-here"


def test_the_page_is_offered_to_who_was_removed_and_hidden_from_strangers() -> None:
    member = removed()
    client = signed_in(member.person)

    assert words_of(member) in client.get(member.space.get_absolute_url()).content.decode()
    assert client.get(words_of(member)).status_code == 200
    assert signed_in(make_person()).get(words_of(member)).status_code == 404
