# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a reader wishes to meet what others wrote, for every place that shows or sends words."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Q, Subquery, When

from hearthside.core.crypto.keyring import keyring
from hearthside.core.verdicts import Verdict
from hearthside.forum.models import Meet, Note, NoteWishes, Post, Suggestion, SuggestionState
from hearthside.forum.queries.places import batched
from hearthside.forum.rules.notes import Wishes, how_to_meet, may_note, may_suggest, read_notes
from hearthside.spaces.rules.standing import Standing

_SIZE = 512
"""Characters of the sealed wishes, whatever they are."""


def wishes_key(membership_id: UUID) -> bytes:
    """Return the blind key of what one member folds and hides."""
    return keyring().blind("note-wishes", membership_id)


def read_wishes(kept: str) -> Wishes:
    """Return opened wishes; a note that is not in them is shown."""
    return json.loads(kept) if kept else {}


def written_wishes(wishes: Wishes) -> str:
    """Write wishes, of one size whatever they are."""
    return json.dumps(
        {note: wishes[note] for note in Note.values if wishes.get(note) in (Meet.FOLD, Meet.HIDE)}
    ).ljust(_SIZE)


def wishes_of(membership_id: UUID) -> Wishes:
    """Return what a member folds and hides. One query; lists and pages have it in theirs."""
    row = NoteWishes.objects.filter(key=wishes_key(membership_id)).first()
    return read_wishes(row.kept) if row else {}


def kept_wishes(membership_id: UUID) -> Case:
    """The sealed wishes as a column of a list of conversations, beside those with notes.

    So that no list asks once more, and nothing is opened where there is nothing to compare.
    """
    rows = NoteWishes.objects.filter(key=wishes_key(membership_id))
    return Case(When(~Q(notes=""), then=Subquery(rows.values("kept")[:1])))


def met_with_notes(
    post_ids: Collection[UUID], membership_id: UUID, faces: Collection[UUID] = ()
) -> dict[UUID, Meet]:
    """How a member meets each of these posts: shown, folded (`rules.notes.talks_about`), or not
    at all. For search, digests, push and mail. One query, two for who has wishes.

    A note on the opening words holds for the whole conversation: what is said there speaks of it.
    One's own words are shown, and what was answered to them is met by its own notes; ``faces``
    are those a member speaks under without their name.
    """
    wishes = wishes_of(membership_id) if post_ids else {}
    if not wishes:
        return dict.fromkeys(post_ids, Meet.SHOW)
    own = {membership_id, *faces}
    rows = Post.objects.filter(id__in=post_ids).values_list(*_NOTED)
    met: dict[UUID, Meet] = {}
    for post, notes, more, writer, began in (
        (row[0], row[1], row[2], set(row[3:5]), set(row[5:7])) for row in rows
    ):
        said = notes if own & began else notes + more
        met[post] = Meet.SHOW if own & writer else how_to_meet(said, wishes)
    return {post: met.get(post, Meet.HIDE) for post in post_ids}


_NOTED = (
    *("id", "notes", "thread__notes", "voice_id", "voice__membership_id"),
    *("thread__author_id", "thread__author__membership_id"),
)


def who_hides(notes: str, membership_ids: Collection[UUID]) -> set[UUID]:
    """Return those of these members who do not want to meet words with these notes.

    Nothing is asked where there are no notes.
    """
    found: set[UUID] = set()
    for part in batched(membership_ids) if notes else ():
        keys = {wishes_key(each): each for each in part}
        rows = NoteWishes.objects.filter(key__in=list(keys))
        found |= {
            keys[bytes(row.key)]
            for row in rows
            if how_to_meet(notes, read_wishes(row.kept)) == Meet.HIDE
        }
    return found


@dataclass(frozen=True, slots=True)
class NotesOf:
    """What a post's page of options says about its notes, for one reader."""

    taken: frozenset[str]
    suggested: Mapping[str, str]
    may_note: Verdict
    may_suggest: Verdict

    @property
    def choices(self) -> list[tuple[Note, bool]]:
        """Every note, and whether the post carries it."""
        return [(note, note.value in self.taken) for note in Note]

    @property
    def waiting(self) -> list[Note]:
        """Suggested notes that wait for an answer."""
        return [note for note in Note if self.suggested.get(note.value) == SuggestionState.OPEN]

    @property
    def free(self) -> list[Note]:
        """Notes that can be suggested: not there, and never suggested before."""
        known = self.taken | self.suggested.keys()
        return [note for note in Note if note.value not in known]


def notes_of(post: Post, by: Standing) -> NotesOf:
    """Return what the page of options of a post, with its voice loaded, says. One query."""
    rows = Suggestion.objects.filter(post=post).values_list("note", "state")
    return NotesOf(
        taken=frozenset(read_notes(post.notes)),
        suggested=dict(rows),
        may_note=may_note(by, post, post.voice),
        may_suggest=may_suggest(by, post, post.voice),
    )
