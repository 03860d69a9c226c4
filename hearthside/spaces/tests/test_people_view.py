# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.spaces.models import Apart, Distance, Membership, MembershipState, Role
from hearthside.spaces.queries import people as queries
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_keeper,
    make_member,
    make_space,
    make_steward,
    signed_in,
)

pytestmark = pytest.mark.django_db


def people_of(member: Membership) -> str:
    return reverse("spaces:people", args=[member.space.slug])


def page_of(member: Membership, other: Membership) -> str:
    return reverse("spaces:member", args=[member.space.slug, other.id])


def block(by: Membership, other: Membership) -> None:
    Apart.objects.create(space=by.space, by=by, other=other, distance=Distance.BLOCK, since=SIX_PM)


def test_people_stand_by_name_with_month_and_role() -> None:
    space = make_space()
    member = make_member(space, "Wren")
    make_member(space, "heron", role=Role.GREETER)

    page = signed_in(member.person).get(people_of(member))

    assert [row.name for row in page.context["people"].rows] == ["heron", "Wren"]
    assert "March 2026" in page.content.decode()
    assert "Welcome team" in page.content.decode()
    assert "3 March" not in page.content.decode()


def test_pages_hold_every_member_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PEOPLE_PER_PAGE", 3)
    space = make_space()
    everybody = [make_member(space, f"Member {n}") for n in range(8)]
    client, names, after = signed_in(everybody[0].person), [], ""

    while True:
        page = client.get(people_of(everybody[0]) + after).context["people"]
        names += [row.name for row in page.rows]
        if page.after is None:
            break
        after = f"?after={page.after}"

    assert names == [f"Member {n}" for n in range(8)]


def test_the_number_of_queries_does_not_grow_with_the_people() -> None:
    space = make_space()
    member = make_member(space)

    def count() -> int:
        client = signed_in(member.person)
        with CaptureQueriesContext(connection) as asked:
            client.get(people_of(member))
        return len(asked)

    few = count()
    for _ in range(20):
        make_member(space, role=Role.GREETER)

    assert count() <= few + 1


def test_a_keeper_among_the_members_is_said_without_a_name() -> None:
    space = make_space()
    member = make_member(space)
    keeper = make_keeper(organisation=space.organisation)
    make_member(space, "Heron", person=keeper.person)

    page = signed_in(member.person).get(people_of(member))

    assert page.context["keepers"] == [SIX_PM]


def test_two_who_are_blocked_find_neither_page_nor_row() -> None:
    space = make_space()
    one, other = make_member(space, "Wren"), make_member(space, "Heron")
    block(one, other)

    for me, them in ((one, other), (other, one)):
        client = signed_in(me.person)
        assert client.get(page_of(me, them)).status_code == 404
        assert them.name not in client.get(people_of(me)).content.decode()


def test_a_blocked_person_learns_nothing_from_trying_to_keep_the_other_away() -> None:
    space = make_space()
    one, other = make_member(space), make_member(space)
    gone = make_member(space)
    block(one, other)
    Membership.objects.filter(id=gone.id).update(state=MembershipState.LEFT, ended_at=SIX_PM)
    client = signed_in(other.person)

    answers = [
        client.post(reverse("spaces:distance", args=[space.slug, who.id]), {"distance": "mute"})
        for who in (one, gone)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_newcomer_mutes_and_blocks_a_steward() -> None:
    steward = make_steward()
    member = make_member(steward.space)
    client = signed_in(member.person)
    distance = reverse("spaces:distance", args=[member.space.slug, steward.id])

    client.post(distance, {"distance": "mute"})
    assert client.get(page_of(member, steward)).context["is_muted"]
    client.post(distance, {"distance": "block"})

    assert Apart.objects.get().distance == Distance.BLOCK
    assert client.get(page_of(member, steward)).status_code == 404


def test_a_block_is_undone_from_ones_own_page() -> None:
    space = make_space()
    member, other = make_member(space), make_member(space, "Heron")
    block(member, other)
    client = signed_in(member.person)

    own = client.get(reverse("spaces:my_membership", args=[space.slug])).content.decode()
    client.post(reverse("spaces:distance", args=[space.slug, other.id]), {"distance": ""})

    assert "Heron" in own
    assert client.get(page_of(member, other)).status_code == 200


def test_an_unknown_distance_is_no_page() -> None:
    space = make_space()
    member, other = make_member(space), make_member(space)

    found = signed_in(member.person).post(
        reverse("spaces:distance", args=[space.slug, other.id]), {"distance": "far"}
    )

    assert found.status_code == 404
    assert not Apart.objects.exists()


def test_ones_own_row_leads_to_ones_own_page() -> None:
    member = make_member()

    found = signed_in(member.person).get(page_of(member, member))

    assert found["Location"] == reverse("spaces:my_membership", args=[member.space.slug])


def test_no_page_of_people_holds_an_account_id() -> None:
    space = make_space()
    member, other = make_member(space), make_steward(space)
    client = signed_in(member.person)

    for path in (people_of(member), page_of(member, other), space.get_absolute_url()):
        page = client.get(path).content.decode()
        assert str(other.person_id) not in page
        assert other.person.sign_in_name not in page


def test_a_page_does_not_begin_after_somebody_from_another_space() -> None:
    member, elsewhere = make_member(name="Wren"), make_member(make_space(), "Aaron")

    page = signed_in(member.person).get(f"{people_of(member)}?after={elsewhere.id}")

    assert page.context["people"].rows == [member]


def test_where_somebody_stands_in_the_list_does_not_tell_that_they_keep_away() -> None:
    member = make_member(name="Wren")
    away, gone = (make_member(member.space, name) for name in ("Robin", "Otter"))
    make_member(member.space, "Heron")
    block(away, member)
    Membership.objects.filter(id=gone.id).update(
        name="", name_key=f" {gone.id.hex}", state=MembershipState.LEFT, ended_at=SIX_PM
    )
    client = signed_in(member.person)

    for other in (away, gone):
        page = client.get(people_of(member), {"after": str(other.id)})
        assert [row.name for row in page.context["people"].rows] == ["Heron", "Wren"]
