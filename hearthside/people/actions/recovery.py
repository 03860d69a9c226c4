# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recovery codes: made, and used to come back in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from allauth.mfa.models import Authenticator
from django.db import transaction

from hearthside.core.verdicts import Refused
from hearthside.people.actions.passwords import set_password
from hearthside.people.models import Person, RecoveryCode
from hearthside.people.queries import code_digest, open_code
from hearthside.people.rules import CODE_LENGTH, CODE_SIGNS, CODES, NO_SUCH_CODE, grouped


class SecondStep(StrEnum):
    """What becomes of the authenticator app when somebody recovers their account."""

    KEEP = "keep"
    TAKE_OFF = "take-off"
    """The device that made the codes is gone too."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """A name, a code, and the new password, hashed (see `joining.Newcomer`)."""

    sign_in_name: str
    code: str
    hashed_password: str
    second_step: SecondStep = SecondStep.KEEP


@transaction.atomic
def make_codes(*, person: Person, now: datetime) -> list[str]:
    """Give somebody ten new recovery codes and make the old ones worthless.

    Never refused. Returns the codes as they are written down; only their digests are kept.
    """
    RecoveryCode.objects.filter(person=person).delete()
    codes = ["".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, code_hash=code_digest(code), made_at=now) for code in codes
    )
    return [grouped(code) for code in codes]


@transaction.atomic
def recover(*, recovery: Recovery, now: datetime) -> Person:
    """Set a new password with a recovery code, and end every sign-in of this account.

    Raises `Refused` with "no-such-code", the same for an unknown name, a wrong code and a
    used one.
    """
    code = open_code(recovery.sign_in_name, recovery.code)
    if code is None or not _use_up(code, now):
        raise Refused(NO_SUCH_CODE)
    person = code.person
    if recovery.second_step == SecondStep.TAKE_OFF:
        Authenticator.objects.filter(user=person).delete()
    set_password(person=person, hashed_password=recovery.hashed_password, now=now)
    return person


def _use_up(code: RecoveryCode, now: datetime) -> bool:
    """Mark a code as used; False where somebody else was quicker."""
    return RecoveryCode.objects.filter(id=code.id, used_at=None).update(used_at=now) == 1
