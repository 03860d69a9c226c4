# SPDX-License-Identifier: AGPL-3.0-or-later
"""The notices of one member, in words, and who can be reached outside the house."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from hearthside.core.paging import Page, Window, newest_first
from hearthside.ledger.models import Delivery
from hearthside.notices import hooks
from hearthside.notices.events import MailOwed, PushOwed
from hearthside.notices.hooks import Belonging, Group, Reach
from hearthside.notices.models import Notice, PushDevice, Reaching
from hearthside.notices.rules import (
    GIVE_UP,
    NOTICES_PER_PAGE,
    TRIES_AT_LEAST,
    WAITING_AT_MOST,
    Hours,
    zone_named,
)
from hearthside.people.models import Person
from hearthside.people.queries import confirmed_addresses

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True, slots=True)
class Told:
    """One notice as its reader sees it."""

    id: UUID
    words: _StrOrPromise
    at: datetime
    is_new: bool
    subject_id: UUID
    kind: str = ""
    topic: str = ""
    """What the thing is called that it is about, where the page may say so."""


def notices_of(membership_id: UUID, window: Window, voices: Collection[UUID] = ()) -> Page[Told]:
    """Return one page of a member's notices, newest first. One query.

    ``voices`` are those they speak with without their name.
    """
    own = Notice.objects.of(membership_id, voices)
    page = newest_first(own, "at", window, size=NOTICES_PER_PAGE)
    return Page(notices_told(page.rows), earlier=page.earlier, later=page.later)


def notices_told(notices: Iterable[Notice]) -> list[Told]:
    """Return notices as their reader sees them."""
    return [
        Told(n.id, words_of(n.kind, n.times), n.at, n.seen_at is None, n.subject_id, n.kind)
        for n in notices
    ]


def notices_kept(places: Mapping[UUID, str]) -> list[dict[str, object]]:
    """Return every notice to these memberships as plain rows, oldest first, for an export.

    ``places`` gives for each membership the name of its space.
    """
    kept = Notice.objects.filter(recipient_id__in=places).order_by("at", "id")
    return [
        {
            "space": places[notice.recipient_id],
            "words": str(words_of(notice.kind, notice.times)),
            "at": notice.at,
            "seen_at": notice.seen_at,
            "path": notice.path,
        }
        for notice in kept
    ]


def words_of(kind: str, times: int) -> _StrOrPromise:
    """Return what a notice says; plain words where nobody speaks for its kind any more."""
    said = (words for words in hooks.words.ask(kind, times) if words)
    return next(said, _("Something happened here that is about you."))


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person who can be reached, and what they wish."""

    person: Person
    reaching: Reaching | None
    hours: Hours

    @property
    def is_discreet(self) -> bool:
        """Whether nothing may leave the house that tells where it comes from."""
        return self.person.discreet or self.reaching is None or not self.reaching.names_space

    @property
    def is_leaving(self) -> bool:
        """Whether they closed their account: nothing reaches them, unless they stay after all."""
        return getattr(self.person, "departure", None) is not None

    @property
    def may_name_conversations(self) -> bool:
        """Whether a digest by mail may say what conversations are called."""
        return bool(not self.is_discreet and self.reaching and self.reaching.names_conversations)


def reach_of(face_id: UUID) -> Reach | None:
    """Return who is reached by something that is told to this face, or None."""
    return next((reach for reach in hooks.person_behind.ask(face_id) if reach), None)


def is_unnamed(face_id: UUID) -> bool:
    """Return whether a face is that of a voice without a name; no seal is opened."""
    return any(hooks.is_unnamed.ask(face_id))


def group_for(kind: str) -> Group:
    """Return the group of a kind of notice."""
    return next((group for group in hooks.group_of.ask(kind) if group), Group.ROLE)


def told_outside(reach: Reach, notices: Sequence[Notice]) -> list[Notice]:
    """Return those of a face's notices that may go out, as its own list inside shows them."""
    ids = [notice.id for notice in notices]
    out = {each for answer in hooks.left_out.ask(reach, ids) for each in answer} if ids else set()
    return [notice for notice in notices if notice.id not in out]


def addressee(person_id: UUID) -> Addressee | None:
    """Return a person and their wishes; None where their account is gone or closed. One query."""
    people = Person.objects.filter(id=person_id, is_active=True).select_related(
        "reaching", "departure"
    )
    person = people.first()
    if person is None:
        return None
    reaching: Reaching | None = getattr(person, "reaching", None)
    return Addressee(person, reaching, hours_of(person, reaching))


