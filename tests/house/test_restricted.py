# SPDX-License-Identifier: AGPL-3.0-or-later
"""A restriction touches what it says and nothing else: a walk over every address.

Help, own data and plan, reading, notices, an appeal, words to a steward and leaving are among
them, and so is whatever will be added: an address that a restriction changes has to be named here.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from hearthside.core import clock
from hearthside.moderation.actions.proposals import Proposing, end_wait, propose
from hearthside.moderation.models import Covers, Measure
from hearthside.moderation.rules.proposals import LOOK_FIRST
from hearthside.people.models import Person
from hearthside.spaces.models import Grant, Membership, Role
from hearthside.spaces.tests.builders import standing_of
from tests.community import Community, make_community
from tests.house.isolation_cast import addresses, ask, device_of, filling, in_words
from tests.house.isolation_matrix import MATRIX

pytestmark = pytest.mark.django_db

Changed = set[tuple[str, str]]
TOUCHES: dict[Covers, Changed] = {
    Covers.WRITING: {("forum:replies", "POST"), ("forum:new_thread", "POST")},
    Covers.BEGINNING: {("forum:new_thread", "POST")},
    Covers.CONTACT: {("forum:ask", "POST")},
}
"""What each restriction changes. Below nothing else may ever stand than ways to write to others."""


def walk(made: Community, device: Client) -> dict[tuple[str, str], str]:
    """What somebody is answered at every address; what it changes is undone each time."""
    found = {}
    for address in addresses():
        row = MATRIX[address.name]
        url = address.url(filling(made, address.name))
        body = {name: value for name, value in row.body.items() if "{" not in value}
        for method, cells in (("GET", row.get), ("POST", row.post)):
            if cells:
                cache.clear()
                answer = ask(device, method, url, body if method == "POST" else None)
                found[address.name, method] = in_words(answer)
    return found


@pytest.mark.parametrize("covers", TOUCHES)
def test_a_restriction_changes_what_it_says_and_no_other_address(covers: Covers) -> None:
    now = clock.now()
    made = make_community(now - timedelta(hours=1))
    device = device_of("member")
    person = Person.objects.get(id=device.session["_auth_user_id"])
    member = Membership.objects.get(person=person, space__slug=made.space)
    grant = Grant.objects.filter(membership__space=member.space, role=Role.STEWARD)
    steward = grant.exclude(membership=member).select_related("membership")[0].membership
    free = walk(made, device)

    what = Proposing(member.id, covers, "Why", 3, other_face=UUID(made.member_id))
    proposal = propose(by=standing_of(steward, now), what=what, now=now - LOOK_FIRST)
    end_wait(proposal_id=proposal.id, now=now)
    measure = Measure.objects.get(proposal=proposal)
    held = walk(made, device)

    assert {each for each, answer in held.items() if answer != free[each]} == TOUCHES[covers]
    page = reverse("moderation:measure", args=[made.space, measure.id])
    to_steward = reverse("forum:ask", args=[made.space, steward.id])
    assert in_words(ask(device, "GET", page)) == "200"
    assert in_words(ask(device, "POST", f"{page}appeal/", {"text": "Please look"})) == "on"
    assert in_words(ask(device, "POST", to_steward, {"text": "May I ask why?"})) == "on"


def test_only_ways_to_write_to_others_can_rest() -> None:
    touched = set().union(*TOUCHES.values())

    assert {name.partition(":")[0] for name, _method in touched} == {"forum"}
    assert {method for _name, method in touched} == {"POST"}
    assert set(TOUCHES) == set(Covers) - {Covers.MEMBERSHIP}
