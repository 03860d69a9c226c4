# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking and answering inside a conversation, on its page and by its form."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.forum.actions.leaving import unname_words
from hearthside.forum.actions.threads import close_thread
from hearthside.forum.models import Answer, Question
from hearthside.forum.tests.builders import author_of, make_thread
from hearthside.forum.tests.clock_builders import HOUR
from hearthside.forum.tests.pages import (
    address,
    page_of,
    post_address,
    reply,
    signed_in,
    waiting_page,
)
from hearthside.forum.tests.question_builders import asker_of, make_answer, make_question, make_talk
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_eight")]
HOPES = "Hopes for an answer"


def test_the_form_offers_to_ask_and_a_tick_asks() -> None:
    thread = make_talk()
    member = make_member(thread.space)
    assert 'name="asks"' in page_of(member, thread)

    plain = reply(member, thread)
    asking = reply(member, thread, asks="1")

    assert Question.objects.get().post == asking != plain
    assert HOPES in page_of(make_member(thread.space), thread)
    own = page_of(member, thread)
    assert HOPES not in own
    assert "You hope for an answer" in own
    assert "When we hope to have somebody here" in own


def test_whoever_waits_for_a_first_answer_is_not_offered_it() -> None:
    thread = make_thread()

    assert 'name="asks"' not in page_of(author_of(thread), thread)
    assert 'name="asks"' in page_of(make_member(thread.space), thread)


def test_the_button_leads_to_a_form_that_answers_it() -> None:
    question = make_question(make_talk())
    member = make_member(question.thread.space)
    led = re.search(r'href="([^"]+\?answers=[^"]+)#reply"', page_of(member, question.thread))
    assert led

    form = signed_in(member).get(led[1]).content.decode()
    ticked = re.search(rf'name="answers" value="{question.post_id}" checked', form)
    assert ticked
    answer = reply(member, question.thread, answers=str(question.post_id))

    question.refresh_from_db()
    assert question.answered_at == answer.written_at
    assert HOPES not in page_of(member, question.thread)
    asker = page_of(asker_of(question), question.thread)
    assert "Somebody answered this." in asker
    assert "I still hope for an answer" in asker


def test_an_answer_by_htmx_takes_the_mark_away() -> None:
    question = make_question(make_talk())
    member = make_member(question.thread.space)
    page = page_of(member, question.thread)
    last = re.search(r'name="last" value="([^"]+)"', page)[1]  # type: ignore[index]  # it is there

    sent = signed_in(member).post(
        address(question.thread, "replies"),
        {"text": "better", "answers": str(question.post_id), "asked": "1", "last": last},
        HTTP_HX_REQUEST="true",
    )

    words = sent.content.decode()
    assert f'<p id="asks-{question.post_id}" hx-swap-oob="delete">' in words
    assert 'name="answers"' not in words


def test_a_post_can_ask_for_an_answer_later_and_need_none_any_more() -> None:
    thread = make_talk()
    member = make_member(thread.space)
    post = reply(member, thread)
    options = post_address("post_options", post.id, member)
    assert "I would like an answer to this" in signed_in(member).get(options).content.decode()

    signed_in(member).post(post_address("question", post.id, member))
    assert Question.objects.get().is_open
    assert "I need no answer any more" in signed_in(member).get(options).content.decode()
    signed_in(member).post(post_address("question_ending", post.id, member))

    assert Question.objects.get().let_go
    assert HOPES not in page_of(make_member(thread.space), thread)
    assert "I would like an answer after all" in page_of(member, thread)


def test_saying_that_it_did_not_answer_waits_again() -> None:
    question = make_question(make_talk())
    make_answer(question, now=SIX_PM + 1.5 * HOUR)
    asker = asker_of(question)

    signed_in(asker).post(post_address("question", question.post_id, asker))

    question.refresh_from_db()
    assert question.is_open
    assert not Answer.objects.get().counts
    assert HOPES in page_of(make_member(asker.space), question.thread)


def test_a_page_costs_as_many_queries_with_many_questions_as_with_one() -> None:
    thread = make_talk()
    reader = signed_in(make_member(thread.space))
    asker = make_member(thread.space)

    def cost(client: Client) -> int:
        client.get(address(thread))
        with CaptureQueriesContext(connection) as seen:
            client.get(address(thread))
        return len(seen)

    without = cost(reader)
    make_question(thread, by=asker)
    one, own = cost(reader), cost(signed_in(asker))
    for number in range(6):
        make_question(thread, by=asker, now=SIX_PM + HOUR + timedelta(minutes=number))

    assert cost(reader) == one <= without + 5
    assert cost(signed_in(asker)) == own


def test_a_closed_conversation_leads_nobody_to_a_form_that_is_not_there() -> None:
    question = make_question(make_talk())
    steward = standing_of(make_steward(question.thread.space))

    close_thread(by=steward, thread=question.thread, reason="", now=SIX_PM + HOUR)

    assert HOPES not in page_of(make_member(question.thread.space), question.thread)
    assert "You hope for an answer" not in page_of(asker_of(question), question.thread)


def test_nobody_is_led_to_answer_somebody_who_has_left() -> None:
    question = make_question(make_talk())
    reader = make_member(question.thread.space)

    unname_words(membership_ids=[asker_of(question).id], now=SIX_PM + HOUR)

    page = page_of(reader, question.thread)
    assert HOPES not in page
    assert 'name="answers"' not in page
    assert "how did you sleep" not in waiting_page(reader)


def test_a_tick_that_was_not_sent_yet_is_kept_with_the_words() -> None:
    thread = make_talk()
    member = make_member(thread.space)
    draft = reverse("forum:draft", args=[thread.space.slug, f"thread:{thread.id}"])

    signed_in(member).post(draft, {"text": "and how", "asks": "1"})

    assert re.search(r'name="asks"[^>]* checked', page_of(member, thread))
    sent = signed_in(member).post(address(thread, "replies"), {"text": "", "asks": "1"})
    assert sent.status_code == 422
    assert re.search(r'name="asks"[^>]* checked', sent.content.decode())


def test_what_is_no_address_of_a_post_answers_nothing() -> None:
    question = make_question(make_talk())
    member = make_member(question.thread.space)

    reply(member, question.thread, answers="nonsense", of="nonsense", asks="1")

    question.refresh_from_db()
    assert question.is_open
    assert Question.objects.exclude(id=question.id).get().to is None


def test_a_question_of_another_conversation_is_not_answered_from_here() -> None:
    question, elsewhere = make_question(make_talk()), make_talk()

    reply(make_member(elsewhere.space), elsewhere, answers=str(question.post_id))

    question.refresh_from_db()
    assert question.is_open
