# SPDX-License-Identifier: AGPL-3.0-or-later
"""The product made worse, one way at a time. The comparison of two worlds has to notice each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from hearthside.core.crypto.keyring import Keyring
from hearthside.forum import listeners
from hearthside.forum.actions import _steps, _unnamed, asking, clocks, leaving, mailed
from hearthside.forum.listeners import questions
from hearthside.forum.models import Place, Post, Question, Thread, Voice
from hearthside.forum.queries import following
from hearthside.forum.queries.questions import face_to_tell
from hearthside.notices import letters
from hearthside.notices.actions import notices, outward
from hearthside.notices.models import NoticeQuerySet
from hearthside.spaces.models import Membership
from hearthside.spaces.queries.standing import kept_apart

Spoil = Callable[[pytest.MonkeyPatch], None]


def wears_its_owners_face(patch: pytest.MonkeyPatch) -> None:
    """A voice without a name has the face of the member."""
    original = Voice.save

    def save(self: Voice, *args: Any, **kwargs: Any) -> None:
        if self.unnamed:
            self.face = Membership.objects.get(id=self.owner).face
        original(self, *args, **kwargs)

    patch.setattr(Voice, "save", save)


def is_told_by_name(patch: pytest.MonkeyPatch) -> None:
    """What a voice should hear is told to the member."""

    def owners(self: Place) -> tuple[UUID, UUID]:
        member = UUID(self.owner.partition(" ")[0])
        return member, member

    patch.setattr(Place, "owners", property(owners))


def notes_when_somebody_was_here(patch: pytest.MonkeyPatch) -> None:
    """Speaking without a name leaves an instant with the member."""
    original = _unnamed.unnamed_voice

    def voice(thread: Thread, by: Any, now: datetime) -> Voice:
        Membership.objects.filter(id=by.member_id).update(joined_at=now)
        return original(thread, by, now)

    patch.setattr(_steps, "unnamed_voice", voice)


def takes_its_number_from_the_member(patch: pytest.MonkeyPatch) -> None:
    """Words without a name carry a number that counts members."""
    original = Post.save

    def add(self: Any, post: Post) -> None:
        if post.voice.unnamed:
            owner = Membership.objects.get(id=post.voice.owner)
            post.notes = f" {Membership.objects.filter(name__lt=owner.name).count()} "
        original(post, force_insert=True)

    patch.setattr(type(_steps._NEW_POST), "add", add)


def marks_instead_of_letting_go(patch: pytest.MonkeyPatch) -> None:
    """What a voice was told is marked as seen at the instant at which the member looked."""

    def mark(told: NoticeQuerySet, voices: Any) -> None:
        told.filter(recipient_id__in=voices, seen_at=None).update(seen_at=notices_now())

    from hearthside.core.clock import now as notices_now  # noqa: PLC0415 — the patched one

    patch.setattr(notices, "_let_go", mark)


def asks_helpers_but_the_author(patch: pytest.MonkeyPatch) -> None:
    """Whoever waits without a name is not asked to answer themselves."""

    def left_out(thread: Thread, _question: object = None) -> frozenset[UUID]:
        author = thread.author
        return frozenset([UUID(author.owner)]) if author and author.unnamed else frozenset()

    patch.setattr("hearthside.forum.queries.clocks.not_to_be_asked", left_out)
    patch.setattr(clocks, "not_to_be_asked", left_out)


def heeds_whom_the_owner_keeps_away(patch: pytest.MonkeyPatch) -> None:
    """A voice does not hear of somebody whom its member has blocked."""
    original = following._meets

    def meets(place: Place, post: Post) -> bool:
        blocked = kept_apart(place.owners[0]).blocked
        return post.voice.membership_id not in blocked and original(place, post)

    patch.setattr(following, "_meets", meets)


def heeds_what_the_owner_wishes(patch: pytest.MonkeyPatch) -> None:
    """Mail and pushes to a voice are owed as to a member."""
    patch.setattr(outward, "is_unnamed", lambda _face: False)


def seals_only_what_was_told(patch: pytest.MonkeyPatch) -> None:
    """The seal on what is owed to a voice is longer once something was sent."""
    original = outward._sealed
    patch.setattr(outward, "_sealed", lambda told: original(told) if told else "")


def seals_a_refusal_longer(patch: pytest.MonkeyPatch) -> None:
    """Whether an asking arrived can be seen by the size of its seal."""
    patch.setattr(asking, "KEPT_BACK", "kept back, and more")


def counts_under_plain_digests(patch: pytest.MonkeyPatch) -> None:
    """Limits are counted under a digest that everybody can work out."""

    def blind(_self: Keyring, *parts: object) -> bytes:
        return hashlib.blake2b(str(parts[-1]).encode(), digest_size=12).digest()

    original = Keyring.blind
    patch.setattr(
        Keyring,
        "blind",
        lambda self, *parts: (blind if parts[0] == "throttle" else original)(self, *parts),
    )


def calls_mails_by_the_voice(patch: pytest.MonkeyPatch) -> None:
    """The Message-ID of a mail about a voice is the voice's id."""
    patch.setattr(letters, "_mark", lambda *parts: str(parts[0]))


def tells_nobody_who_left(patch: pytest.MonkeyPatch) -> None:
    """A voice hears of no more answers once its member has left."""
    original = following._meets

    def meets(place: Place, post: Post) -> bool:
        member = Membership.objects.filter(id=place.owners[0], state="active")
        return member.exists() and original(place, post)

    patch.setattr(following, "_meets", meets)


def asks_no_voice_for_whom_its_owner_keeps_away(patch: pytest.MonkeyPatch) -> None:
    """A voice is not told of a question by somebody whom its owner keeps away."""
    original = face_to_tell

    def face(question: Question) -> UUID | None:
        asker = question.post.voice.membership_id
        kept_away = question.to and asker in kept_apart(UUID(question.to.owner)).blocked
        return None if kept_away else original(question)

    for module in (questions, listeners):
        patch.setattr(module, "face_to_tell", face)


def keeps_mails_as_long_as_they_are(patch: pytest.MonkeyPatch) -> None:
    """A mail that waits can be known by the length of its seal."""
    patch.setattr(mailed, "filled_words", lambda words: words)


def hears_no_more_once_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A voice whose owner is forgotten has no place any more, and is told of nothing."""
    original = leaving._part

    def part(voices: Any) -> None:
        leaving._erase_places(voices)
        original(voices)

    patch.setattr(leaving, "_part", part)
