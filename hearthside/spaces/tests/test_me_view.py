# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.urls import reverse

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
    make_space,
    make_steward,
    signed_in,
)

pytestmark = pytest.mark.django_db


def own_page(member: Membership) -> str:
    return reverse("spaces:my_membership", args=[member.space.slug])


def test_another_name_and_another_face() -> None:
    member = make_member(name="Wren")
    client, face = signed_in(member.person), member.face

    client.post(own_page(member), {"name": "Heron"})
    client.post(reverse("spaces:face", args=[member.space.slug]))

    member.refresh_from_db()
    assert member.name == "Heron"
    assert member.face != face


def test_a_telling_name_is_warned_about_here_too() -> None:
    member = make_member(name="Wren")
    client = signed_in(member.person)

    assert client.post(own_page(member), {"name": "Maria Lopez"}).context["warnings"]
    client.post(own_page(member), {"name": "Maria Lopez", "warned": "Maria Lopez"})

    member.refresh_from_db()
    assert member.name == "Maria Lopez"


def test_a_taken_name_is_said_beside_the_question() -> None:
    member = make_member(name="Wren")
    make_member(member.space, "Heron")

    found = signed_in(member.person).post(own_page(member), {"name": "heron"})

    assert found.status_code == 422
    assert "name" in found.context["form"].errors


def test_a_role_is_laid_down() -> None:
    member = make_member(role=Role.GREETER)
    grant = Grant.objects.get()

    found = signed_in(member.person).post(
        reverse("spaces:grant_ending", args=[member.space.slug, member.id, grant.id])
    )

    assert found["Location"] == own_page(member)
    assert not Grant.objects.exists()


@pytest.mark.parametrize("leave", ["keep-words", "erase-all"])
def test_somebody_leaves(leave: str) -> None:
    member = make_member()

    found = signed_in(member.person).post(
        reverse("spaces:leaving", args=[member.space.slug]), {"leave": leave}
    )

    assert found["Location"] == reverse("home")
    member.refresh_from_db()
    assert member.state == MembershipState.LEFT


def test_the_last_steward_is_told_what_to_do_first() -> None:
    steward = make_steward()

    found = signed_in(steward.person).post(
        reverse("spaces:leaving", args=[steward.space.slug]), {"leave": "keep-words"}
    )

    assert found.status_code == 403
    assert found.context["verdict"].code == "last-steward"


def test_nothing_here_tells_of_another_space() -> None:
    member = make_member(name="Wren")
    make_member(make_space("Hillside"), "Heron", person=member.person)

    page = signed_in(member.person).get(own_page(member)).content.decode()

    assert "Hillside" not in page
    assert "Heron" not in page


def test_whom_one_muted_and_no_longer_meets_is_not_listed() -> None:
    member = make_member(name="Wren")
    here, gone, away = (make_member(member.space, name) for name in ("Heron", "Otter", "Robin"))
    for other in (here, gone, away):
        Apart.objects.create(
            space=member.space, by=member, other=other, distance=Distance.MUTE, since=SIX_PM
        )
    Membership.objects.filter(id=gone.id).update(state=MembershipState.REMOVED, ended_at=SIX_PM)
    Apart.objects.create(
        space=member.space, by=away, other=member, distance=Distance.BLOCK, since=SIX_PM
    )

    found = signed_in(member.person).get(own_page(member))

    assert [row.other.name for row in found.context["apart"]] == ["Heron"]
