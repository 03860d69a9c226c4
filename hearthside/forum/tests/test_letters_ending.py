# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages between two end: by one of them, by a block, by time; and go out of sight."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.asking import accept_letters
from hearthside.forum.actions.letters import end_letters, put_letters_away
from hearthside.forum.actions.letters_leaving import purge_letters
from hearthside.forum.actions.voices import keep_voice_apart
from hearthside.forum.models import Correspondence, Letter
from hearthside.forum.queries.letters import own_side
from hearthside.forum.rules.letters import KEPT_DAYS
from hearthside.forum.tests.builders import make_thread
from hearthside.forum.tests.letter_builders import (
    address,
    asked_by,
    make_letter,
    make_two,
    make_voice,
    side_of,
)
from hearthside.forum.tests.pages import signed_in
from hearthside.spaces.actions.distances import keep_apart
from hearthside.spaces.models import Distance
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted_before")]


@pytest.mark.parametrize("who", ["asker", "other"])
def test_either_ends_it_without_a_reason_and_both_can_still_read(who: str) -> None:
    two = make_two()
    make_letter(two, two.asker, "what was said")
    member, side = (two.asker, two.asking) if who == "asker" else (two.other, two.asked)

    end_letters(by=standing_of(member), side=side, now=SIX_PM)

    pages = [signed_in(each).get(two.address).text for each in (two.asker, two.other)]
    assert all("what was said" in page and 'name="text"' not in page for page in pages)
    with pytest.raises(Refused) as refused:
        make_letter(two, two.asker)
    assert refused.value.code == "ended"


def test_a_block_ends_it_and_looks_like_any_other_end() -> None:
    ended, blocked = make_two(), make_two()
    end_letters(by=standing_of(ended.other), side=ended.asked, now=SIX_PM)

    keep_apart(
        by=standing_of(blocked.other), other=blocked.asker, distance=Distance.BLOCK, now=SIX_PM
    )

    assert blocked.asking.correspondence.state == ended.asking.correspondence.state
    answers = []
    for two in (ended, blocked):
        url = reverse("forum:letter_words", args=[two.space.slug, two.asking.correspondence_id])
        answers.append(two.as_asker().post(url, {"text": "are you there?"}))
    assert {answer.status_code for answer in answers} == {422}
    assert all("are you there?" in answer.text for answer in answers)


def test_a_mute_ends_nothing() -> None:
    two = make_two()

    keep_apart(by=standing_of(two.other), other=two.asker, distance=Distance.MUTE, now=SIX_PM)

    assert make_letter(two, two.asker).number == 2


def test_ending_it_silently_says_no_more_than_an_end() -> None:
    thread = make_thread()
    keeper, hidden = make_member(thread.space), make_member(thread.space)
    voice = make_voice(hidden, thread)
    side = asked_by(standing_of(keeper), voice.id)
    theirs = side_of(hidden, side)
    accept_letters(by=standing_of(hidden), side=theirs, now=SIX_PM)

    keep_voice_apart(by=standing_of(keeper), voice=voice, distance=Distance.BLOCK, now=SIX_PM)

    assert side_of(hidden, side).correspondence.state == "ended"
    page = signed_in(hidden).get(address(thread.space, side.correspondence_id))
    assert page.status_code == 200


def test_what_has_ended_goes_out_of_one_view_and_then_of_both() -> None:
    two = make_two()
    end_letters(by=standing_of(two.asker), side=two.asking, now=SIX_PM)
    asking, asked = two.asking, two.asked

    put_letters_away(by=standing_of(two.asker), side=asking, now=SIX_PM)

    assert own_side(standing_of(two.asker), asking.correspondence_id) is None
    assert side_of(two.other, asked).correspondence.state == "ended"
    put_letters_away(by=standing_of(two.other), side=asked, now=SIX_PM)
    assert not Correspondence.objects.exists()


def test_what_goes_on_cannot_be_put_away() -> None:
    two = make_two()

    with pytest.raises(Refused) as refused:
        put_letters_away(by=standing_of(two.asker), side=two.asking, now=SIX_PM)

    assert refused.value.code == "going-on"


def test_a_year_after_the_end_it_is_deleted_and_the_page_says_when() -> None:
    two = make_two()
    end_letters(by=standing_of(two.asker), side=two.asking, now=SIX_PM)
    assert "3 March 2027" in two.as_other().get(two.address).text

    assert purge_letters(now=SIX_PM + timedelta(days=KEPT_DAYS - 1)) == 0
    assert purge_letters(now=SIX_PM + timedelta(days=KEPT_DAYS)) == 1

    assert not Letter.objects.exists()


def test_what_goes_on_is_kept_however_long_it_is_quiet() -> None:
    make_two()

    assert purge_letters(now=SIX_PM + timedelta(days=2 * KEPT_DAYS)) == 0
