# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coming into a space, and asking to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.records import locked
from hearthside.core.verdicts import Refused
from hearthside.spaces.actions._steps import (
    Newcomer,
    come_in,
    membership_of,
    require_free_name,
    require_read,
    settle_request,
    tell,
)
from hearthside.spaces.models import (
    JoinRequest,
    Membership,
    MembershipState,
    RequestState,
    Space,
)
from hearthside.spaces.queries.own import Doorstep, doorstep_of
from hearthside.spaces.queries.people import steward_ids
from hearthside.spaces.rules.joining import may_ask, may_join
from hearthside.spaces.rules.names import name_key, tidy_name
from hearthside.spaces.rules.standing import NOT_HERE, KeeperStanding, may_keep


@transaction.atomic
def join_space(*, space: Space, newcomer: Newcomer, now: datetime) -> Membership:
    """Come into an open space. Joining twice is the same as joining once.

    Raises `Refused` as `rules.may_join` says, when the name is taken, or when the words of
    the space changed since they were read. A keeper who comes in is an entry in the ledger.
    """
    space = locked(space)
    past = membership_of(space, newcomer.person_id)
    if past and past.state == MembershipState.ACTIVE:
        return past
    may_join(space, MembershipState(past.state) if past else None).require()
    require_read(space, newcomer)
    return come_in(space, newcomer, now)


@transaction.atomic
def join_as_keeper(
    *, by: KeeperStanding, space: Space, newcomer: Newcomer, now: datetime
) -> Membership:
    """Come in as somebody who keeps the organisation, however others come in.

    The ledger says so, and the members see that a keeper is among them. Raises `Refused`
    as `rules.may_keep` says, for a keeper who was removed too, and as `join_space` does.
    """
    space = locked(space)
    may_keep(by, space.organisation_id).require()
    require_read(space, newcomer)
    return come_in(space, newcomer, now)


@transaction.atomic
def ask_to_join(*, space: Space, newcomer: Newcomer, words: str, now: datetime) -> JoinRequest:
    """Ask the stewards to be let in. Asking twice is the same as asking once.

    The name is kept for whoever asks until there is an answer. Raises `Refused` as
    `rules.may_ask` says, when the name is taken, or when the words of the space changed.
    Tells the stewards.
    """
    space = locked(space)
    doorstep = doorstep_of(space.id, newcomer.person_id)
    if doorstep.waiting:
        return doorstep.waiting
    _require_may_ask(space, doorstep, now)
    require_read(space, newcomer)
    require_free_name(space, newcomer.name, person_id=newcomer.person_id)
    return _asked(space, newcomer, words, now)


@transaction.atomic
def ask_to_return(*, space: Space, person_id: UUID, words: str, now: datetime) -> JoinRequest:
    """Ask to come back after a removal, under the same name. Asking twice is asking once.

    Raises `Refused` as `rules.may_ask` says. Tells the stewards.
    """
    space = locked(space)
    doorstep = doorstep_of(space.id, person_id)
    if doorstep.waiting:
        return doorstep.waiting
    _require_may_ask(space, doorstep, now)
    past = membership_of(space, person_id)
    if past is None or past.state != MembershipState.REMOVED:
        raise Refused(NOT_HERE)
    same = Newcomer(person_id, past.name, past.face, past.agreed_version)
    return _asked(space, same, words, now)


@transaction.atomic
def take_request_back(*, space: Space, person_id: UUID, now: datetime) -> int:
    """Ask no longer. Returns how many requests were waiting (0 or 1)."""
    space = locked(space)
    return settle_request(space, person_id, RequestState.WITHDRAWN, now)


def _require_may_ask(space: Space, doorstep: Doorstep, now: datetime) -> None:
    may_ask(space, doorstep.state, doorstep.declined_at, now).require()


def _asked(space: Space, newcomer: Newcomer, words: str, now: datetime) -> JoinRequest:
    asked = JoinRequest.objects.create(
        space=space,
        person_id=newcomer.person_id,
        name=tidy_name(newcomer.name),
        name_key=name_key(newcomer.name),
        face=newcomer.face,
        words=words,
        agreed_version=newcomer.agreed_version,
        asked_at=now,
    )
    for steward_id in steward_ids(space.id, now):
        tell(space, steward_id, "join-request", "spaces:requests", now)
    return asked