def addressee_behind(reach: Reach) -> Addressee | None:
    """Return the person behind a face and their wishes, as `addressee` does."""
    return addressee(reach.person_id)


def addresses_behind(reach: Reach) -> set[str]:
    """Return every address that the person behind a face confirmed, in small letters."""
    return {address.casefold() for address in confirmed_addresses(reach.person_id)}


def hours_of(person: Person, reaching: Reaching | None) -> Hours:
    """Return somebody's quiet hours, on their own clock."""
    zone = zone_named(person.zone)
    return Hours(zone, reaching.quiet_from, reaching.quiet_until) if reaching else Hours(zone)


def has_device(who: Addressee) -> bool:
    """Whether there is a browser of theirs that we may wake."""
    return PushDevice.objects.filter(person=who.person).exists()


def key_of(owed: MailOwed | PushOwed) -> str:
    """Return the key under which something is owed to a face."""
    return f"{'mail' if isinstance(owed, MailOwed) else 'push'}:{owed.face_id}"


def digest_key(person_id: UUID) -> str:
    """Return the key under which a digest is owed to a person."""
    return f"digest:{person_id}"


def is_given_up(key: str, due_at: datetime, now: datetime) -> bool:
    """Whether what is owed under a key was tried for a day, and often enough to say so."""
    tries = Delivery.objects.filter(key=key, done_at=None).values_list("tries", flat=True)
    return now - due_at >= GIVE_UP and max(tries, default=0) >= TRIES_AT_LEAST


def devices_of(person_id: UUID) -> list[PushDevice]:
    """Return the browsers somebody lets us wake, the newest first."""
    return list(PushDevice.objects.filter(person_id=person_id).order_by("-made_at", "id"))


@dataclass(frozen=True, slots=True)
class SpaceNews:
    """What a digest says of one face: in the house everything, outside as little as is allowed."""

    reach: Reach
    told: Sequence[_StrOrPromise]
    """What the notices say, without what they are about."""
    belonging: Belonging


def gather(reaches: Sequence[Reach], since: Mapping[Group, datetime]) -> list[SpaceNews]:
    """Return what is new to the faces of one person, face by face; nothing new, no entry.

    ``since`` says which groups are asked about, and from when on. The faces of many people
    could be asked at once: the queries do not grow with them.
    """
    faces = [reach.face_id for reach in reaches]
    unseen = Notice.objects.filter(recipient_id__in=faces, seen_at=None).order_by("at", "id")
    in_parts = _told_in_parts() if Group.BELONGING in since else set()
    wanted: dict[UUID, list[Notice]] = {}
    for notice in unseen if since else ():
        begins = since.get(group_for(notice.kind))
        if begins is not None and notice.at >= begins and notice.kind not in in_parts:
            wanted.setdefault(notice.recipient_id, []).append(notice)
    told = {
        reach.face_id: [
            words_of(notice.kind, notice.times)
            for notice in told_outside(reach, wanted.get(reach.face_id, []))
        ]
        for reach in reaches
    }
    parts = _belonging(reaches, since.get(Group.BELONGING))
    news = [
        SpaceNews(reach, told.get(reach.face_id, []), parts.get(reach.face_id, _none(reach)))
        for reach in reaches
    ]
    return [each for each in news if each.told or each.belonging != _none(each.reach)]


def _told_in_parts() -> set[str]:
    """The kinds of notices that need not be told, because a part tells what they are about."""
    return {kind for kinds in hooks.told_in_parts.ask() for kind in kinds}


def _belonging(reaches: Sequence[Reach], since: datetime | None) -> dict[UUID, Belonging]:
    """What the domains above say of each face, put together."""
    found: dict[UUID, Belonging] = {}
    answers = hooks.digest_parts.ask(reaches, since) if since and reaches else []
    for part in (part for answer in answers for part in answer):
        known = found.get(part.face_id, Belonging(part.face_id))
        found[part.face_id] = replace(
            known,
            answered=[*known.answered, *part.answered],
            waiting=[*known.waiting, *part.waiting][:WAITING_AT_MOST],
            ahead=[*known.ahead, *part.ahead],
        )
    return found


def _none(reach: Reach) -> Belonging:
    return Belonging(reach.face_id)
