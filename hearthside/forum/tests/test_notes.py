# SPDX-License-Identifier: AGPL-3.0-or-later
"""What words talk about: chosen by their author, suggested by a reader, set by a steward."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import models

from hearthside.core.verdicts import Refused
from hearthside.forum.actions.notes import (
    decline_suggestion,
    keep_wishes,
    set_notes,
    suggest_note,
    take_suggestion,
)
from hearthside.forum.actions.posts import restore_post, withdraw_post
from hearthside.forum.actions.threads import Opening, open_thread
from hearthside.forum.models import Note, NoteWishes, Post, Signs, Suggestion, Thread
from hearthside.forum.queries.notes import met_with_notes, wishes_of
from hearthside.forum.rules.notes import how_to_meet, read_notes, talks_about, written_notes
from hearthside.forum.tests.builders import (
    make_board,
    make_post,
    make_thread,
    opening_of,
    unnamed_thread,
    words,
)
from hearthside.ledger.models import Entry, Verb
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.models import Notice
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db
LATER = SIX_PM + timedelta(hours=1)


def test_a_conversation_carries_the_notes_of_its_opening_words() -> None:
    board = make_board()
    said = words("my brother").about(written_notes(["grief", "nonsense"]))

    begun = open_thread(
        by=standing_of(make_member(board.space)), board=board, opening=Opening(said), now=SIX_PM
    )

    assert begun.notes == opening_of(begun).notes == " grief "


def test_an_author_changes_the_notes_and_every_page_is_made_anew() -> None:
    author = make_member()
    thread = make_thread(make_board(author.space), by=author)

    set_notes(by=standing_of(author), post=opening_of(thread), notes=["faith"], now=LATER)

    before, thread = thread.version, Thread.objects.get(id=thread.id)
    assert read_notes(thread.notes) == ["faith"]
    assert thread.version > before
    assert not Entry.objects.filter(verb=Verb.POST_NOTED).exists()


def test_notes_leave_a_heading_with_the_words_and_come_back_with_them() -> None:
    author = make_member()
    thread = make_thread(make_board(author.space), by=author)
    make_post(thread)
    first = Post.objects.filter(thread=thread).order_by("written_at")[0]
    set_notes(by=standing_of(author), post=first, notes=["faith"], now=LATER)

    withdraw_post(by=standing_of(author), post=first, now=LATER)
    assert Thread.objects.get(id=thread.id).notes == ""
    restore_post(by=standing_of(author), post=first, now=LATER)
    assert Thread.objects.get(id=thread.id).notes == " faith "


def test_another_member_cannot_set_notes() -> None:
    thread = make_thread()

    with pytest.raises(Refused) as refused:
        set_notes(
            by=standing_of(make_member(thread.space)),
            post=opening_of(thread),
            notes=["faith"],
            now=LATER,
        )

    assert refused.value.code == "not-yours"


def test_a_stewards_choice_is_written_down_and_told_to_the_face() -> None:
    author = make_member()
    thread = unnamed_thread(author)
    post = opening_of(thread)

    set_notes(by=standing_of(make_steward(thread.space)), post=post, notes=["abuse"], now=LATER)
    run_courier_once(limit=50)

    assert Entry.objects.filter(verb=Verb.POST_NOTED, by_role="steward").count() == 1
    assert Notice.objects.get(kind="noted").recipient_id == post.voice_id != author.id


def test_a_suggestion_changes_nothing_however_many_make_it() -> None:
    thread = make_thread()
    post = opening_of(thread)

    suggest_note(by=standing_of(make_member(thread.space)), post=post, note="grief", now=LATER)
    for _ in range(3):
        other = standing_of(make_member(thread.space))
        with pytest.raises(Refused) as refused:
            suggest_note(by=other, post=post, note="grief", now=LATER)
        assert refused.value.code == "suggested-already"

    post.refresh_from_db()
    assert post.notes == Thread.objects.get(id=thread.id).notes == ""


def test_one_reader_suggests_once() -> None:
    thread = make_thread()
    reader, post = standing_of(make_member(thread.space)), opening_of(thread)
    suggest_note(by=reader, post=post, note="grief", now=LATER)

    with pytest.raises(Refused) as refused:
        suggest_note(by=reader, post=post, note="faith", now=LATER)

    assert refused.value.code == "suggested-once"
    assert Suggestion.objects.count() == 1


def test_the_author_is_asked_under_their_face_and_takes_it() -> None:
    author = make_member()
    post = opening_of(unnamed_thread(author))
    suggest_note(by=standing_of(make_member(author.space)), post=post, note="grief", now=LATER)
    run_courier_once(limit=50)
    assert Notice.objects.get(kind="note-suggested").recipient_id == post.voice_id

    take_suggestion(by=standing_of(author), post=post, note="grief", now=LATER)

    post.refresh_from_db()
    assert read_notes(post.notes) == ["grief"]
    assert Suggestion.objects.get().state == "taken"


def test_a_declined_suggestion_is_not_made_again() -> None:
    author = make_member()
    post = opening_of(make_thread(make_board(author.space), by=author))
    suggest_note(by=standing_of(make_member(author.space)), post=post, note="grief", now=LATER)

    decline_suggestion(by=standing_of(author), post=post, note="grief", now=LATER)

    with pytest.raises(Refused) as refused:
        suggest_note(by=standing_of(make_member(author.space)), post=post, note="grief", now=LATER)
    assert refused.value.code == "suggested-already"
    post.refresh_from_db()
    assert post.notes == ""


def test_nobody_suggests_for_their_own_words_or_what_is_no_note() -> None:
    author = make_member()
    post = opening_of(unnamed_thread(author))

    with pytest.raises(Refused) as own:
        suggest_note(by=standing_of(author), post=post, note="grief", now=LATER)
    with pytest.raises(Refused) as unknown:
        suggest_note(by=standing_of(make_member(author.space)), post=post, note="x", now=LATER)

    assert (own.value.code, unknown.value.code) == ("oneself", "no-such-note")


def test_nothing_in_the_clear_leads_from_a_suggestion_or_a_wish_to_a_member() -> None:
    thread = make_thread()
    reader = make_member(thread.space)
    suggest_note(by=standing_of(reader), post=opening_of(thread), note="grief", now=LATER)
    keep_wishes(by=standing_of(reader), wishes={"grief": "hide"}, now=LATER)

    for model in (Suggestion, Signs, NoteWishes):
        for row in model._default_manager.values():
            assert reader.id not in row.values()
            assert str(reader.id) not in json.dumps(row, default=str)
    assert not [
        field.name
        for model in (Suggestion, Signs, NoteWishes)
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateTimeField)
    ]


def test_the_strictest_wish_holds() -> None:
    both = written_notes(["faith", "grief"])

    assert how_to_meet(both, {"faith": "fold", "grief": "hide"}) == "hide"
    assert how_to_meet(both, {"faith": "fold"}) == "fold"
    assert how_to_meet(both, {"politics": "hide"}) == "show"
    assert how_to_meet("", {"faith": "hide"}) == "show"


def test_every_note_has_neutral_words_and_fits_the_column() -> None:
    every = written_notes(Note.values)

    assert len(every) <= 200
    assert talks_about(every).count("Talks about") == len(Note)


def test_what_is_sent_elsewhere_asks_how_a_member_meets_it() -> None:
    space = make_space()
    reader, author = make_member(space), make_member(space)
    thread = make_thread(make_board(space), by=author)
    opening = opening_of(thread)
    answer = make_post(thread, by=author)
    own = make_post(thread, by=reader)
    set_notes(by=standing_of(author), post=opening, notes=["grief"], now=LATER)
    ids = [opening.id, answer.id, own.id]

    assert set(met_with_notes(ids, reader.id).values()) == {"show"}
    keep_wishes(by=standing_of(reader), wishes={"grief": "hide"}, now=LATER)

    assert met_with_notes(ids, reader.id) == {opening.id: "hide", answer.id: "hide", own.id: "show"}
    assert set(met_with_notes(ids, author.id).values()) == {"show"}


def test_wishes_are_of_one_size_and_go_when_all_is_shown() -> None:
    reader = make_member()
    keep_wishes(by=standing_of(reader), wishes={"grief": "hide"}, now=LATER)
    small = len(NoteWishes.objects.get().kept)
    keep_wishes(by=standing_of(reader), wishes=dict.fromkeys(Note.values, "fold"), now=LATER)
    assert len(NoteWishes.objects.get().kept) == small
    assert wishes_of(reader.id) == dict.fromkeys(Note.values, "fold")

    keep_wishes(by=standing_of(reader), wishes=dict.fromkeys(Note.values, "show"), now=LATER)

    assert not NoteWishes.objects.exists()
