# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.people.models import Person
from hearthside.spaces.models import Joining, JoinRequest, Membership, Space
from hearthside.spaces.tests.builders import make_member, make_person, make_space, signed_in

pytestmark = pytest.mark.django_db

FACE = "0123456789abcdef"


def sent(space: Space, name: str, **more: str) -> dict[str, str]:
    agreed = {"norms": "on", "limits": "on", "version": str(space.terms_version), "face": FACE}
    return {"name": name} | agreed | more


def joining(space: Space) -> str:
    return reverse("spaces:joining", args=[space.slug])


def open_space() -> Space:
    return make_space(listed=True, joining=Joining.OPEN)


def test_the_whole_agreement_stands_before_the_name_and_no_name_is_filled_in() -> None:
    space = open_space()
    person = make_person("river-otter")

    page = signed_in(person).get(joining(space)).content.decode()

    assert page.index(space.norms) < page.index('name="name"')
    assert "river-otter" not in page


def test_a_visitor_is_led_to_an_account_and_back() -> None:
    space = open_space()

    found = signed_in(None).get(joining(space))

    assert found["Location"] == f"{reverse('join')}?next={joining(space).replace('/', '%2F')}"


def test_somebody_comes_in() -> None:
    space, person = open_space(), make_person()

    found = signed_in(person).post(joining(space), sent(space, "Wren"))

    assert found["Location"] == reverse("spaces:arriving", args=[space.slug])
    member = Membership.objects.get()
    assert (member.name, member.face, member.person_id) == ("Wren", FACE, person.id)


@pytest.mark.parametrize("box", ["norms", "limits"])
def test_nobody_comes_in_without_agreeing(box: str) -> None:
    space = open_space()
    data = sent(space, "Wren")
    del data[box]

    found = signed_in(make_person()).post(joining(space), data)

    assert found.status_code == 422
    assert not Membership.objects.exists()


def warned_about(person: Person, space: Space, name: str) -> bool:
    found = signed_in(person).post(joining(space), sent(space, name))
    return found.status_code == 200 and bool(found.context["warnings"])


@pytest.mark.parametrize("name", ["Maria Lopez", "wren@example.org", "020 7946 0999"])
def test_a_telling_name_is_warned_about_once_and_never_refused(name: str) -> None:
    space, person = open_space(), make_person()

    assert warned_about(person, space, name)
    assert not Membership.objects.exists()
    signed_in(person).post(joining(space), sent(space, name, warned=name))

    assert Membership.objects.get().name == name


def test_the_sign_in_name_and_names_elsewhere_are_warned_about() -> None:
    space, person = open_space(), make_person("otter")
    make_member(make_space(), "Wren", person=person)

    assert warned_about(person, space, "Otter")
    assert warned_about(person, space, "WREN")
    assert not warned_about(person, space, "Heron")


def test_a_taken_name_is_said_beside_the_question() -> None:
    space = open_space()
    make_member(space, "Wren")

    found = signed_in(make_person()).post(joining(space), sent(space, "wren"))

    assert found.status_code == 422
    assert "name" in found.context["form"].errors


def test_words_that_changed_are_shown_and_agreed_to_anew() -> None:
    space, person = open_space(), make_person()
    data = sent(space, "Wren")
    Space.objects.update(terms_version=2)

    found = signed_in(person).post(joining(space), data)

    assert found.status_code == 422
    assert b'name="version" value="2"' in found.content
    assert not Membership.objects.exists()


def test_another_face_keeps_what_was_typed() -> None:
    space = open_space()

    found = signed_in(make_person()).post(
        joining(space), sent(space, "Wren", **{"another-face": "yes"})
    )

    assert found.status_code == 200
    assert found.context["face"] != FACE
    assert b'value="Wren"' in found.content
    assert not Membership.objects.exists()


def test_one_asks_where_a_steward_lets_people_in() -> None:
    space = make_space(listed=True, joining=Joining.REQUEST)

    signed_in(make_person()).post(joining(space), sent(space, "Wren", words="Hello"))

    asked = JoinRequest.objects.get()
    assert (asked.name, asked.words) == ("Wren", "Hello")
    assert not Membership.objects.exists()


def test_who_waits_is_shown_how_things_stand() -> None:
    space, person = make_space(listed=True, joining=Joining.REQUEST), make_person()
    client = signed_in(person)
    client.post(joining(space), sent(space, "Wren"))

    assert client.get(joining(space))["Location"] == space.get_absolute_url()


def test_a_space_by_invitation_has_no_form() -> None:
    space = make_space(listed=True, joining=Joining.INVITATION)

    found = signed_in(make_person()).get(joining(space))

    assert found["Location"] == space.get_absolute_url()


def test_nobody_tries_name_after_name_to_learn_who_is_there() -> None:
    space, person = open_space(), make_person()
    make_member(space, "Wren")
    client = signed_in(person)

    answers = [client.post(joining(space), sent(space, "wren")).status_code for _ in range(21)]

    assert answers == [422] * 20 + [429]
