# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whom a question reaches: who is asked first, who keeps apart, and who folds or hides it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from hearthside.forum.actions.notes import keep_wishes, set_notes
from hearthside.forum.models import Note
from hearthside.forum.tests.builders import go_round, keep_away, make_post, opening_of
from hearthside.forum.tests.note_builders import NEUTRAL, note, wish
from hearthside.forum.tests.pages import (
    address,
    page_of,
    post_address,
    reply,
    signed_in,
    waiting_page,
)
from hearthside.forum.tests.question_builders import asker_of, make_question, make_talk
from hearthside.notices.models import Notice
from hearthside.spaces.models import Apart, Distance
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_eight")]
HOPES = "Hopes for an answer"


def test_somebody_can_be_asked_first_and_is_told() -> None:
    thread = make_talk()
    theirs = make_post(thread)
    asked = theirs.voice.membership
    assert asked is not None
    member = make_member(thread.space)
    options = (
        signed_in(member).get(post_address("post_options", theirs.id, member)).content.decode()
    )
    led = re.search(r'href="([^"]+\?of=[^"]+)#reply"', options)
    assert led
    form = signed_in(member).get(led[1]).content.decode()
    assert f"Ask {asked.name} first" in form

    go_round()
    post = reply(member, thread, asks="1", of=str(theirs.id))
    Notice.objects.all().delete()  # of what was written before
    go_round()

    assert {each.kind for each in Notice.objects.filter(recipient_id=asked.id)} == {"asked"}
    notice = Notice.objects.get(kind="asked")
    assert notice.recipient_id == asked.id
    assert notice.path == post_address("post", post.id, member)
    assert "You are asked first" in page_of(asked, thread)
    assert f"{asked.name} was asked first" in page_of(make_member(thread.space), thread)
    assert f"You asked {asked.name} first" in page_of(member, thread)
    at = reverse("spaces:notices", args=[thread.space.slug])
    assert "Somebody asks you something" in signed_in(asked).get(at).content.decode()


@pytest.mark.parametrize("distance", list(Distance))
def test_nobody_is_reached_who_keeps_the_asker_away_and_nothing_tells_them_so(
    distance: Distance,
) -> None:
    thread = make_talk()
    theirs = make_post(thread)
    asked, member = theirs.voice.membership, make_member(thread.space)
    assert asked is not None
    keep_away(asked, member, distance)

    question = make_question(thread, by=member, of=theirs)
    go_round()

    assert not Notice.objects.filter(kind="asked").exists()
    assert question.to == theirs.voice
    page_of(member, thread)  # what was told of the conversation is read now
    unreached = page_of(member, thread)
    Apart.objects.all().delete()
    if distance == Distance.MUTE:  # a block keeps both from each other's words, and shows so
        assert _lasting(page_of(member, thread)) == _lasting(unreached)


def _lasting(page: str) -> str:
    """A page without what differs each time it is made."""
    return re.sub(r'[0-9a-f]{32}|csrfmiddlewaretoken" value="[^"]+"|New since last time', "", page)


def test_nobody_is_asked_first_whom_one_keeps_away() -> None:
    thread = make_talk()
    theirs = make_post(thread)
    member = make_member(thread.space)
    keep_away(member, theirs.voice.membership, Distance.BLOCK)  # type: ignore[arg-type]

    at = f"{address(thread)}?of={theirs.id}"
    assert "first</span>" not in signed_in(member).get(at).content.decode()
    assert signed_in(member).get(post_address("post_options", theirs.id, member)).status_code == 404


def test_two_who_keep_apart_do_not_meet_each_others_questions_nor_answer_them() -> None:
    question = make_question(make_talk())
    member = make_member(question.thread.space)
    keep_away(member, asker_of(question), Distance.BLOCK)

    page, board = page_of(member, question.thread), waiting_page(member)
    assert HOPES not in page
    assert 'name="answers"' not in page
    assert str(question.post_id) not in board
    reply(member, question.thread, answers=str(question.post_id))

    question.refresh_from_db()
    assert question.is_open


@pytest.mark.parametrize(("meet", "words"), [("fold", "Talks about grief"), ("hide", "")])
def test_notes_are_met_on_the_board_and_beside_the_form(meet: str, words: str) -> None:
    question = make_question(make_talk())
    asker = standing_of(asker_of(question))
    set_notes(by=asker, post=question.post, notes=[Note.GRIEF], now=SIX_PM)
    reader = make_member(question.thread.space)
    keep_wishes(by=standing_of(reader), wishes={Note.GRIEF: meet}, now=SIX_PM)

    board, page = waiting_page(reader), page_of(reader, question.thread)

    for shown in (board, page):
        assert "how did you sleep" not in re.sub(r"<details.*?</details>", "", shown, flags=re.S)
    assert (str(question.post_id) in board) == (meet == "fold")
    assert ('name="answers"' in page) == (meet == "fold")
    assert words in board


def test_a_conversation_that_is_folded_shows_no_question_in_it_but_ones_own() -> None:
    question = make_question(make_talk())
    note(opening_of(question.thread))
    reader = make_member(question.thread.space)
    for member in (reader, asker_of(question)):
        wish(member, "fold")

    assert NEUTRAL in waiting_page(reader)
    assert str(question.post_id) in waiting_page(reader)
    assert "how did you sleep" not in waiting_page(reader)
    assert "how did you sleep" in waiting_page(asker_of(question))
