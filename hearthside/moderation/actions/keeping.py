# SPDX-License-Identifier: AGPL-3.0-or-later
"""What keepers see to: the person outside the team, and that the letters are read over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.models import Verb
from hearthside.moderation.models import LetterReview, OutsidePerson, Reader
from hearthside.moderation.rules.letters import LETTER_VERSION
from hearthside.spaces.models import Organisation
from hearthside.spaces.rules.standing import KeeperStanding, may_keep


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read the letters of a language, and as whom."""

    language: str
    read_as: Reader
    reviewed_by: str


@transaction.atomic
def name_outside_person(
    *, by: KeeperStanding, organisation: Organisation, name: str, reach: str, now: datetime
) -> OutsidePerson:
    """Say who outside the team takes complaints, and how to reach them.

    Raises `Refused` as `may_keep` says. An entry in the ledger.
    """
    may_keep(by, organisation.id).require()
    person, _is_new = OutsidePerson.objects.update_or_create(
        organisation=organisation, defaults={"name": name, "reach": reach, "named_at": now}
    )
    record(by=Actor(by.holder_id, "keeper"), deed=Deed(Verb.OUTSIDE_PERSON_NAMED), now=now)
    return person


@transaction.atomic
def review_letters(*, by: KeeperStanding, reading: Reading, now: datetime) -> LetterReview:
    """Say who read the letters of a language as they are now. Reading again replaces it.

    For keepers of the installation. Raises `Refused` as `may_keep` says. An entry in the ledger.
    """
    may_keep(by, None).require()
    review, _is_new = LetterReview.objects.update_or_create(
        language=reading.language,
        version=LETTER_VERSION,
        read_as=reading.read_as,
        defaults={"reviewed_by": reading.reviewed_by, "reviewed_at": now},
    )
    deed = Deed(Verb.LETTERS_REVIEWED, reason_kind=reading.language, reason=reading.reviewed_by)
    record(by=Actor(by.holder_id, "keeper"), deed=deed, now=now)
    return review
