# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps that several verbs of spaces share, each inside its caller's transaction."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from hearthside.core.text import tidy
from hearthside.core.verdicts import Refused
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import appoint, call_off
from hearthside.ledger.models import Verb
from hearthside.notices.actions.notices import Telling, notify
from hearthside.privacy.actions.consents import give_consent
from hearthside.spaces.events import GreetingDue
from hearthside.spaces.models import (
    Arrival,
    ArrivalState,
    JoinRequest,
    Keeper,
    Membership,
    MembershipState,
    RequestState,
    Space,
)
from hearthside.spaces.queries.people import lasting_stewards
from hearthside.spaces.queries.standing import keeper_standing
from hearthside.spaces.rules.joining import REMOVED, TERMS_CHANGED
from hearthside.spaces.rules.members import may_let_go
from hearthside.spaces.rules.names import NAME_TAKEN, may_be_called, name_key, tidy_name
from hearthside.spaces.rules.standing import Standing
from hearthside.spaces.rules.welcome import GREETED_WITHIN, TEAM_TOLD_AFTER

CONSENTS = ("norms", "limits")
"""What a member agrees to, kept with the version of the words."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who comes in: an account, the name and face it will carry here, and what it has read."""

    person_id: UUID
    name: str
    face: str
    agreed_version: int


def come_in(space: Space, newcomer: Newcomer, now: datetime) -> Membership:
    """Make a member of somebody who may come in; the space is locked by the caller.

    Who was here before gets the same membership back, so that whoever keeps them apart
    still does.
    """
    past = membership_of(space, newcomer.person_id)
    if past and past.state == MembershipState.ACTIVE:
        return past
    if past and past.state == MembershipState.REMOVED:
        raise Refused(REMOVED)
    require_free_name(space, newcomer.name, person_id=newcomer.person_id)
    member = _in_again(past, newcomer, now) if past else _in(space, newcomer, now)
    agree_to(member.id, newcomer.agreed_version, now)
    settle_request(space, newcomer.person_id, RequestState.ADMITTED, now)
    await_greeting(member, now)
    if keeper_standing(newcomer.person_id, now).keeps(space.organisation_id):
        _note_keeper_came(space, member, now)
    return member


def require_read(space: Space, newcomer: Newcomer) -> None:
    """Refuse an agreement to words that are no longer those of the space."""
    if newcomer.agreed_version != space.terms_version:
        raise Refused(TERMS_CHANGED)


def settle_request(
    space: Space, person_id: UUID, state: RequestState, now: datetime, answer: str = ""
) -> int:
    """Let somebody wait no more at the door. Returns how many requests waited (0 or 1)."""
    waiting = JoinRequest.objects.filter(
        space=space, person_id=person_id, state=RequestState.WAITING
    )
    return waiting.update(state=state, answer=answer, answered_at=now)


def membership_of(space: Space, person_id: UUID) -> Membership | None:
    """Return what an account is or was in a space."""
    return Membership.objects.filter(space=space, person_id=person_id).first()


def require_free_name(space: Space, name: str, *, person_id: UUID) -> None:
    """Refuse a name nobody can carry, or that somebody else has, had or has asked for here."""
    may_be_called(name).require()
    key = name_key(name)
    taken = Membership.objects.filter(space=space, name_key=key).exclude(person_id=person_id)
    asked = JoinRequest.objects.filter(space=space, name_key=key, state=RequestState.WAITING)
    if taken.exists() or asked.exclude(person_id=person_id).exists():
        raise Refused(NAME_TAKEN)


def agree_to(membership_id: UUID, version: int, now: datetime) -> None:
    """Keep that a member agreed to one version of the norms and of the limits."""
    for kind in CONSENTS:
        give_consent(holder_id=membership_id, kind=kind, version=version, now=now)


def require_steward_left(member: Membership) -> None:
    """Refuse to let a steward go when no other steward stays for good."""
    stewards = lasting_stewards(member.space_id)
    others = stewards - {member.id}
    may_let_go(member.id in stewards, len(others)).require()


