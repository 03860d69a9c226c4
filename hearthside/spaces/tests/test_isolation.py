# SPDX-License-Identifier: AGPL-3.0-or-later
"""For every address of spaces and everybody of the cast: what they find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from hearthside.people.models import Person
from hearthside.spaces.actions._steps import digest_of
from hearthside.spaces.models import (
    Grant,
    Invitation,
    JoinRequest,
    Keeper,
    Membership,
    Role,
    Space,
)
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_arrival,
    make_keeper,
    make_link,
    make_member,
    make_organisation,
    make_person,
    make_request,
    make_space,
    make_steward,
    signed_in,
)

pytestmark = pytest.mark.django_db

OK, NOT_HERE, REFUSED, ON, WRONG = 200, 404, 403, 302, 422

CAST = ("visitor", "stranger", "elsewhere", "member", "steward", "keeper elsewhere", "keeper")
OUTSIDE_404 = (NOT_HERE, NOT_HERE, NOT_HERE)
FOR_MEMBERS = (*OUTSIDE_404, OK, OK, NOT_HERE, NOT_HERE)
POST_BY_MEMBERS = (*OUTSIDE_404, ON, ON, NOT_HERE, NOT_HERE)
FOR_STEWARDS = (*OUTSIDE_404, REFUSED, OK, NOT_HERE, NOT_HERE)
POST_BY_STEWARDS = (*OUTSIDE_404, REFUSED, ON, NOT_HERE, NOT_HERE)
POST_BY_STEWARDS_EMPTY = (*OUTSIDE_404, REFUSED, WRONG, NOT_HERE, NOT_HERE)
FOR_KEEPERS = (*OUTSIDE_404, NOT_HERE, NOT_HERE, OK, OK)
FOR_KEEPERS_HERE = (*OUTSIDE_404, NOT_HERE, NOT_HERE, NOT_HERE, OK)

# An unlisted space: address, method, and what each of the cast gets, in their order.
TABLE: dict[tuple[str, str], tuple[int, ...]] = {
    ("home", "get"): FOR_MEMBERS,
    ("joining", "get"): (*OUTSIDE_404, ON, ON, NOT_HERE, NOT_HERE),
    ("joining", "post"): (*OUTSIDE_404, ON, ON, NOT_HERE, NOT_HERE),
    ("taking_back", "post"): (NOT_HERE,) * 7,
    ("returning", "post"): (NOT_HERE,) * 7,
    ("agreement", "get"): FOR_MEMBERS,
    ("agreement", "post"): (*OUTSIDE_404, WRONG, WRONG, NOT_HERE, NOT_HERE),
    ("arriving", "get"): FOR_MEMBERS,
    ("arriving", "post"): POST_BY_MEMBERS,
    ("arrived", "get"): FOR_MEMBERS,
    ("arrivals", "get"): FOR_STEWARDS,
    ("greeting", "post"): POST_BY_STEWARDS_EMPTY,
    ("people", "get"): FOR_MEMBERS,
    ("member", "get"): FOR_MEMBERS,
    ("distance", "post"): POST_BY_MEMBERS,
    ("staff_page", "get"): FOR_STEWARDS,
    ("readmission", "post"): POST_BY_STEWARDS_EMPTY,
    ("grants", "post"): POST_BY_STEWARDS_EMPTY,
    ("grant_ending", "post"): (*OUTSIDE_404, NOT_HERE, ON, NOT_HERE, NOT_HERE),
    ("my_membership", "get"): FOR_MEMBERS,
    ("my_membership", "post"): (*OUTSIDE_404, WRONG, WRONG, NOT_HERE, NOT_HERE),
    ("face", "post"): POST_BY_MEMBERS,
    ("leaving", "get"): FOR_MEMBERS,
    ("leaving", "post"): (*OUTSIDE_404, WRONG, WRONG, NOT_HERE, NOT_HERE),
    ("notices", "get"): FOR_MEMBERS,
    ("notices_reading", "post"): POST_BY_MEMBERS,
    ("notice", "get"): (NOT_HERE,) * 7,
    ("seal_asking", "get"): (*OUTSIDE_404, REFUSED, NOT_HERE, NOT_HERE, NOT_HERE),
    ("seal_asking", "post"): (*OUTSIDE_404, REFUSED, NOT_HERE, NOT_HERE, NOT_HERE),
    ("seal", "get"): (NOT_HERE,) * 7,
    ("seal_look", "post"): (NOT_HERE,) * 7,
    ("seal_opened", "get"): (NOT_HERE,) * 7,
    ("settings", "get"): FOR_STEWARDS,
    ("settings", "post"): POST_BY_STEWARDS_EMPTY,
    ("everybody", "get"): FOR_STEWARDS,
    ("requests", "get"): FOR_STEWARDS,
    ("answering", "post"): POST_BY_STEWARDS,
    ("invitations", "get"): FOR_STEWARDS,
    ("invitations", "post"): POST_BY_STEWARDS_EMPTY,
    ("withdrawal", "post"): POST_BY_STEWARDS,
    ("invitation", "get"): (OK, OK, OK, ON, ON, OK, OK),
    ("invitation", "post"): (ON, WRONG, WRONG, ON, ON, WRONG, WRONG),
    ("keeper_invitation", "get"): (ON, OK, OK, OK, OK, OK, OK),
    ("keeper_invitation", "post"): (ON, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG),
    ("keep", "get"): FOR_KEEPERS,
    ("organisations", "post"): (*OUTSIDE_404, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE),
    ("organisation", "get"): FOR_KEEPERS_HERE,
    ("organisation", "post"): (*OUTSIDE_404, NOT_HERE, NOT_HERE, NOT_HERE, WRONG),
    ("new_space", "get"): FOR_KEEPERS_HERE,
    ("new_space", "post"): (*OUTSIDE_404, NOT_HERE, NOT_HERE, NOT_HERE, WRONG),
    ("steward_link", "post"): (*OUTSIDE_404, NOT_HERE, NOT_HERE, NOT_HERE, ON),
    ("keeper_membership", "get"): FOR_KEEPERS_HERE,
    ("keeper_membership", "post"): (*OUTSIDE_404, NOT_HERE, NOT_HERE, NOT_HERE, WRONG),
    ("keepers", "get"): FOR_KEEPERS,
    ("keepers", "post"): (*OUTSIDE_404, NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE),
    ("keeper_name", "post"): (*OUTSIDE_404, NOT_HERE, NOT_HERE, WRONG, WRONG),
    ("keeper_ending", "post"): (*OUTSIDE_404, NOT_HERE, NOT_HERE, NOT_HERE, ON),
    ("keep_seals", "get"): FOR_KEEPERS,
    ("keep_seals", "post"): (*OUTSIDE_404, NOT_HERE, NOT_HERE, WRONG, WRONG),
    ("keep_seal", "get"): (NOT_HERE,) * 7,
    ("keep_seal_seconding", "post"): (NOT_HERE,) * 7,
    ("keep_seal_declining", "post"): (NOT_HERE,) * 7,
    ("keep_seal_look", "post"): (NOT_HERE,) * 7,
    ("ledger", "get"): FOR_KEEPERS,
    ("verification", "get"): FOR_KEEPERS,
}


@dataclass(frozen=True)
class Scene:
    """An unlisted space with everybody around it."""

    space: Space
    cast: dict[str, Person | None]
    ids: dict[str, str | UUID]


def make_scene() -> Scene:
    space = make_space(listed=False)
    member, steward = make_member(space), make_steward(space)
    other = make_member(space, role=Role.GREETER)
    keeping = make_keeper(organisation=space.organisation)
    offered = make_keeper(organisation=space.organisation)
    link = make_link(space, "open-sesame", uses=9)
    make_offer("keep-sesame", space)
    cast = {
        "visitor": None,
        "stranger": make_person(),
        "elsewhere": make_member(make_space()).person,
        "member": member.person,
        "steward": steward.person,
        "keeper elsewhere": make_keeper(organisation=make_organisation()).person,
        "keeper": keeping.person,
    }
    ids: dict[str, str | UUID] = {
        "space": space.slug,
        "member_id": other.id,
        "grant_id": Grant.objects.get(membership=other).id,
        "request_id": make_request(space).id,
        "invitation_id": link.id,
        "notice_id": other.id,
        "arrival_id": make_arrival(other).id,
        "what": "voice",
        "subject_id": other.id,
        "opening_id": other.id,
        "secret": "open-sesame",
        "organisation_id": space.organisation_id,
        "space_id": space.id,
        "keeper_id": offered.id,
    }
    return Scene(space, cast, ids)


def make_offer(secret: str, space: Space) -> None:
    Keeper.objects.create(
        organisation=space.organisation,
        secret_digest=digest_of(secret),
        since=SIX_PM,
        ends_at=SIX_PM + timedelta(days=7),
    )


def addresses() -> Any:
    """The addresses of spaces, as the resolver knows them."""
    return get_resolver().namespace_dict["spaces"][1].reverse_dict


def address(name: str, scene: Scene) -> str:
    ids = dict(scene.ids)
    if name == "keeper_invitation":
        ids["secret"] = "keep-sesame"
    wanted = addresses().getlist(name)[0][0][0][1]
    return reverse(f"spaces:{name}", kwargs={key: ids[key] for key in wanted})


@pytest.mark.parametrize(("name", "method"), TABLE, ids=str)
def test_everybody_finds_what_the_table_says(name: str, method: str) -> None:
    scene = make_scene()
    for who, expected in zip(CAST, TABLE[name, method], strict=True):
        with transaction.atomic():
            found = getattr(signed_in(scene.cast[who]), method)(address(name, scene))
            transaction.set_rollback(True)

        assert found.status_code == expected, f"{who}: {found.status_code}"
        if expected == NOT_HERE:
            assert scene.space.name.encode() not in found.content


def test_every_address_of_spaces_stands_in_the_table() -> None:
    names = {key for key in addresses() if isinstance(key, str)}

    assert names == {name for name, _ in TABLE}


@pytest.mark.parametrize(("name", "method"), TABLE, ids=str)
def test_what_changes_something_is_a_post(name: str, method: str) -> None:
    if (name, "get") in TABLE:
        return
    scene = make_scene()

    found = signed_in(scene.cast["steward"]).get(address(name, scene))

    assert found.status_code in (405, NOT_HERE)


def test_a_listed_space_has_one_public_page_and_nothing_below() -> None:
    scene = make_scene()
    Space.objects.update(listed=True)

    for who in ("visitor", "stranger", "elsewhere", "keeper elsewhere", "keeper"):
        client = signed_in(scene.cast[who])
        page = client.get(address("home", scene))
        assert page.status_code == OK
        assert "X-Robots-Tag" not in page  # so that the front door says noindex
        for membership in Membership.objects.filter(space=scene.space):
            assert membership.name.encode() not in page.content
        for below in ("people", "member", "my_membership", "settings", "requests"):
            assert client.get(address(below, scene)).status_code == NOT_HERE


def test_nobody_reaches_a_row_of_another_space_through_their_own() -> None:
    scene, steward = make_scene(), make_steward(make_space())
    ids = dict(scene.ids)
    ids["space"] = steward.space.slug
    other = Scene(steward.space, scene.cast, ids)
    client = signed_in(steward.person)

    for name in ("member", "staff_page"):
        assert client.get(address(name, other)).status_code == NOT_HERE
    for name in ("distance", "readmission", "grants", "grant_ending", "answering"):
        assert client.post(address(name, other)).status_code == NOT_HERE
    assert client.post(address("withdrawal", other)).status_code == NOT_HERE
    assert JoinRequest.objects.get().state == "waiting"
    assert Invitation.objects.get().withdrawn_at is None
