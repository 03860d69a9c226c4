# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.spaces.models import (
    Joining,
    JoinRequest,
    Membership,
    MembershipState,
    RequestState,
    Space,
)
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_person,
    make_request,
    make_space,
    make_steward,
    signed_in,
)

pytestmark = pytest.mark.django_db


def home_of(space: Space) -> str:
    return reverse("spaces:home", args=[space.slug])


def removed(reason: str = "Shouting at others") -> Membership:
    member = make_member(make_space("Riverside evenings"), "Wren")
    Membership.objects.filter(id=member.id).update(
        state=MembershipState.REMOVED, ended_at=SIX_PM, ended_reason=reason
    )
    return member


def test_members_see_who_looks_after_the_place() -> None:
    steward = make_steward(name="Grey Heron")

    page = signed_in(make_member(steward.space).person).get(home_of(steward.space))

    assert b"Grey Heron" in page.content


def test_a_steward_sees_on_coming_in_who_asks_to_join() -> None:
    steward = make_steward()
    make_request(steward.space, "Ladybird Road")

    page = signed_in(steward.person).get(home_of(steward.space))

    assert b'id="desk"' in page.content
    assert reverse("spaces:requests", args=[steward.space.slug]).encode() in page.content


def test_members_see_nothing_of_what_waits_for_stewards() -> None:
    member = make_member()
    make_request(member.space, "Ladybird Road")

    page = signed_in(member.person).get(home_of(member.space))

    assert b'id="desk"' not in page.content


def test_members_are_sent_to_words_that_changed() -> None:
    member = make_member()
    Space.objects.update(terms_version=2)

    found = signed_in(member.person).get(home_of(member.space))

    assert found.status_code == 302
    assert found["Location"].startswith(reverse("spaces:agreement", args=[member.space.slug]))


def test_the_public_page_says_what_and_how_and_nothing_of_people() -> None:
    space = make_space(listed=True, joining=Joining.OPEN)
    make_member(space, "Grey Heron")

    page = signed_in(None).get(home_of(space)).content.decode()

    for words in (space.purpose, space.is_not, space.norms, space.limits):
        assert words in page.replace("&#x27;", "'").replace("’", "'")
    assert reverse("spaces:joining", args=[space.slug]) in page
    assert "Grey Heron" not in page


@pytest.mark.parametrize("joining", [Joining.REQUEST, Joining.INVITATION])
def test_the_way_in_follows_the_policy(joining: Joining) -> None:
    space = make_space(listed=True, joining=joining)

    page = signed_in(None).get(home_of(space)).content.decode()

    leads_in = reverse("spaces:joining", args=[space.slug]) in page
    assert leads_in is (joining == Joining.REQUEST)


def test_somebody_removed_reads_why_and_to_whom_they_can_turn() -> None:
    member = removed("Shouting at others")

    page = signed_in(member.person).get(home_of(member.space))
    html = page.content.decode()

    assert page.status_code == 200
    assert "Shouting at others" in html
    assert 'href="/help/"' in html
    assert reverse("privacy:export") in html
    assert reverse("spaces:returning", args=[member.space.slug]) in html


def test_somebody_removed_asks_to_come_back() -> None:
    member = removed()

    signed_in(member.person).post(
        reverse("spaces:returning", args=[member.space.slug]), {"words": "I am sorry"}
    )

    asked = JoinRequest.objects.get()
    assert (asked.person_id, asked.words, asked.name) == (member.person_id, "I am sorry", "Wren")
    page = signed_in(member.person).get(home_of(member.space)).content.decode()
    assert reverse("spaces:returning", args=[member.space.slug]) not in page


def test_words_that_are_too_long_are_not_lost() -> None:
    member = removed()

    found = signed_in(member.person).post(
        reverse("spaces:returning", args=[member.space.slug]), {"words": "x" * 1001}
    )

    assert found.status_code == 422
    assert b"x" * 1001 in found.content


def test_who_was_told_no_reads_the_answer() -> None:
    asked = make_request(make_space(listed=True, joining=Joining.REQUEST))
    JoinRequest.objects.update(
        state=RequestState.DECLINED, answer="We are full this month", answered_at=SIX_PM
    )

    page = signed_in(asked.person).get(home_of(asked.space)).content.decode()

    assert "We are full this month" in page


def test_who_waits_takes_it_back() -> None:
    asked = make_request(make_space(listed=True, joining=Joining.REQUEST))

    found = signed_in(asked.person).post(reverse("spaces:taking_back", args=[asked.space.slug]))

    assert found["Location"] == reverse("home")
    assert JoinRequest.objects.get().state == RequestState.WITHDRAWN


def test_who_left_an_unlisted_space_finds_the_way_back() -> None:
    member = make_member(make_space(listed=False, joining=Joining.OPEN))
    Membership.objects.update(state=MembershipState.LEFT, ended_at=SIX_PM)

    page = signed_in(member.person).get(home_of(member.space))

    assert page.status_code == 200
    assert signed_in(make_person()).get(home_of(member.space)).status_code == 404