def note_by_steward(by: Standing, deed: Deed, now: datetime) -> None:
    """Write into the ledger what a steward did."""
    record(by=Actor(by.member_id, "steward"), deed=deed, now=now)


def tell(space: Space, recipient_id: UUID, kind: str, page: str, now: datetime) -> None:
    """Tell a member that something happened in their space; ``page`` is the name of an address."""
    path = reverse(page, args=[space.slug])
    telling = Telling(space.id, recipient_id, kind, subject_id=space.id, path=path)
    notify(telling=telling, now=now)


def greet(by: Standing, member: Membership, words: str, now: datetime) -> None:
    """Tell somebody that they were let in; a steward's words for them stand on their own page,
    with the steward's name. Needs ``member.space`` loaded.
    """
    member.welcome = tidy(words)
    member.save(update_fields=["welcome"])
    if member.welcome:  # words of a person on coming in are a greeting
        Arrival.objects.filter(membership=member, state=ArrivalState.WAITING).update(
            state=ArrivalState.GREETED, greeted_at=now, greeter=by.member_id
        )
        call_off_greeting(member.id)
    page = "spaces:my_membership" if member.welcome else "spaces:arriving"
    tell(member.space, member.id, "let-in", page, now)


def await_greeting(member: Membership, now: datetime) -> None:
    """Note that somebody came in, and look an hour and a day later whether a person has
    greeted them."""
    arrival, _made = Arrival.objects.update_or_create(
        membership=member,
        defaults={
            "space_id": member.space_id,
            "state": ArrivalState.WAITING,
            "brings": "",
            "came_at": now,
            "greet_by": now + GREETED_WITHIN,
            "greeted_at": None,
            "greeter": None,
            "words": "",
        },
    )
    due = GreetingDue(member.space_id, arrival.id)
    soon, late = _greeting_keys(member.id)
    appoint(due, due_at=now + TEAM_TOLD_AFTER, key=soon)
    appoint(due, due_at=arrival.greet_by, key=late)


def call_off_greeting(membership_id: UUID) -> None:
    """Call off the appointments with a newcomer's greeting: they were greeted, or are gone."""
    for key in _greeting_keys(membership_id):
        call_off(key)


def _greeting_keys(membership_id: UUID) -> tuple[str, str]:
    return f"greeting-soon:{membership_id}", f"greeting:{membership_id}"


def new_secret() -> str:
    """Return what a link is opened with: 192 random bits, fit for an address."""
    return secrets.token_urlsafe(24)


def digest_of(secret: str) -> str:
    """Return what is kept of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keepers_of_all(now: datetime) -> int:
    """How many accounts keep the installation at this instant."""
    kept = Keeper.objects.filter(organisation=None, person__isnull=False)
    return kept.exclude(ends_at__lte=now).count()


def _in(space: Space, newcomer: Newcomer, now: datetime) -> Membership:
    return Membership.objects.create(
        person_id=newcomer.person_id,
        space=space,
        name=tidy_name(newcomer.name),
        name_key=name_key(newcomer.name),
        face=newcomer.face,
        agreed_version=newcomer.agreed_version,
        joined_at=now,
    )


def _in_again(member: Membership, newcomer: Newcomer, now: datetime) -> Membership:
    member.name, member.name_key = tidy_name(newcomer.name), name_key(newcomer.name)
    member.face, member.agreed_version = newcomer.face, newcomer.agreed_version
    member.state, member.joined_at = MembershipState.ACTIVE, now
    member.ended_at, member.ended_reason, member.welcome = None, "", ""
    columns = ["name", "name_key", "face", "agreed_version", "state", "joined_at"]
    member.save(update_fields=[*columns, "ended_at", "ended_reason", "welcome"])
    return member


def _note_keeper_came(space: Space, member: Membership, now: datetime) -> None:
    deed = Deed(Verb.KEEPER_JOINED, about=member.id, space_id=space.id)
    record(by=Actor(member.id, "keeper"), deed=deed, now=now)
