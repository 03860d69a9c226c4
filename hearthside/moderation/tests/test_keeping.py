# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Delivery, Entry, Verb
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.desk import forget_file, write_note
from hearthside.moderation.actions.keeping import Reading, name_outside_person, review_letters
from hearthside.moderation.models import (
    Decision,
    LetterReview,
    Note,
    NoteKind,
    OutsidePerson,
    Reader,
    Report,
)
from hearthside.moderation.queries.own import letters_unread
from hearthside.moderation.rules.clock import KEEP_FILES
from hearthside.moderation.rules.letters import LETTER_VERSION, READ_AGAIN_AFTER, all_letters
from hearthside.moderation.tests.builders import make_measure, make_report_of
from hearthside.privacy.hooks import Leave, Subject, erase, export_of
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    keeper_of,
    make_keeper,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db


def test_the_letters_have_the_version_that_their_words_say() -> None:
    with override("en"):
        told = "\n".join(f"{x.title}\n{x.opening}\n{x.can_do}\n{x.closing}" for x in all_letters())
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]

    assert (LETTER_VERSION, digest) == (1, "3647628b5f2f4db7"), (
        "other words: raise LETTER_VERSION, so that they are read over again"
    )


def test_letters_are_read_over_when_both_readers_have_read_them_this_year() -> None:
    keeper = keeper_of()
    for reader in Reader:
        assert letters_unread("en", SIX_PM)
        review_letters(by=keeper, reading=Reading("en", reader, "Ada"), now=SIX_PM)

    assert not letters_unread("en", SIX_PM)
    assert letters_unread("es", SIX_PM)
    assert letters_unread("en", SIX_PM + READ_AGAIN_AFTER)
    assert Entry.objects.filter(verb=Verb.LETTERS_REVIEWED).count() == len(Reader)


def test_only_a_keeper_of_the_place_says_that_letters_were_read() -> None:
    keeper = keeper_of(make_space().organisation)

    with pytest.raises(Refused):
        review_letters(by=keeper, reading=Reading("en", Reader.LIVED, "Ada"), now=SIX_PM)

    assert not LetterReview.objects.exists()


def test_the_person_outside_the_team_stands_on_every_decision_and_beside_the_numbers() -> None:
    measure = make_measure()
    organisation = measure.space.organisation
    client = Client()
    client.force_login(make_keeper(organisation=organisation).person)  # type: ignore[arg-type]
    at = reverse("moderation:outside_person", args=[organisation.id])
    client.post(at, {"name": "The Ombud", "reach": "ombud@example.org"})
    assert OutsidePerson.objects.get().organisation == organisation
    member = Client()
    member.force_login(Membership.objects.get(id=measure.about_face).person)  # type: ignore[misc]

    for page in (
        reverse("moderation:measure", args=[measure.space.slug, measure.id]),
        reverse("moderation:transparency", args=[measure.space.slug]),
    ):
        assert b"ombud@example.org" in member.get(page).content


def test_a_keeper_of_another_organisation_names_nobody() -> None:
    organisation = make_space().organisation

    with pytest.raises(Refused):
        name_outside_person(
            by=keeper_of(make_space().organisation),
            organisation=organisation,
            name="x",
            reach="y",
            now=SIX_PM,
        )


def test_a_year_after_the_decision_the_words_of_a_file_go_and_the_counts_stay() -> None:
    measure = make_measure(Decision.TAKEN_DOWN)
    report = Report.objects.get()
    steward = standing_of(make_steward(report.space))
    write_note(by=steward, file=report, kind=NoteKind.KNOW, words="Known", now=SIX_PM)
    due = Delivery.objects.get(key=f"moderation.forget:{report.id}")
    assert due.next_try_at == SIX_PM + KEEP_FILES
    counted = Entry.objects.filter(verb=Verb.DESK_ANSWERED).count()

    Delivery.objects.filter(id=due.id).update(next_try_at=SIX_PM)
    while run_courier_once():
        pass

    measure.refresh_from_db()
    assert not Report.objects.exists()
    assert not Note.objects.exists()
    assert (measure.words, measure.reason) == ("", "")
    assert Entry.objects.filter(verb=Verb.DESK_ANSWERED).count() == counted == 1


def test_what_is_not_decided_is_never_forgotten() -> None:
    report = make_report_of()

    forget_file(file_id=report.id, now=SIX_PM + KEEP_FILES + timedelta(days=1))

    assert Report.objects.filter(id=report.id).exists()


def test_what_was_decided_about_somebody_is_theirs_to_take_and_goes_with_them() -> None:
    measure = make_measure(Decision.FOLDED)
    member = Membership.objects.get(id=measure.about_face)  # type: ignore[misc]
    parts = {
        part.name: part.rows for told in export_of.ask(Subject(member.person_id)) for part in told
    }
    [row] = parts["decisions_about"]
    assert row["reason"] == "It breaks our second norm."
    assert row["words"] == measure.words

    erase.ask(Subject(member.person_id), Leave.ERASE_ALL, SIX_PM)

    measure.refresh_from_db()
    assert (measure.about_face, measure.words, measure.reason) == (None, "", "")
    assert make_member(measure.space)
