# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody sees of their own account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q

from hearthside.core.crypto.keyring import keyring
from hearthside.people.models import Person, RecoveryCode, SignIn, sign_in_form
from hearthside.people.rules import code_form


@dataclass(frozen=True, slots=True)
class WaysIn:
    """How somebody can come in: counts and an address, for that person only."""

    passkeys: int
    has_authenticator: bool
    email: str
    email_confirmed: bool
    codes_left: int
    devices: int


def ways_in(person: Person, now: datetime) -> WaysIn:
    """Return the ways in of one person."""
    kinds = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    address = EmailAddress.objects.filter(user=person).order_by("-verified", "-pk").first()
    return WaysIn(
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        has_authenticator=Authenticator.Type.TOTP in kinds,
        email=address.email if address else "",
        email_confirmed=bool(address and address.verified),
        codes_left=codes_left(person.id),
        devices=SignIn.objects.filter(person=person, expire_date__gt=now).count(),
    )


def codes_left(person_id: UUID) -> int:
    """Return how many recovery codes were not used yet."""
    return RecoveryCode.objects.filter(person_id=person_id, used_at=None).count()


def sign_ins_of(person_id: UUID, now: datetime) -> list[SignIn]:
    """Return the devices somebody is signed in on, the last used first."""
    return list(
        SignIn.objects.filter(person_id=person_id, expire_date__gt=now)
        .defer("session_data")
        .order_by("-seen_on", "-began_at", "id")
    )


def name_is_taken(sign_in_name: str) -> bool:
    """Whether somebody already signs in with this name, whatever its case."""
    return Person.objects.filter(sign_in_name=sign_in_form(sign_in_name)).exists()


def code_digest(code: str) -> str:
    """Return what is kept of a recovery code: a keyed digest, useless without the keyring.

    A code is 60 random bits, so a slow password hash would add nothing but time.
    """
    return keyring().blind("recovery-code", code_form(code)).hex()


def open_code(sign_in_name: str, code: str) -> RecoveryCode | None:
    """Return the unused code of this person, or None: unknown name, wrong code, used code.

    One query in every case, so that the time taken tells nothing.
    """
    return (
        RecoveryCode.objects.filter(
            Q(used_at=None, code_hash=code_digest(code)),
            person__sign_in_name=sign_in_form(sign_in_name),
            person__is_active=True,
        )
        .select_related("person")
        .order_by("id")
        .first()
    )


def confirmed_address(person_id: UUID) -> str:
    """Return the mail address that somebody confirmed to be theirs, or empty text."""
    confirmed = EmailAddress.objects.filter(user_id=person_id, verified=True)
    return confirmed.order_by("-primary", "-pk").values_list("email", flat=True).first() or ""


def confirmed_addresses(person_id: UUID) -> list[str]:
    """Return every mail address that somebody confirmed to be theirs."""
    confirmed = EmailAddress.objects.filter(user_id=person_id, verified=True)
    return list(confirmed.values_list("email", flat=True))


def addresses_of(person_id: UUID) -> list[str]:
    """Return every mail address somebody gave, confirmed or not."""
    return list(EmailAddress.objects.filter(user_id=person_id).values_list("email", flat=True))
