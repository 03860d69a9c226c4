# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages on which a steward and a keeper open who speaks without a name."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.forum.tests.builders import unnamed_thread
from hearthside.forum.tests.seal_builders import LATER, WHY, as_keeper, as_steward, asked
from hearthside.ledger.models import Entry
from hearthside.privacy.actions.seals import second_opening
from hearthside.privacy.models import SealOpening
from hearthside.privacy.rules.seals import KEEPER
from hearthside.spaces.tests.builders import make_keeper, make_member, make_steward, signed_in

pytestmark = pytest.mark.django_db


def test_the_pages_carry_it_from_a_stewards_wish_to_the_name() -> None:
    member = make_member(name="Fern in the north")
    thread = unnamed_thread(member)
    steward, keeper = make_steward(member.space), make_keeper()
    assert keeper.person is not None
    at_desk, at_keep = signed_in(steward.person), signed_in(keeper.person)
    asking = reverse("spaces:seal_asking", args=[member.space.slug, "voice", thread.author_id])

    assert (
        asking
        in at_desk.get(reverse("forum:voice", args=[member.space.slug, thread.author_id])).text
    )
    assert at_desk.post(asking, {"reason": "why"}).status_code == 422
    page = at_desk.post(asking, {"reason": WHY}, follow=True)
    opening = SealOpening.objects.get()
    assert WHY in page.text
    assert str(opening.id) in at_keep.get(reverse("spaces:keep_seals")).text
    at_keep.post(reverse("spaces:keep_seal_seconding", args=[opening.id]))

    look = reverse("spaces:seal_look", args=[member.space.slug, opening.id])
    assert (
        "Fern in the north"
        not in at_desk.get(reverse("spaces:seal", args=[member.space.slug, opening.id])).text
    )
    assert "Fern in the north" in at_desk.post(look).text
    assert (
        "Fern in the north"
        in at_keep.post(reverse("spaces:keep_seal_look", args=[opening.id])).text
    )


def test_a_keeper_asks_another_with_the_address_of_the_voice() -> None:
    thread = unnamed_thread(make_member())
    keeper = make_keeper(organisation=thread.space.organisation)
    assert keeper.person is not None
    address = reverse("forum:voice", args=[thread.space.slug, thread.author_id])
    client = signed_in(keeper.person)

    client.post(
        reverse("spaces:keep_seals"),
        {"address": f"https://example.org{address}", "reason": WHY},
    )

    opening = SealOpening.objects.get()
    assert (opening.subject_id, opening.asked_role) == (thread.author_id, KEEPER)


def test_a_keeper_of_another_organisation_finds_nothing() -> None:
    thread = unnamed_thread(make_member())
    other = make_keeper(organisation=make_member().space.organisation)
    assert other.person is not None
    address = reverse("forum:voice", args=[thread.space.slug, thread.author_id])

    answer = signed_in(other.person).post(
        reverse("spaces:keep_seals"), {"address": address, "reason": WHY}
    )

    assert answer.status_code == 422
    assert not SealOpening.objects.exists()


def test_who_is_no_steward_any_more_looks_behind_nothing() -> None:
    thread = unnamed_thread(make_member())
    steward = make_steward(thread.space)
    opening = second_opening(by=as_keeper(), opening=asked(thread, as_steward(steward)), now=LATER)
    steward.grants.all().delete()

    page = reverse("spaces:seal_look", args=[thread.space.slug, opening.id])
    assert signed_in(steward.person).post(page).status_code == 404
    assert not Entry.objects.filter(verb="seal.seen").exists()


def test_a_keeper_decides_nothing_about_their_own_voice() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    make_keeper(member.person)
    opening = asked(thread, as_steward(make_steward(thread.space)))
    mine = signed_in(member.person)

    for what in ("keep_seal_declining", "keep_seal_seconding", "keep_seal_look"):
        page = reverse(f"spaces:{what}", args=[opening.id])
        assert mine.post(page).status_code == 404
    opening.refresh_from_db()
    assert opening.state == "asked"
    other = make_keeper().person
    assert other is not None
    page = reverse("spaces:keep_seal", args=[opening.id])
    assert signed_in(other).get(page).status_code == 200


def test_what_only_looks_like_an_address_is_said_and_kept() -> None:
    keeper = make_keeper()
    assert keeper.person is not None

    answer = signed_in(keeper.person).post(
        reverse("spaces:keep_seals"), {"address": "http://[x", "reason": WHY}
    )

    assert answer.status_code == 422
    assert WHY in answer.text


def test_a_steward_reads_that_another_has_asked_already() -> None:
    thread = unnamed_thread(make_member())
    first, second = make_steward(thread.space), make_steward(thread.space)
    asking = reverse("spaces:seal_asking", args=[thread.space.slug, "voice", thread.author_id])
    signed_in(first.person).post(asking, {"reason": WHY})

    answer = signed_in(second.person).post(asking, {"reason": f"{WHY} I saw it, too."})

    assert answer.status_code == 422
    assert "Another steward has asked for this already" in answer.text
    assert "I saw it, too." in answer.text
    assert SealOpening.objects.get().reason == WHY
