# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.notices.models import Notice
from hearthside.spaces.actions.removals import readmit_member
from hearthside.spaces.actions.requests import admit, decline
from hearthside.spaces.models import (
    JoinRequest,
    Membership,
    MembershipState,
    RequestState,
    Space,
)
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_request,
    make_space,
    make_steward,
    signed_in,
    standing_of,
)

pytestmark = pytest.mark.django_db


def test_a_steward_lets_somebody_in_and_they_are_told() -> None:
    steward = make_steward()
    asked = make_request(steward.space, "Wren")

    member = admit(by=standing_of(steward), request=asked, words="Welcome", now=SIX_PM)

    assert (member.name, member.person_id) == ("Wren", asked.person_id)
    assert Entry.objects.about_holder(member.id).get().verb == Verb.MEMBERSHIP_ADMITTED
    assert Notice.objects.get().recipient_id == member.id
    assert JoinRequest.objects.get().answer == "Welcome"
    assert member.welcome == "Welcome"
    assert Notice.objects.get().path == f"/s/{steward.space.slug}/me/"


def test_who_agreed_to_older_words_is_asked_again_on_the_first_visit() -> None:
    steward = make_steward()
    asked = make_request(steward.space)
    Space.objects.update(terms_version=2)

    member = admit(by=standing_of(steward), request=asked, words="", now=SIX_PM)

    assert not standing_of(member).has_agreed


def test_a_request_from_somebody_removed_lets_them_back_in() -> None:
    steward = make_steward()
    removed = make_member(steward.space, "Wren")
    Membership.objects.filter(id=removed.id).update(
        state=MembershipState.REMOVED, ended_at=SIX_PM, ended_reason="Shouting"
    )
    asked = make_request(steward.space, "Wren", person=removed.person)

    member = admit(by=standing_of(steward), request=asked, words="Come in", now=SIX_PM)

    assert (member.id, member.welcome) == (removed.id, "Come in")
    assert (member.state, member.ended_reason) == (MembershipState.ACTIVE, "")
    assert Entry.objects.about_holder(member.id).get().verb == Verb.MEMBERSHIP_READMITTED


def test_a_request_is_declined_with_words() -> None:
    steward = make_steward()
    asked = make_request(steward.space)

    decline(by=standing_of(steward), request=asked, words="We are full this month", now=SIX_PM)

    asked.refresh_from_db()
    assert (asked.state, asked.answer) == (RequestState.DECLINED, "We are full this month")
    assert asked.answered_at == SIX_PM
    assert Entry.objects.get().verb == Verb.MEMBERSHIP_DECLINED


def test_a_request_is_answered_once() -> None:
    steward = make_steward()
    asked = make_request(steward.space)
    decline(by=standing_of(steward), request=asked, words="", now=SIX_PM)

    with pytest.raises(Refused) as refused:
        admit(by=standing_of(steward), request=asked, words="", now=SIX_PM)

    assert refused.value.code == "answered"


@pytest.mark.parametrize("answer", [admit, decline])
def test_only_a_steward_of_this_space_answers(answer) -> None:  # type: ignore[no-untyped-def]
    asked = make_request(make_space())

    for by, code in (
        (make_member(asked.space), "not-steward"),
        (make_steward(), "not-here"),
    ):
        with pytest.raises(Refused) as refused:
            answer(by=standing_of(by), request=asked, words="", now=SIX_PM)
        assert refused.value.code == code

    asked.refresh_from_db()
    assert asked.state == RequestState.WAITING


def test_who_is_let_back_in_from_their_own_page_waits_no_more() -> None:
    steward = make_steward()
    removed = make_member(steward.space, "Wren")
    Membership.objects.filter(id=removed.id).update(
        state=MembershipState.REMOVED, ended_at=SIX_PM, ended_reason="Shouting"
    )
    asked = make_request(steward.space, "Wren", person=removed.person)

    readmit_member(by=standing_of(steward), member=removed, words="Come in", now=SIX_PM)

    asked.refresh_from_db()
    assert (asked.state, asked.answer) == (RequestState.ADMITTED, "Come in")


def test_words_that_are_too_long_stand_in_their_box_again() -> None:
    steward = make_steward()
    asked, _ = make_request(steward.space), make_request(steward.space)
    address = reverse("spaces:answering", args=[steward.space.slug, asked.id])
    words = "Later " * 200

    page = signed_in(steward.person).post(address, {"words": words, "answer": "decline"})

    assert page.status_code == 422
    shown = page.content.decode()
    assert shown.count(words.strip()) == 1
    assert (
        words.strip() in shown.partition(f'id="request-{asked.id}"')[2].partition("</section>")[0]
    )
