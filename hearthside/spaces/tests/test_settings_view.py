# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.spaces.models import Joining, JoinRequest, Membership, RequestState, Space
from hearthside.spaces.tests.builders import make_request, make_steward, signed_in

pytestmark = pytest.mark.django_db


def said_by(space: Space, **other: str) -> dict[str, str]:
    names = ("name", "kind", "language", "purpose", "is_not", "norms", "limits", "joining")
    return {name: getattr(space, name) for name in names} | other


def test_a_steward_changes_the_words_without_a_new_agreement() -> None:
    steward = make_steward()
    settings = reverse("spaces:settings", args=[steward.space.slug])

    found = signed_in(steward.person).post(
        settings, said_by(steward.space, name="Hillside", joining=Joining.REQUEST)
    )

    space = Space.objects.get()
    assert found["Location"] == settings
    assert (space.name, space.joining, space.terms_version) == ("Hillside", "request", 1)


def test_other_norms_are_put_before_everybody() -> None:
    steward = make_steward()
    client = signed_in(steward.person)
    settings = reverse("spaces:settings", args=[steward.space.slug])

    client.post(settings, said_by(steward.space, norms="Be kind, always."))

    assert Space.objects.get().terms_version == 2
    assert (
        reverse("spaces:agreement", args=[steward.space.slug]) in client.get(settings)["Location"]
    )


def test_an_empty_form_changes_nothing() -> None:
    steward = make_steward()

    found = signed_in(steward.person).post(
        reverse("spaces:settings", args=[steward.space.slug]), {}
    )

    assert found.status_code == 422
    assert Space.objects.get().name == steward.space.name


@pytest.mark.parametrize(
    ("answer", "state"), [("admit", RequestState.ADMITTED), ("decline", RequestState.DECLINED)]
)
def test_a_request_is_answered_with_words(answer: str, state: RequestState) -> None:
    steward = make_steward()
    asked = make_request(steward.space, "Wren")
    client = signed_in(steward.person)
    requests = reverse("spaces:requests", args=[steward.space.slug])

    assert b"Wren" in client.get(requests).content
    client.post(
        reverse("spaces:answering", args=[steward.space.slug, asked.id]),
        {"answer": answer, "words": "Hello"},
    )

    asked = JoinRequest.objects.get()
    assert (asked.state, asked.answer) == (state, "Hello")
    assert Membership.objects.filter(name="Wren").exists() is (answer == "admit")
    assert b"Wren" not in client.get(requests).content
