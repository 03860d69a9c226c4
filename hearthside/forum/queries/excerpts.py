# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines of a correspondence that one of the two showed to the stewards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string

from hearthside.core.crypto.keyring import keyring
from hearthside.forum.models import LetterExcerpt, Voice
from hearthside.forum.queries.letters import Line, letter_html
from hearthside.spaces.models import Membership


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """One line as it was shown: by whom of the two (``own``: who reported), when, and what."""

    own: bool
    at: str
    words: str
    language: str = ""


def excerpt_owner(face: UUID) -> bytes:
    """Return what stands for whoever made an excerpt; the table alone joins it to nobody."""
    return keyring().blind("letter-excerpt", face)


def packed(lines: Iterable[Line]) -> str:
    """Return chosen lines as they are sealed."""
    return _pack(
        ExcerptLine(line.is_mine, line.written_at.isoformat(), line.words, line.language)
        for line in lines
    )


def unpacked(lines: str) -> list[ExcerptLine]:
    """Return the lines of an excerpt."""
    return [ExcerptLine(**line) for line in json.loads(lines or "[]")]


def without(lines: str, *, own: bool) -> str:
    """Return an excerpt without the lines of one of the two, who took them along."""
    return _pack(line for line in unpacked(lines) if line.own != own)


def excerpt_html(excerpt: LetterExcerpt) -> str:
    """Return an excerpt as a steward reads it. Who reported stands there without a name."""
    lines = [
        {
            "own": line.own,
            "at": datetime.fromisoformat(line.at),
            "html": letter_html(line.words, agreed=False),
            "language": line.language,
        }
        for line in unpacked(excerpt.lines)
    ]
    return render_to_string("forum/_letter_excerpt.html", {"lines": lines})


def excerpt_of(excerpt_id: UUID, space_id: UUID) -> LetterExcerpt | None:
    """The excerpt that a report is about, in this space."""
    return LetterExcerpt.objects.filter(id=excerpt_id, space_id=space_id).first()


def _pack(lines: Iterable[ExcerptLine]) -> str:
    packed_lines = [asdict(line) for line in lines]
    return json.dumps(packed_lines) if packed_lines else ""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote what was shown: a member, or a voice without a name, as they are called now."""

    membership_id: UUID | None
    name: str


def author_of(excerpt: LetterExcerpt) -> Author:
    """Return whom an excerpt is about. Two queries."""
    face = [excerpt.about_face] if excerpt.about_face else []
    member = Membership.objects.filter(id__in=face).first()
    voice = Voice.objects.filter(id__in=face, unnamed=True).first()
    if member is not None:
        return Author(member.id, member.name)
    return Author(None, voice.name if voice else "")
