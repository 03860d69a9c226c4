# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from hearthside.ledger.models import Entry, Verb
from hearthside.spaces.models import (
    Apart,
    Distance,
    Grant,
    Membership,
    MembershipState,
    Role,
)
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    signed_in,
    standing_of,
)

pytestmark = pytest.mark.django_db


def at(name: str, member: Membership) -> str:
    return reverse(f"spaces:{name}", args=[member.space.slug, member.id])


def test_opening_the_page_is_an_entry_the_member_can_read() -> None:
    steward = make_steward()
    member = make_member(steward.space)

    signed_in(steward.person).get(at("staff_page", member))

    assert Entry.objects.about_holder(member.id).get().verb == Verb.MEMBERSHIP_SEEN


def test_a_role_is_given_until_the_end_of_a_day() -> None:
    steward = make_steward()
    member = make_member(steward.space)

    signed_in(steward.person).post(
        at("grants", member), {"role": Role.GREETER, "until": "2026-03-31"}
    )

    grant = Grant.objects.get(membership=member)
    assert (grant.role, grant.ends_at) == (Role.GREETER, datetime(2026, 4, 1, tzinfo=UTC))


def test_a_role_is_ended() -> None:
    steward = make_steward()
    member = make_member(steward.space, role=Role.GREETER)
    grant = Grant.objects.get(membership=member)

    signed_in(steward.person).post(
        reverse("spaces:grant_ending", args=[member.space.slug, member.id, grant.id])
    )

    assert not standing_of(member).holds(Role.GREETER)


def test_who_was_removed_is_let_back_in_from_the_page_that_says_why() -> None:
    steward = make_steward()
    member = make_member(steward.space)
    Membership.objects.filter(id=member.id).update(
        state=MembershipState.REMOVED, ended_at=SIX_PM, ended_reason="Shouting"
    )
    client = signed_in(steward.person)

    assert b"Shouting" in client.get(at("staff_page", member)).content
    client.post(at("readmission", member), {"reason": "We were too quick"})

    assert standing_of(member).is_member


def test_nobody_is_let_back_in_without_a_reason_they_read() -> None:
    steward = make_steward()
    member = make_member(steward.space)
    Membership.objects.filter(id=member.id).update(
        state=MembershipState.REMOVED, ended_at=SIX_PM, ended_reason="Shouting"
    )
    client = signed_in(steward.person)

    assert client.post(at("readmission", member)).status_code == 422
    client.post(at("readmission", member), {"reason": "We were too quick"})

    own_page = reverse("spaces:my_membership", args=[member.space.slug])
    assert b"We were too quick" in signed_in(member.person).get(own_page).content


@pytest.mark.parametrize("name", ["readmission", "grants"])
def test_a_form_that_was_wrong_shows_the_page_as_an_entry_too(name: str) -> None:
    steward = make_steward()
    member = make_member(steward.space)

    assert signed_in(steward.person).post(at(name, member)).status_code == 422

    assert Entry.objects.about_holder(member.id).get().verb == Verb.MEMBERSHIP_SEEN


def test_a_steward_who_was_blocked_still_does_their_work() -> None:
    steward = make_steward()
    member = make_member(steward.space, "Wren")
    Apart.objects.create(
        space=member.space, by=member, other=steward, distance=Distance.BLOCK, since=SIX_PM
    )
    client = signed_in(steward.person)

    everybody = client.get(reverse("spaces:everybody", args=[member.space.slug]))

    assert b"Wren" in everybody.content
    assert client.get(at("staff_page", member)).status_code == 200
    assert client.get(at("member", member)).status_code == 404


def test_a_steward_finds_somebody_by_a_part_of_their_name() -> None:
    steward = make_steward(name="Heron")
    make_member(steward.space, "Wren")
    removed = make_member(steward.space, "Wrenna")
    make_member(name="Wren elsewhere")
    Membership.objects.filter(id=removed.id).update(state=MembershipState.REMOVED, ended_at=SIX_PM)
    everybody = reverse("spaces:everybody", args=[steward.space.slug])
    client = signed_in(steward.person)

    found = client.get(everybody, {"name": " WREN "}).context

    assert [row.name for row in found["people"].rows] == ["Wren"]
    assert [row.name for row in found["removed"]] == ["Wrenna"]
    assert not client.get(everybody, {"name": "otter"}).context["people"].rows


def test_who_left_is_nobody_to_the_stewards() -> None:
    steward = make_steward()
    member = make_member(steward.space)
    Membership.objects.filter(id=member.id).update(state=MembershipState.LEFT, ended_at=SIX_PM)

    assert signed_in(steward.person).get(at("staff_page", member)).status_code == 404


def test_no_staff_page_holds_an_account_id() -> None:
    steward = make_steward()
    member = make_member(steward.space)
    client = signed_in(steward.person)

    for path in (
        at("staff_page", member),
        reverse("spaces:everybody", args=[member.space.slug]),
        reverse("spaces:requests", args=[member.space.slug]),
    ):
        page = client.get(path).content.decode()
        assert str(member.person_id) not in page
        assert member.person.sign_in_name not in page
