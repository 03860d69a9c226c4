# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking after a file: reading it, taking it on, giving it back, notes and second looks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.text import tidy
from hearthside.ledger.actions.outbox import announce
from hearthside.ledger.models import Verb
from hearthside.moderation.actions._steps import (
    enter_in_file,
    file_with,
    note_missed,
    promise,
    promise_kept,
    renew,
)
from hearthside.moderation.events import DeskAsks
from hearthside.moderation.models import (
    Appeal,
    File,
    FileState,
    Look,
    Measure,
    Note,
    NoteKind,
    Proposal,
)
from hearthside.moderation.rules.clock import answer_by, held_until
from hearthside.moderation.rules.desk import (
    may_claim,
    may_give_look,
    may_release,
    may_see,
    may_work,
)
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def see_file(*, by: Standing, file: File, now: datetime) -> None:
    """Note in the ledger that a steward reads a file; who has it in hand keeps it.

    Raises `Refused` as `rules.desk.may_see` says.
    """
    may_see(by, file).require()
    renew(by, file, now)
    enter_in_file(by, file, Verb.REPORT_SEEN, now)


@transaction.atomic
def claim_file(*, by: Standing, file: File, now: datetime) -> File:
    """Take a file on, as its one owner, for ten minutes. On one's own it renews the lock.

    Raises `Refused` as `rules.desk.may_claim` says. Of two at once, one wins.
    """
    file = _held(file)
    may_claim(by, file, now).require()
    if file.state == FileState.CLAIMED and file.owner_id == by.member_id:
        renew(by, file, now)
        return file
    file.state, file.owner_id = FileState.CLAIMED, by.member_id
    file.claimed_at, file.held_until = now, held_until(now)
    file.save(update_fields=["state", "owner", "claimed_at", "held_until"])
    enter_in_file(by, file, Verb.REPORT_CLAIMED, now)
    return file


@transaction.atomic
def release_file(*, by: Standing, file: File, words: str = "", now: datetime) -> File:
    """Give a file back, with a line for whoever goes on, so that another can take it at once.

    Sent twice is given back once. Raises `Refused` as `rules.desk.may_release` says.
    """
    file, handover = _held(file), tidy(words)
    if file.owner_id is None and _stands_already(by, file, NoteKind.HANDOVER, handover):
        return file
    may_release(by, file).require()
    if handover:
        _note(by, file, NoteKind.HANDOVER, handover, now)
    file.state = FileState.OPEN
    file.owner_id = file.claimed_at = file.held_until = None
    file.save(update_fields=["state", "owner", "claimed_at", "held_until"])
    enter_in_file(by, file, Verb.REPORT_RELEASED, now)
    return file


@transaction.atomic
def write_note(*, by: Standing, file: File, kind: NoteKind, words: str, now: datetime) -> None:
    """Keep what is known, was done or comes next, sealed, on a file. Empty words are no note.

    The same words sent again, because the line broke before the answer, are one note. Any
    steward who may read the file. Raises `Refused` as `rules.desk.may_see` says.
    """
    may_see(by, file).require()
    renew(by, file, now)
    said = tidy(words)
    if said and not _stands_already(by, file, kind, said):
        _note(by, file, kind, said, now)
        enter_in_file(by, file, Verb.REPORT_NOTED, now)


@transaction.atomic
def ask_look(*, by: Standing, file: File, question: str, now: datetime) -> Look:
    """Ask another steward to look, too; the owner still decides. One question at a time.

    Raises `Refused` as `rules.desk.may_work` says. Announces `DeskAsks`, once.
    """
    file = _held(file)
    may_work(by, file).require()
    renew(by, file, now)
    look, is_new = Look.objects.get_or_create(
        file_id=file.id,
        given_at=None,
        defaults={
            "space_id": file.space_id,
            "question": tidy(question),
            "asked_by_id": by.member_id,
            "asked_at": now,
            "answer_by": _look_by(file, now),
        },
    )
    if is_new:
        promise(look.space_id, look.id, look.answer_by)
        enter_in_file(by, file, Verb.LOOK_ASKED, now)
        announce(DeskAsks(file.space_id, file.about_face, by.member_id, now))
    return look


@transaction.atomic
def give_look(*, by: Standing, look: Look, seen: str, now: datetime) -> Look:
    """Say what one sees, as the second steward. Sent twice is said once.

    Also where the file was decided meanwhile: what somebody wrote about it stays in it. Raises
    `Refused` as `rules.desk.may_give_look` says.
    """
    look = locked(look)
    file = file_with(look.file_id)
    assert file is not None  # a look goes with its file
    said = tidy(seen)
    if look.given_by_id == by.membership_id and look.seen == said:
        return look
    may_give_look(by, file, look).require()
    look.seen, look.given_by_id, look.given_at = said, by.member_id, now
    look.save(update_fields=["seen", "given_by", "given_at"])
    if file.state != FileState.DECIDED:
        note_missed(look, "look", now)
    promise_kept(look.id)
    enter_in_file(by, file, Verb.LOOK_GIVEN, now)
    return look


@transaction.atomic
def forget_file(*, file_id: UUID, now: datetime) -> None:
    """Let go of a file or a proposal that was kept long enough: its words, notes and looks.

    What it did to somebody stays in effect; the copy of their words and the reason go. The
    counts stay in the ledger.
    """
    file = file_with(file_id)
    if file is None:
        Measure.objects.filter(proposal=file_id).update(words="", reason="")
        Proposal.objects.filter(id=file_id).delete()
        return
    if file.state != FileState.DECIDED:
        return
    Note.objects.filter(file_id=file_id).delete()
    Look.objects.filter(file_id=file_id).delete()
    if isinstance(file, Appeal):
        file.delete()
        return
    Measure.objects.filter(report_id=file_id).update(words="", reason="")
    file.delete()


def _look_by(file: File, now: datetime) -> datetime:
    """By when a second look is promised: before the file is, unless that is late already."""
    due_at = answer_by("look", now)
    return min(file.answer_by, due_at) if now < file.answer_by else due_at


def _held(file: File) -> File:
    return locked(file, "measure") if isinstance(file, Appeal) else locked(file)


def _stands_already(by: Standing, file: File, kind: NoteKind, words: str) -> bool:
    """Whether the last note of this kind that this steward wrote here says the same."""
    own = Note.objects.filter(file_id=file.id, kind=kind, by_id=by.membership_id)
    last = own.order_by("-written_at", "id").first()
    return last is not None and last.words == words


def _note(by: Standing, file: File, kind: NoteKind, words: str, now: datetime) -> None:
    Note.objects.create(
        space_id=file.space_id,
        file_id=file.id,
        kind=kind,
        words=words,
        by_id=by.member_id,
        written_at=now,
    )
