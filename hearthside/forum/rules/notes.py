# SPDX-License-Identifier: AGPL-3.0-or-later
"""Content notes: neutral words about what is talked about, and how each reader meets them.

A note helps a reader to choose. It is not said to protect: warnings before hard words do not
make them easier to bear, and make people a little more anxious while they wait.

Source:
    Bridgland, Jones and Bellet (2023), A Meta-Analysis of the Efficacy of Trigger Warnings,
    Content Warnings, and Content Notes, Clin Psychol Sci 12(4):751-771,
    doi:10.1177/21677026231186625.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.forum.models import Meet, Note, Post, PostState, Voice
from hearthside.forum.rules.conversation import may_see
from hearthside.spaces.rules.standing import Standing

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Wishes = Mapping[str, str]
"""Note → `Meet`; a note that is not in it is shown."""

_CODES = tuple(Note.values)
_TALKS: dict[str, _StrOrPromise] = {
    Note.SELF_HARM: _("Talks about self-harm."),
    Note.SUICIDE: _("Talks about suicide."),
    Note.EATING: _("Talks about eating and weight."),
    Note.ABUSE: _("Talks about abuse and violence."),
    Note.SEXUAL_VIOLENCE: _("Talks about sexual violence."),
    Note.GRIEF: _("Talks about grief and death."),
    Note.PREGNANCY: _("Talks about pregnancy and loss."),
    Note.SUBSTANCE: _("Talks about alcohol and drugs."),
    Note.GAMBLING: _("Talks about gambling."),
    Note.COERCION: _("Talks about force in care."),
    Note.MEDICAL: _("Talks about illness and medical things."),
    Note.FAITH: _("Talks about faith."),
    Note.POLITICS: _("Talks about politics."),
}


def read_notes(kept: str) -> list[str]:
    """Return the codes in a column, in the order of the list."""
    there = kept.split()
    return [code for code in _CODES if code in there]


def written_notes(codes: Iterable[str]) -> str:
    """Write codes for a column, a space around each; what is no note is left out."""
    wished = set(codes)
    there = [code for code in _CODES if code in wished]
    return f" {' '.join(there)} " if there else ""


def chosen_notes(fields: Mapping[str, str]) -> list[str]:
    """Read which notes were chosen from what a form sent: a box for each, ``note-grief``."""
    return [code for code in _CODES if fields.get(f"note-{code}")]


def notes_sent(fields: Mapping[str, str]) -> str:
    """The same, written for a column."""
    return written_notes(chosen_notes(fields))


@dataclass(frozen=True, slots=True)
class NoteBox:
    """One box of the notes that a form offers."""

    name: str
    label: _StrOrPromise
    checked: bool


def boxes_for(kept: str) -> list[NoteBox]:
    """A box for each note, checked where a column holds it."""
    there = read_notes(kept)
    return [NoteBox(f"note-{note.value}", note.label, note.value in there) for note in Note]


def talks_about(kept: str) -> str:
    """Say in neutral words what the notes in a column tell."""
    return " ".join(str(_TALKS[code]) for code in read_notes(kept))


def how_to_meet(kept: str, wishes: Wishes) -> Meet:
    """How a reader with these wishes meets words with these notes: the strictest holds."""
    if not (kept and wishes):
        return Meet.SHOW
    wished = {wishes.get(code, Meet.SHOW) for code in read_notes(kept)}
    if Meet.HIDE in wished:
        return Meet.HIDE
    return Meet.FOLD if Meet.FOLD in wished else Meet.SHOW


def may_note(standing: Standing, post: Post, voice: Voice) -> Verdict:
    """Whether this person may say what a post talks about: its author, and stewards."""
    if not (seen := may_see(standing, post)):
        return seen
    if standing.is_face(voice.face_id) or standing.is_steward:
        return ALLOWED
    return Verdict("not-yours", _("Its author and the stewards choose the notes."))


def may_suggest(standing: Standing, post: Post, voice: Voice) -> Verdict:
    """Whether this person may suggest a note for somebody else's words."""
    if not (seen := may_see(standing, post)):
        return seen
    if standing.is_face(voice.face_id):
        return Verdict("oneself", _("These are your words. You can choose the notes yourself."))
    if post.state != PostState.VISIBLE:
        return Verdict("not-shown", _("These words are not shown any more."))
    return ALLOWED


SUGGESTED_ALREADY = Verdict(
    "suggested-already",
    _("This note was suggested before. The person who wrote these words decides."),
)
SUGGESTED_ONCE = Verdict(
    "suggested-once", _("You have suggested a note here already. One is enough.")
)
NO_SUCH_NOTE = Verdict("no-such-note", _("There is no such note. Choose one from the list."))
