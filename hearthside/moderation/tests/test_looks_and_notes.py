# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection

from hearthside.core.paging import Window
from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Delivery, Entry, Verb
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.desk import (
    ask_look,
    claim_file,
    give_look,
    release_file,
    write_note,
)
from hearthside.moderation.actions.measures import make_appeal
from hearthside.moderation.models import Note, NoteKind, Report
from hearthside.moderation.queries.desk import desk_of
from hearthside.moderation.tests.builders import (
    make_decided,
    make_leaf,
    make_measure,
    make_report_of,
)
from hearthside.notices.models import Notice
from hearthside.spaces.models import Membership
from hearthside.spaces.rules.standing import Standing
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def in_hands() -> tuple[Report, Membership]:
    """A report that a steward has taken on."""
    report = make_report_of()
    steward = make_steward(report.space)
    claim_file(by=standing_of(steward), file=report, now=SIX_PM)
    report.refresh_from_db()
    return report, steward


def test_a_note_is_sealed_and_an_entry() -> None:
    report, steward = in_hands()

    write_note(
        by=standing_of(steward), file=report, kind=NoteKind.DID, words="Spoke to Wren", now=SIX_PM
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM moderation_note")
        [(raw,)] = cursor.fetchall()
    assert b"Wren" not in bytes(raw)
    assert Note.objects.get().words == "Spoke to Wren"
    assert Entry.objects.filter(verb=Verb.REPORT_NOTED).count() == 1


def test_giving_back_leaves_a_line_for_whoever_goes_on() -> None:
    report, steward = in_hands()

    release_file(by=standing_of(steward), file=report, words="Ask Wren first", now=SIX_PM)

    note = Note.objects.get()
    assert (note.kind, note.words, note.file_id) == (NoteKind.HANDOVER, "Ask Wren first", report.id)


def test_another_steward_is_asked_and_says_what_they_see_and_the_owner_decides() -> None:
    report, steward = in_hands()
    second = make_steward(report.space)
    look = ask_look(by=standing_of(steward), file=report, question="Too much?", now=SIX_PM)
    run_courier_once()
    asked = Notice.objects.filter(kind="desk-asks")
    assert [notice.recipient_id for notice in asked] == [second.id]

    given = give_look(by=standing_of(second), look=look, seen="I would leave it", now=SIX_PM)

    assert (given.seen, given.given_by_id) == ("I would leave it", second.id)
    report.refresh_from_db()
    assert report.owner_id == steward.id
    assert make_decided(report, steward).decision == "nothing"


def test_nobody_answers_their_own_question_nor_one_about_them() -> None:
    report, steward = in_hands()
    look = ask_look(by=standing_of(steward), file=report, question="?", now=SIX_PM)

    for by, code in ((steward, "own-question"), (make_member(report.space), "not-here")):
        with pytest.raises(Refused) as refused:
            give_look(by=standing_of(by), look=look, seen="Fine", now=SIX_PM)
        assert refused.value.code == code


def test_one_question_at_a_time_and_nobody_is_asked_after_the_decision() -> None:
    report, steward = in_hands()
    first = ask_look(by=standing_of(steward), file=report, question="One", now=SIX_PM)
    again = ask_look(by=standing_of(steward), file=report, question="Two", now=SIX_PM)
    assert first.id == again.id

    make_decided(report, steward)

    with pytest.raises(Refused) as refused:
        ask_look(by=standing_of(steward), file=report, question="Three", now=SIX_PM)
    assert refused.value.code == "decided"
    assert not Delivery.objects.filter(key=f"moderation.promise:{first.id}").exists()


def test_only_the_owner_asks() -> None:
    report, _steward = in_hands()

    by = standing_of(make_steward(report.space))
    with pytest.raises(Refused) as refused:
        ask_look(by=by, file=report, question="?", now=SIX_PM)

    assert refused.value.code == "not-yours"


def test_a_steward_does_not_see_a_file_about_their_own_voice() -> None:
    steward = make_steward()
    voice = uuid4()
    report = make_report_of(make_leaf(steward, voice_id=voice), by=make_member(steward.space))
    itself = replace(standing_of(steward), voices=frozenset({voice}))

    assert list(Report.objects.visible_to(itself)) == []
    with pytest.raises(Refused) as refused:
        claim_file(by=itself, file=report, now=SIX_PM)
    assert refused.value.code == "not-here"


def test_who_decided_is_not_asked_to_look_at_the_appeal_against_it() -> None:
    measure = make_measure()
    assert measure.decided_by is not None
    assert measure.about_face is not None
    author = standing_of(Membership.objects.get(id=measure.about_face))
    appeal = make_appeal(by=author, measure=measure, words="Please look", now=SIX_PM)
    first, second, third = (
        standing_of(each)
        for each in (measure.decided_by, make_steward(measure.space), make_steward(measure.space))
    )
    claim_file(by=second, file=appeal, now=SIX_PM)
    look = ask_look(by=second, file=appeal, question="Too much?", now=SIX_PM)

    def is_asked(by: Standing) -> bool:
        return "look" in [row.label for row in desk_of(by, Window(), SIX_PM).waiting]

    assert [is_asked(by) for by in (first, second, third)] == [False, False, True]
    with pytest.raises(Refused) as refused:
        give_look(by=first, look=look, seen="I was right", now=SIX_PM)
    assert refused.value.code == "own-decision"
    give_look(by=third, look=look, seen="I would show it", now=SIX_PM)
