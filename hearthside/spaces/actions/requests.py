# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answering those who ask to be let in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.records import locked
from hearthside.ledger.actions.entries import Deed
from hearthside.ledger.models import Verb
from hearthside.spaces.actions._steps import (
    Newcomer,
    come_in,
    greet,
    membership_of,
    note_by_steward,
)
from hearthside.spaces.actions.removals import readmit_member
from hearthside.spaces.models import JoinRequest, Membership, MembershipState, RequestState
from hearthside.spaces.queries.people import enders_of, steward_ids
from hearthside.spaces.rules.joining import may_answer, may_decline
from hearthside.spaces.rules.standing import Standing


@transaction.atomic
def admit(*, by: Standing, request: JoinRequest, words: str, now: datetime) -> Membership:
    """Let somebody in who asked. Who was removed comes back. They read ``words`` on their page.

    They agreed to the words of the space as they were when they asked; if those changed,
    they are asked again on their first visit. Raises `Refused` as `rules.may_answer` says,
    and when the name cannot be carried any more. An entry in the ledger.
    """
    space = locked(request.space)
    request = locked(request)
    may_answer(by, request).require()
    _answer(request, RequestState.ADMITTED, words, now)
    past = membership_of(space, request.person_id)
    if past and past.state == MembershipState.REMOVED:
        return readmit_member(by=by, member=past, words=words, now=now)
    newcomer = Newcomer(request.person_id, request.name, request.face, request.agreed_version)
    member = come_in(space, newcomer, now)
    note_by_steward(by, Deed(Verb.MEMBERSHIP_ADMITTED, about=member.id, space_id=space.id), now)
    greet(by, member, words, now)
    return member


@transaction.atomic
def decline(*, by: Standing, request: JoinRequest, words: str, now: datetime) -> JoinRequest:
    """Tell somebody that they are not let in now; ``words`` are for them to read.

    Raises `Refused` as `rules.may_decline` says. An entry in the ledger.
    """
    space = locked(request.space)
    request = locked(request)
    past = membership_of(space, request.person_id)
    removed_id = past.id if past and past.state == MembershipState.REMOVED else None
    may_decline(by, request, enders_of(removed_id), steward_ids(space.id, now)).require()
    _answer(request, RequestState.DECLINED, words, now)
    about = past.id if past else None
    note_by_steward(by, Deed(Verb.MEMBERSHIP_DECLINED, about=about, space_id=space.id), now)
    return request


def _answer(request: JoinRequest, state: RequestState, words: str, now: datetime) -> None:
    request.state, request.answer, request.answered_at = state, words, now
    request.save(update_fields=["state", "answer", "answered_at"])
