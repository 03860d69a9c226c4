# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that is held about somebody who has everything is in what they take along.

Every column of every model that holds something of a person is looked for; one that is not in
it has its reason here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Field, Model
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from hearthside.core.crypto.fields import SealedTextField
from hearthside.forum.tests.builders import go_round
from hearthside.people.models import Person
from tests import traces
from tests.somebody.everything import somebody_with_everything
from tests.somebody.marked import Somebody
from tests.test_erasure_whole import THEIRS, UNMARKED

A_SECRET: Final = "a secret or a digest: it lets in whoever has the file"
TOLD_OTHERWISE: Final = "told in other words: what stands in it is in a part of its own"
MADE_OF_WORDS: Final = "made of their words, which are in it, by the product"
A_CLOCK: Final = "a promise that others keep; its page shows it"
NOT_TAKEN: Final = {
    "account.EmailConfirmation.key": A_SECRET,
    "forum.Bookmark.kept": TOLD_OTHERWISE,
    "forum.Draft.choices": TOLD_OTHERWISE,
    "forum.Draft.form": A_SECRET,
    "forum.Findable.body": MADE_OF_WORDS,
    "forum.Findable.head": MADE_OF_WORDS,
    "forum.Fold.html": MADE_OF_WORDS,
    "forum.Fold.source": MADE_OF_WORDS,
    "forum.Fold.spans": MADE_OF_WORDS,
    "forum.Going.kept": "which voices go, and when: from leaving until then",
    "forum.Letter.once": A_SECRET,
    "forum.LetterExcerpt.lines": TOLD_OTHERWISE,
    "forum.LetterSide.arrival": "it would tell what the other lets rest",
    "forum.NoteWishes.kept": TOLD_OTHERWISE,
    "forum.Offer.roll": "a number drawn by lot: whose turn it is",
    "forum.Offer.turn_at": A_CLOCK,
    "forum.Place.away": TOLD_OTHERWISE,
    "forum.Place.owner": "who they are, under a seal; the file is theirs",
    "forum.Post.html": MADE_OF_WORDS,
    "forum.Post.once": A_SECRET,
    "forum.Post.reactions": TOLD_OTHERWISE,
    "forum.Shelf.kept": "the same as the places, to find them by",
    "forum.Signs.kept": TOLD_OTHERWISE,
    "forum.Stem.stem": MADE_OF_WORDS,
    "forum.Thread.once": A_SECRET,
    "forum.Voice.owner": "who they are, under a seal; the file is theirs",
    "ledger.Delivery": "ids on their way to somebody, for seven days",
    "mfa.Authenticator.data": A_SECRET,
    "moderation.Appeal.answer_by": A_CLOCK,
    "moderation.Appeal.held_until": A_CLOCK,
    "moderation.Look.answer_by": A_CLOCK,
    "moderation.Look.question": "theirs is in it; what another steward asked is not",
    "moderation.Look.seen": "the words of another steward",
    "moderation.Report.answer_by": A_CLOCK,
    "moderation.Report.concerning": "of a report about them: it would tell that there was one",
    "moderation.Report.decision_words": "in the decision that they read",
    "moderation.Report.held_until": A_CLOCK,
    "moderation.Report.path": "of a report about them: it would tell that there was one",
    "moderation.Report.words": "of a report about them: they are the words of another",
    "notices.Notice.kind": TOLD_OTHERWISE,
    "notices.PushDevice.sealed": A_SECRET,
    "people.Person.password": A_SECRET,
    "people.RecoveryCode.code_hash": A_SECRET,
    "people.SignIn.expire_date": A_CLOCK,
    "people.SignIn.session_data": A_SECRET,
    "people.SignIn.session_key": A_SECRET,
    "spaces.Arrival.greet_by": A_CLOCK,
    "spaces.Invitation.secret_digest": A_SECRET,
    "spaces.Membership.name_key": "the name as names are compared",
    "spaces.JoinRequest.name_key": "the name as names are compared",
    "spaces.OtherFaces.kept": TOLD_OTHERWISE,
}
"""Columns (or whole models) that are not in it, and why."""
NOT_LOOKED_FOR: Final = (
    models.UUIDField,
    models.ForeignKey,
    models.BinaryField,
    models.BooleanField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.AutoField,
)
"""Ids, numbers, and yes or no: they are in a file by their columns, or in too many places."""


@pytest.fixture
def somebody(settings: Settings, tmp_path: object) -> Somebody:
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return somebody_with_everything()


@pytest.mark.django_db
def test_every_word_is_in_both_files(somebody: Somebody) -> None:
    gone = {somebody.members[2].face, "qxname2"}  # they gave these up when they left that space
    for form in ("json", "html"):
        told = _file(somebody.person, form)
        marks = somebody.own | somebody.told | somebody.said
        missing = sorted(mark for mark in marks - gone if mark not in told)
        assert not missing, f"not in the {form}: {missing}"


@pytest.mark.django_db
def test_every_column_is_in_the_file_or_has_its_reason(somebody: Somebody) -> None:
    told = _file(somebody.person, "json")

    missing = {
        f"{label}.{field.name}: {field.value_from_object(row)!r:.60}"
        for label, row in _rows(somebody)
        for field in row._meta.concrete_fields
        if f"{label}.{field.name}" not in NOT_TAKEN and label not in NOT_TAKEN
        if not _is_told(row, field, told)
    }

    assert not missing, "\n".join(sorted(missing))


def test_reasons_are_about_columns_that_exist() -> None:
    known = {m._meta.label for m in apps.get_models()}
    known |= {f"{m._meta.label}.{f.name}" for m in apps.get_models() for f in m._meta.fields}

    assert NOT_TAKEN.keys() <= known


def _file(person: Person, form: str) -> str:
    client = Client()
    client.force_login(person)
    go_round()
    return client.post("/account/data/", {"form": form}).content.decode().lower()


def _rows(somebody: Somebody) -> Iterator[tuple[str, Model]]:
    """The rows that hold one of their marks or ids, and those that only they have."""
    marks = traces.marks_of(somebody.own | somebody.told | somebody.said)
    marks += traces.forms_of([*somebody.ids, *somebody.voices])
    for label in sorted(THEIRS | UNMARKED.keys()):
        for row in apps.get_model(label)._default_manager.all():
            whole = traces.row_as_bytes(row)
            if label in UNMARKED or any(mark in whole.lower() or mark in whole for mark in marks):
                yield label, row


def _is_told(row: Model, field: Field[object, object], told: str) -> bool:
    value = _emptied(field.value_from_object(row))
    if isinstance(field, NOT_LOOKED_FOR) and not isinstance(field, SealedTextField):
        return True
    if value in ("", None):
        return True
    forms = _forms(row, field, value)
    return any(json.dumps(form.lower(), ensure_ascii=False)[1:-1] in told for form in forms)


def _emptied(value: object) -> object:
    """Without what fills it up, so that its size says nothing."""
    return value.rstrip("\0 ") if isinstance(value, str) else value


def _forms(row: Model, field: Field[object, object], value: object) -> Iterator[str]:
    """A value as an export may say it."""
    if isinstance(value, datetime):
        yield value.isoformat()[:19]
        yield f"{value.astimezone(timezone.get_current_timezone()).date()}"
    elif isinstance(value, date):
        yield value.isoformat()
    elif isinstance(value, time):
        yield f"{value:%H:%M}"
    else:
        yield str(value)
    if field.choices:
        yield str(getattr(row, f"get_{field.name}_display")())
