# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a question waits: on the board, among one's own words, and before the stewards."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from hearthside.forum.actions.posts import withdraw_post
from hearthside.forum.models import Post
from hearthside.forum.tests.builders import make_post, make_thread
from hearthside.forum.tests.clock_builders import HOUR, clock_of, wind
from hearthside.forum.tests.pages import address, post_address, signed_in, waiting_page
from hearthside.forum.tests.question_builders import asker_of, make_answer, make_question, make_talk
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_eight")]


def test_the_board_shows_who_asks_since_when_and_whose_turn_it_is() -> None:
    question = make_question(make_talk())
    reader = make_member(question.thread.space)
    wind(question, SIX_PM + 2 * HOUR)

    board = waiting_page(reader)

    assert "And how did you sleep after that?" in board
    assert post_address("post", question.post_id, reader) in board
    assert question.post.voice.name in board
    assert "an answer by" in board
    make_answer(question)
    assert "And how did you sleep after that?" not in waiting_page(reader)


def test_the_board_leaves_out_what_its_author_took_back() -> None:
    question = make_question(make_talk())
    reader = make_member(question.thread.space)

    withdraw_post(by=standing_of(asker_of(question)), post=question.post, now=SIX_PM + HOUR)

    assert "how did you sleep" not in waiting_page(reader)


def test_ones_own_words_say_since_when_they_wait_and_what_was_promised() -> None:
    member = make_member()
    thread = make_thread(make_talk(member.space).board, by=member, now=SIX_PM)
    at = reverse("forum:own_posts", args=[member.space.slug])

    def own(post: Post) -> str:
        page = signed_in(member).get(at).content.decode()
        found = re.search(rf'<article[^>]*id="own-{post.id}".*?</article>', page, re.S)
        assert found
        return found[0]

    opening = thread.posts.get()
    assert "Waits for a person to answer" in own(opening)
    assert "22:00" in own(opening)  # four hours after six
    make_post(thread)
    assert "Waits for a person to answer" not in own(opening)
    question = make_question(thread, by=member)
    assert "Waits for a person to answer" in own(question.post)
    assert "Waits for a person to answer" not in own(opening)


def test_the_steward_reads_of_a_question_that_was_missed() -> None:
    question = make_question(make_talk())
    steward = make_steward(question.thread.space)
    wind(question, SIX_PM + 13 * HOUR)

    home = signed_in(steward).get(reverse("spaces:home", args=[steward.space.slug]))

    assert "1 person has waited twice as long" in home.content.decode()


def test_a_steward_says_soon_of_a_question_alone() -> None:
    question = make_question(make_talk())
    steward = make_steward(question.thread.space)
    page = signed_in(steward)
    assert "how did you sleep" in page.get(address(question.thread, "steering")).content.decode()

    page.post(address(question.thread, "soon"), {"level": "amber", "question": question.post_id})

    clock = clock_of(question)
    assert (clock.level, clock.target_minutes) == ("amber", 60)
    assert clock_of(question.thread).level == "ordinary"
    nonsense = {"level": "amber", "question": "nonsense"}
    assert page.post(address(question.thread, "soon"), nonsense).status_code == 404
