# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking somebody to write: what one can do, and how often."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.asking import Asking, ask_to_write, decline_letters, take_asking_back
from hearthside.forum.actions.letters import end_letters, let_none_through
from hearthside.forum.actions.letters_leaving import purge_letters
from hearthside.forum.models import Correspondence, LetterSide, LetterState
from hearthside.forum.queries.letters import own_side
from hearthside.forum.rules.letters import MOST_OPEN, QUIET_DAYS
from hearthside.forum.tests.letter_builders import AFTER_QUIET, asked_by, make_two, message
from hearthside.forum.tests.pages import signed_in
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.models import Notice
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_person,
    make_space,
    standing_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted_before")]


def test_an_asking_arrives_with_its_words_and_a_notice_that_tells_nothing() -> None:
    two = make_two(accepted=False, text="I liked what you wrote.")

    run_courier_once()

    notice = Notice.objects.get(recipient_id=two.other.id)
    assert (notice.kind, notice.path) == ("letter-asked", two.address)
    page = two.as_other().get(two.address)
    assert "I liked what you wrote." in page.text
    assert f"{two.address}acceptance/" in page.text
    notices = two.as_other().get(reverse("spaces:notices", args=[two.space.slug]))
    assert "Ash" not in notices.text


def test_words_are_not_needed() -> None:
    assert make_two(accepted=False, text="").asked.correspondence.said == 0


def test_a_form_sent_twice_asks_once() -> None:
    space = make_space()
    asker, other = make_member(space), make_member(space)
    asking = Asking(asker.id, other.id, message())

    first = ask_to_write(by=standing_of(asker), asking=asking, now=SIX_PM)
    again = ask_to_write(by=standing_of(asker), asking=asking, now=SIX_PM)

    assert first == again
    assert Correspondence.objects.count() == 1


def test_one_open_asking_for_each_and_the_words_of_a_second_are_kept() -> None:
    two = make_two(accepted=False, now=clock.now())
    page = two.as_asker().post(
        reverse("forum:ask", args=[two.space.slug, two.other.id]), {"text": "please, please"}
    )

    assert page.status_code == 422
    assert "please, please" in page.text
    with pytest.raises(Refused) as refused:
        asked_by(standing_of(two.asker), two.other.id, now=clock.now())
    assert refused.value.code == "asked"


@pytest.mark.parametrize("how", ["declined", "withdrawn", "ended"])
def test_nobody_can_ask_again_before_a_quiet_time_has_passed(how: str) -> None:
    two = make_two(accepted=how == "ended")
    if how == "declined":
        decline_letters(by=standing_of(two.other), side=two.asked, now=SIX_PM)
    elif how == "withdrawn":
        take_asking_back(by=standing_of(two.asker), side=two.asking, now=SIX_PM)
    else:
        end_letters(by=standing_of(two.other), side=two.asked, now=SIX_PM)

    with pytest.raises(Refused) as refused:
        asked_by(standing_of(two.asker), two.other.id, now=SIX_PM + timedelta(days=3))
    assert refused.value.code in ("asked", "quiet")

    again = asked_by(standing_of(two.asker), two.other.id, now=AFTER_QUIET)
    assert not LetterSide.objects.get(correspondence=again.correspondence, asked=False).kept_back


def test_who_said_no_for_good_is_not_asked_again() -> None:
    two = make_two(accepted=False)
    let_none_through(by=standing_of(two.other), side=two.asked, now=SIX_PM)
    purge_letters(now=AFTER_QUIET)

    side = asked_by(standing_of(two.asker), two.other.id, now=AFTER_QUIET)

    assert own_side(standing_of(two.other), side.correspondence_id) is None


def test_two_who_ask_one_another_have_both_said_yes() -> None:
    two = make_two(accepted=False, text="from the first")
    decline_letters(by=standing_of(two.other), side=two.asked, now=SIX_PM)

    side = asked_by(standing_of(two.other), two.asker.id, "and from the second")

    assert side.correspondence.state == LetterState.OPEN
    page = two.as_asker().get(two.address).text
    assert "from the first" in page
    assert "and from the second" in page


def test_a_few_open_askings_are_enough_and_say_how_many() -> None:
    space = make_space()
    asker = make_member(space)
    for _ in range(MOST_OPEN):
        asked_by(standing_of(asker), make_member(space).id)

    with pytest.raises(Refused) as refused:
        asked_by(standing_of(asker), make_member(space).id)

    assert refused.value.code == "many-open"


def test_a_flood_in_one_day_is_slowed_and_keeps_the_words() -> None:
    space = make_space()
    client = signed_in(make_member(space))

    def ask() -> int:
        url = reverse("forum:ask", args=[space.slug, make_member(space).id])
        answer = client.post(url, {"text": "the words I chose", "idempotency_key": uuid4().hex})
        assert answer.status_code == 302 or "the words I chose" in answer.text
        return answer.status_code

    assert [ask() for _ in range(9)] == [302] * 8 + [422]


def test_who_did_not_say_that_they_are_an_adult_cannot_ask() -> None:
    space = make_space()
    person = make_person()
    person.adult_said_at = None
    person.save(update_fields=["adult_said_at"])
    asker = make_member(space, person=person)

    with pytest.raises(Refused) as refused:
        asked_by(standing_of(asker), make_member(space).id)

    assert refused.value.code == "not-adult"


def test_a_first_message_with_a_link_comes_back_with_its_words() -> None:
    two = make_two(accepted=False)
    stranger = make_member(two.space)

    page = signed_in(stranger).post(
        reverse("forum:ask", args=[two.space.slug, two.other.id]),
        {"text": "look at https://example.org/x"},
    )

    assert page.status_code == 422
    assert "look at https://example.org/x" in page.text
    assert LetterSide.objects.filter(face=stranger.id).count() == 0


def test_an_asking_that_nobody_answers_goes_by_itself() -> None:
    two = make_two(accepted=False)

    assert purge_letters(now=SIX_PM + timedelta(days=QUIET_DAYS - 1)) == 0
    assert purge_letters(now=SIX_PM + timedelta(days=QUIET_DAYS)) == 1
    assert two.as_asker().get(reverse("forum:letters", args=[two.space.slug])).status_code == 200
