# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing the audit trail. Entries are added, never changed."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.core.crypto.keyring import Keyring, keyring
from hearthside.core.records import wait_for_turn
from hearthside.ledger.models import Entry, Token, Verb
from hearthside.ledger.rules import FIRST_DIGEST, digest_of

_BOUND_TO = "ledger.token"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: a membership or an account by id, and the role they did it in."""

    holder_id: UUID | None
    role: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done, about whom, where and why. The reason is sealed."""

    verb: Verb
    about: UUID | None = None
    space_id: UUID | None = None
    reason_kind: str = ""
    reason: str = ""


@transaction.atomic
def record(*, by: Actor, deed: Deed, now: datetime) -> Entry:
    """Add one entry to the chain. Never refused; two writers wait for each other."""
    by_token = _token(by.holder_id, now) if by.holder_id else None
    about = _token(deed.about, now) if deed.about else None
    wait_for_turn("ledger")
    last = Entry.objects.order_by("-number").first()
    entry = Entry(
        number=last.number + 1 if last else 1,
        at=now,
        verb=deed.verb,
        by=by_token.id if by_token else None,
        by_role=by.role,
        about=about.id if about else None,
        space=deed.space_id,
        reason_kind=deed.reason_kind,
        previous=bytes(last.digest) if last else FIRST_DIGEST,
    )
    holder = about or by_token
    if deed.reason and holder:
        entry.reason = _sealed_reason(deed.reason, holder)
        entry.reason_digest = hashlib.sha256(entry.reason).digest()
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return entry


@transaction.atomic
def forget_holder(*, holder_id: UUID, now: datetime) -> int:
    """Erase the token of a membership or account, its key and the reasons it opened.

    The entries stay, and the chain stays valid; nothing joins them to anybody any more.
    Returns how many tokens went (0 or 1).
    """
    token = Token.objects.filter(holder_id=holder_id).first()
    if token is None:
        return 0
    Entry.objects.filter(about=token.id).update(reason=b"")
    Entry.objects.filter(by=token.id, about=None).update(reason=b"")
    token.delete()
    return 1


def open_reason(entry: Entry) -> str:
    """Return the reason of an entry, or empty text where it was erased or never given."""
    holder = entry.about or entry.by
    token = Token.objects.filter(id=holder).first() if holder else None
    if token is None or not entry.reason:
        return ""
    return _ring_of(token).open(bytes(entry.reason), bound_to=str(token.id)).decode()


def _token(holder_id: UUID, now: datetime) -> Token:
    key = keyring().seal(secrets.token_bytes(32), bound_to=_BOUND_TO)
    token, _ = Token.objects.get_or_create(
        holder_id=holder_id, defaults={"key": key, "made_at": now}
    )
    return token


def _sealed_reason(reason: str, token: Token) -> bytes:
    return _ring_of(token).seal(reason.encode(), bound_to=str(token.id))


def _ring_of(token: Token) -> Keyring:
    """A ring of one key: the token's own, which goes when the token goes."""
    own = keyring().open(bytes(token.key), bound_to=_BOUND_TO)
    return Keyring("t", {"t": own}, own)
