# SPDX-License-Identifier: AGPL-3.0-or-later
"""The board of the reply clock, what its author reads, and what stewards set."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from hearthside.core import clock as the_clock
from hearthside.forum.actions.clocks import ask_sooner, wind_clock
from hearthside.forum.models import Board, Clock, Helper, Level, Offer, OwnWord, Target, ThreadWord
from hearthside.forum.queries.clocks import pace_of
from hearthside.forum.queries.waiting import waiting_board
from hearthside.forum.rules.clock import BOUNDS
from hearthside.forum.tests.builders import (
    author_of,
    make_board,
    make_helper,
    make_post,
    make_thread,
)
from hearthside.forum.tests.pages import address, signed_in
from hearthside.privacy.hooks import Leave
from hearthside.spaces.actions.memberships import leave_space
from hearthside.spaces.models import Apart, Distance
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def board_ids(board: Board, now_after: timedelta, word: str = "") -> list[object]:
    reader = standing_of(make_member(board.space))
    page = waiting_board(reader, word=word, after=None, now=SIX_PM + now_after)
    return [waiting.row.id for waiting in page.rows]


def test_whose_share_of_the_target_is_largest_comes_first() -> None:
    board = make_board()
    early = make_thread(board)
    late = make_thread(board, now=SIX_PM + HOUR)
    steward = standing_of(make_steward(board.space))

    assert board_ids(board, 2 * HOUR) == [early.id, late.id]
    ask_sooner(by=steward, thread=late, level=Level.AMBER, now=SIX_PM + HOUR)
    assert board_ids(board, 2 * HOUR) == [late.id, early.id]


def test_the_board_can_be_about_one_thing() -> None:
    board = make_board()
    about = make_thread(board)
    make_thread(board)
    ThreadWord.objects.create(space=board.space, thread=about, word="grief")

    assert board_ids(board, HOUR, "grief") == [about.id]


def test_pages_of_the_board_meet_without_gap() -> None:
    board = make_board()
    author = make_member(board.space)
    for number in range(30):
        make_thread(board, by=author, now=SIX_PM + timedelta(minutes=15 * number))
    reader = standing_of(make_member(board.space))

    first = waiting_board(reader, word="", after=None, now=SIX_PM + 9 * HOUR)
    second = waiting_board(reader, word="", after=first.later, now=SIX_PM + 10 * HOUR)

    ids = [waiting.row.id for waiting in (*first.rows, *second.rows)]
    assert len(ids) == len(set(ids)) == 30
    assert second.later is None


def test_who_is_answered_leaves_the_board_at_once() -> None:
    board = make_board()
    make_post(make_thread(board))

    assert board_ids(board, HOUR) == []


def test_people_who_keep_apart_do_not_meet_on_the_board() -> None:
    board = make_board()
    thread = make_thread(board)
    reader = make_member(board.space)
    Apart.objects.create(
        space=board.space,
        by=reader,
        other=author_of(thread),
        distance=Distance.BLOCK,
        since=SIX_PM,
    )

    page = waiting_board(standing_of(reader), word="", after=None, now=SIX_PM)

    assert page.rows == []


def test_the_board_says_how_long_answers_took_once_five_have_written() -> None:
    board = make_board()
    author = make_member(board.space)
    for number in range(4):
        make_post(make_thread(board, by=author), now=SIX_PM + timedelta(minutes=10 + number))
    now = SIX_PM + 5 * HOUR
    assert pace_of(board.space_id, now) is None

    make_thread(board, by=author)
    pace = pace_of(board.space_id, now)

    assert pace is not None
    assert pace.half_within == timedelta(minutes=12)
    assert pace.most_within is None  # somebody waits longer than was promised


def test_what_was_written_long_ago_says_nothing_of_now() -> None:
    board = make_board()
    author = make_member(board.space)
    for _ in range(6):
        make_post(make_thread(board, by=author))

    assert pace_of(board.space_id, SIX_PM + timedelta(days=29)) is None


def test_the_page_shows_who_waits_and_whose_turn_it_is() -> None:
    thread = make_thread(make_board(make_helper(make_space()).space))
    reader = signed_in(make_member(thread.space))

    page = reader.get(reverse("forum:waiting", args=[thread.space.slug]))

    assert [waiting.row.id for waiting in page.context["page"].rows] == [thread.id]
    assert page.context["pace"] is None


def test_the_board_costs_the_same_however_many_wait(
    django_assert_max_num_queries: object,
) -> None:
    board = make_board()
    for _ in range(12):
        make_thread(board)
    reader = signed_in(make_member(board.space))
    reader.get(reverse("forum:waiting", args=[board.space.slug]))

    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture of pytest-django
        reader.get(reverse("forum:waiting", args=[board.space.slug]))


def test_the_author_reads_who_was_told_and_nobody_else_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = make_space()
    make_helper(space)
    thread = make_thread(make_board(space))
    wind_clock(clock_id=Clock.objects.get(thread=thread).id, now=SIX_PM + 2 * HOUR)
    monkeypatch.setattr(the_clock, "now", lambda: SIX_PM + 3 * HOUR)

    own = signed_in(author_of(thread)).get(address(thread)).content.decode()
    other = signed_in(make_member(space)).get(address(thread)).content.decode()

    assert 'id="own-wait"' in own
    assert "1 person who is glad to answer was asked" in own
    assert 'href="/help/"' in own
    assert 'id="own-wait"' not in other


def test_the_author_says_what_it_is_about() -> None:
    thread = make_thread()

    signed_in(author_of(thread)).post(address(thread, "about"), {"words": ["grief", "sleep"]})

    assert set(thread.about.values_list("word", flat=True)) == {"grief", "sleep"}


@pytest.mark.parametrize(
    "words", [["no-such-word"], ["grief", "sleep", "low", "work", "family", "faith"]]
)
def test_words_outside_the_list_and_too_many_are_refused(words: list[str]) -> None:
    thread = make_thread()

    answer = signed_in(author_of(thread)).post(address(thread, "about"), {"words": words})

    assert answer.status_code == 403
    assert not ThreadWord.objects.exists()


def test_a_member_offers_to_answer_pauses_and_ends_it() -> None:
    board = make_board()
    member = make_member(board.space)
    page, own = signed_in(member), reverse("forum:willing", args=[board.space.slug])

    page.post(own, {"words": ["anything", "grief", f"board:{board.id.hex}"]})
    assert set(Offer.objects.values_list("word", flat=True)) == {
        "",
        "grief",
        f"board:{board.id.hex}",
    }

    page.post(reverse("forum:willing_pause", args=[board.space.slug]))
    assert not Offer.objects.filter(open=True).exists()
    page.post(reverse("forum:willing_waking", args=[board.space.slug]))
    assert Offer.objects.filter(open=True).count() == 3

    page.post(own, {"words": []})
    assert not Helper.objects.exists()


def test_another_word_brings_nobody_to_the_front() -> None:
    helper = make_helper()
    Offer.objects.filter(helper=helper).update(turn_at=SIX_PM)

    signed_in(helper.membership).post(
        reverse("forum:willing", args=[helper.space.slug]), {"words": ["anything", "grief"]}
    )

    assert set(Offer.objects.values_list("turn_at", flat=True)) == {SIX_PM}


def test_stewards_promise_within_bounds_and_it_holds_from_then_on() -> None:
    space = make_space()
    board = make_board(space)
    before = make_thread(board)
    page, at = signed_in(make_steward(space)), reverse("forum:promises", args=[space.slug])

    too_long = page.post(
        at, {"ordinary": BOUNDS[Level.ORDINARY][1] + 1, "amber": 30, "question": 60}
    )
    assert too_long.status_code == 422
    assert not Target.objects.exists()

    page.post(at, {"ordinary": 120, "amber": 30, "question": 60})
    after = make_thread(board)

    assert Clock.objects.get(thread=before).target_minutes == 240
    assert Clock.objects.get(thread=after).target_minutes == 120


def test_a_word_taken_off_the_list_goes_from_everything() -> None:
    space = make_space()
    page = signed_in(make_steward(space))
    page.post(reverse("forum:own_words", args=[space.slug]), {"name": "Night shifts"})
    word = OwnWord.objects.get()
    helper = make_helper(space, words=[word.word])
    thread = make_thread(make_board(space))
    ThreadWord.objects.create(space=space, thread=thread, word=word.word)

    page.post(reverse("forum:own_word_ending", args=[space.slug, word.id]))

    assert not OwnWord.objects.exists()
    assert not ThreadWord.objects.exists()
    assert not Helper.objects.filter(id=helper.id).exists()


def test_a_miss_is_on_the_stewards_desk() -> None:
    space = make_space()
    steward = make_steward(space)
    thread = make_thread(make_board(space))
    home = reverse("spaces:home", args=[space.slug])
    assert 'id="desk-waiting"' not in signed_in(steward).get(home).content.decode()

    wind_clock(clock_id=Clock.objects.get(thread=thread).id, now=SIX_PM + 8 * HOUR)

    assert 'id="desk-waiting"' in signed_in(steward).get(home).content.decode()
    assert 'id="desk-waiting"' not in signed_in(make_member(space)).get(home).content.decode()


def test_a_steward_says_soon_on_the_page_for_stewards() -> None:
    thread = make_thread()
    page = signed_in(make_steward(thread.space))
    assert page.get(address(thread, "steering")).context["waits"] != []

    page.post(address(thread, "soon"), {"level": "amber"})

    assert Clock.objects.get(thread=thread).level == Level.AMBER


def test_leaving_takes_the_offer_along() -> None:
    helper = make_helper()
    member = helper.membership

    leave_space(
        by=standing_of(member), space=helper.space, leave=Leave.KEEP_WORDS, now=SIX_PM + HOUR
    )

    assert not Helper.objects.exists()
    assert not Offer.objects.exists()
