# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.ledger.models import Entry, Verb
from hearthside.ledger.tests.builders import unlock_the_database
from hearthside.spaces.actions.keepers import make_first_keeper
from hearthside.spaces.models import (
    Invitation,
    Joining,
    Keeper,
    Kind,
    Membership,
    Organisation,
    Role,
    Space,
)
from hearthside.spaces.queries.standing import keeper_standing
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_keeper,
    make_organisation,
    make_person,
    make_space,
    signed_in,
    standing_of,
)

pytestmark = pytest.mark.django_db

SPACE = {
    "name": "Hillside",
    "slug": "Hillside",
    "kind": Kind.PEER,
    "language": "en",
    "purpose": "To sit together.",
    "is_not": "Not a clinic.",
    "norms": "Be kind.",
    "limits": "Nobody can promise for all.",
    "joining": Joining.INVITATION,
}


def test_from_nothing_to_a_space_with_its_first_steward() -> None:
    make_first_keeper(person=(person := make_person()), now=SIX_PM)
    client = signed_in(person)

    client.post(reverse("spaces:organisations"), {"name": "Riverside"})
    organisation = Organisation.objects.get()
    page = reverse("spaces:organisation", args=[organisation.id])
    made = client.post(reverse("spaces:new_space", args=[organisation.id]), SPACE)
    link = client.get(page).context["new_link"]
    signed_in(make_person()).post(
        link, {"name": "Wren", "norms": "on", "limits": "on", "version": "1"}
    )

    assert made["Location"] == page
    assert Space.objects.get().slug == "hillside"
    assert standing_of(Membership.objects.get()).is_steward
    assert client.get("/s/hillside/").status_code == 404


def test_a_taken_address_is_said_beside_the_question() -> None:
    keeper = make_keeper(person=(person := make_person()), organisation=make_organisation())
    make_space()
    Space.objects.update(slug="hillside")

    found = signed_in(person).post(
        reverse("spaces:new_space", args=[keeper.organisation_id]), SPACE
    )

    assert found.status_code == 422
    assert "slug" in found.context["form"].errors


def test_a_space_without_a_steward_gets_a_link_for_one() -> None:
    space = make_space()
    make_keeper(person=(person := make_person()), organisation=space.organisation)
    client = signed_in(person)
    page = reverse("spaces:organisation", args=[space.organisation_id])

    assert not client.get(page).context["spaces"][0].has_steward
    assert b"No steward yet" in client.get(reverse("spaces:keep")).content
    client.post(reverse("spaces:steward_link", args=[space.id]))

    assert client.get(page).context["new_link"]
    assert Invitation.objects.get().role == Role.STEWARD


def test_an_organisation_is_renamed() -> None:
    keeper = make_keeper(person=(person := make_person()), organisation=make_organisation())

    signed_in(person).post(
        reverse("spaces:organisation", args=[keeper.organisation_id]), {"name": "Hillside"}
    )

    assert Organisation.objects.get().name == "Hillside"


def test_another_keeper_comes_in_by_a_link_shown_once() -> None:
    organisation = make_organisation()
    make_keeper(person := make_person())
    client, other = signed_in(person), make_person()
    here = reverse("spaces:keepers")

    client.post(here, {"organisation": str(organisation.id)})
    link = client.get(here).context["new_link"]
    assert client.get(here).context["new_link"] == ""
    found = signed_in(other).post(link, {"name": "Ada"})

    assert found["Location"] == reverse("spaces:keep")
    assert keeper_standing(other.id, SIX_PM).organisation_ids == {organisation.id}
    assert b"Ada" in client.get(here).content
    assert other.sign_in_name.encode() not in client.get(here).content
    assert signed_in(make_person()).get(link).status_code == 404


def test_a_keepership_and_an_open_link_are_ended() -> None:
    make_keeper(person := make_person())
    other = make_keeper()
    client = signed_in(person)
    client.post(reverse("spaces:keepers"), {"organisation": ""})
    offered = Keeper.objects.get(person=None)

    for row in (other, offered):
        client.post(reverse("spaces:keeper_ending", args=[row.id]))

    assert not keeper_standing(other.person_id, SIX_PM).keeps_anything
    assert not Keeper.objects.filter(person=None).exists()


def test_the_last_keeper_is_told_what_to_do_first() -> None:
    keeper = make_keeper(person := make_person())

    found = signed_in(person).post(reverse("spaces:keeper_ending", args=[keeper.id]))

    assert found.status_code == 403
    assert found.context["verdict"].code == "last-keeper"


def test_a_keeper_becomes_a_member_and_the_members_see_it() -> None:
    space = make_space()
    make_keeper(person := make_person(), space.organisation)
    client = signed_in(person)

    client.post(
        reverse("spaces:keeper_membership", args=[space.id]),
        {"name": "Wren", "norms": "on", "limits": "on", "version": "1"},
    )

    assert client.get(reverse("spaces:people", args=[space.slug])).context["keepers"] == [SIX_PM]


def test_the_ledger_is_read_without_names_and_checked() -> None:
    make_first_keeper(person=(person := make_person()), now=SIX_PM)
    client = signed_in(person)

    page = client.get(reverse("spaces:ledger"))
    checked = client.get(reverse("spaces:verification"))

    assert [line.at for line in page.context["entries"]] == [SIX_PM]
    assert checked.context["report"].holds
    assert str(person.id) not in page.content.decode()


def test_a_ledger_that_was_changed_says_so() -> None:
    make_first_keeper(person=(person := make_person()), now=SIX_PM)
    unlock_the_database()
    Entry.objects.update(by_role="somebody else")

    checked = signed_in(person).get(reverse("spaces:verification"))

    assert checked.context["report"].broken_at == 1


def test_the_keeper_of_one_organisation_reads_of_its_spaces_only() -> None:
    space = make_space()
    make_keeper(person := make_person(), space.organisation)
    make_first_keeper(person=make_person(), now=SIX_PM)
    client = signed_in(person)

    client.post(reverse("spaces:steward_link", args=[space.id]))

    lines = client.get(reverse("spaces:ledger")).context["entries"]
    assert [line.deed for line in lines] == [Verb.INVITATION_MADE.label]


def test_a_keeper_without_a_name_takes_one() -> None:
    make_keeper(person=(person := make_person()))
    make_keeper(person, make_organisation())
    other = make_keeper()
    client = signed_in(person)

    assert client.post(reverse("spaces:keeper_name"), {"name": " "}).status_code == 422
    client.post(reverse("spaces:keeper_name"), {"name": "Kay"})

    assert {row.name for row in Keeper.objects.filter(person=person)} == {"Kay"}
    assert Keeper.objects.get(id=other.id).name == ""
    page = signed_in(other.person).get(reverse("spaces:keepers")).content.decode()
    assert "Kay" in page
    assert person.sign_in_name not in page
