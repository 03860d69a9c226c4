# SPDX-License-Identifier: AGPL-3.0-or-later
"""What privacy hears of and answers. It speaks for people and the ledger, which lie below it."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import clock
from hearthside.core.hooks import slot
from hearthside.core.mail_folder import KEPT_FOR as MAILS_KEPT_FOR
from hearthside.ledger.rules import KEEP_DONE
from hearthside.people.models import Person, RecoveryCode
from hearthside.people.queries import sign_ins_of
from hearthside.privacy.actions.erasures import note_erasure
from hearthside.privacy.actions.leaving import forget_holders
from hearthside.privacy.actions.overwriting import appoint_overwriting
from hearthside.privacy.hooks import (
    Kept,
    Leave,
    Part,
    Subject,
    claims,
    erase,
    export_of,
    kept_how_long,
)
from hearthside.privacy.models import Consent, OpeningState, SealOpening
from hearthside.privacy.queries import entries_about, holders_within

claims(
    "account.EmailAddress",
    "account.EmailConfirmation",
    "ledger.Token",
    "mfa.Authenticator",
    "people.Person",
    "people.RecoveryCode",
    "people.SignIn",
    "privacy.Consent",
    "privacy.Departure",
    "privacy.SealOpening",
)


@export_of.answer
def own_account(subject: Subject) -> list[Part]:
    """The account itself, and every way into it; secrets and digests are left out."""
    if subject.membership_id is not None:
        return []
    person = Person.objects.filter(id=subject.person_id).first()
    if person is None:
        return []
    return [_account(person), _sign_ins(person), _codes(person), _addresses(person), _keys(person)]


@export_of.answer
def own_consents(subject: Subject) -> list[Part]:
    """What somebody agreed to."""
    rows = [
        {
            "where": holder.where,
            "kind": consent.kind,
            "version": consent.version,
            "given_at": consent.given_at,
            "withdrawn_at": consent.withdrawn_at,
        }
        for holder in holders_within(subject)
        for consent in Consent.objects.filter(holder_id=holder.id).order_by("given_at", "id")
    ]
    return [Part("consents", _("What you agreed to"), rows, _only_you(), _until_closing())]


@export_of.answer
def own_entries(subject: Subject) -> list[Part]:
    """What staff did about somebody. Never a name."""
    rows = [
        {
            "where": holder.where,
            "at": entry.at,
            "role": str(entry.role),
            "deed": str(entry.deed),
            "kind_of_reason": entry.kind,
        }
        for holder in holders_within(subject)
        for entry in entries_about(holder.id)
    ]
    kept = _("The record stays. When you close your account, nothing joins it to you any more.")
    return [Part("entries", _("What staff did about you"), rows, _("You, and the keepers."), kept)]


@export_of.answer
def own_openings(subject: Subject) -> list[Part]:
    """When a seal was opened behind which this person stands, and why. Never by whom."""
    ids = {holder.id: holder.where for holder in holders_within(subject)}
    opened = SealOpening.objects.filter(subject_id__in=ids, state=OpeningState.OPENED)
    rows = [
        {
            "where": ids[row.subject_id],
            "name": row.label,
            "at": row.answered_at,
            "reason": row.reason,
        }
        for row in opened.order_by("answered_at", "id")
    ]
    title = _("When it was opened who you are")
    return [Part("openings", title, rows, _("You, and the two who did it."), _until_closing())]


@erase.answer
def erase_agreements(subject: Subject, leave: Leave, now: datetime) -> None:
    """One membership ends: its agreements and its token go. For accounts, `leave` sees to it."""
    if subject.membership_id is not None:
        forget_holders(ids=[subject.membership_id], now=now)
        note_erasure(of=subject.membership_id, how=leave, now=now)
        appoint_overwriting(now=now)


@kept_how_long.answer
def kept_of_an_account() -> list[Kept]:
    """How long what belongs to an account is kept, and what is on record."""
    days = KEEP_DONE.days
    return [
        Kept(
            _("What happened, on its way to those it concerns: ids and times, no words"),
            ngettext("%(days)d day", "%(days)d days", days) % {"days": days},
            clock="deliveries",
        ),
        Kept(
            _("Where you are signed in"),
            _("Until you sign out, or sixty days after you were last here."),
            clock="sign-ins",
        ),
        Kept(
            _("How often somebody tried to sign in, so that nobody guesses a password"),
            _("Two hours. Counted without a name or a whole address."),
            clock="limits",
        ),
        *_mails(),
        Kept(_("Your account and what you agreed to"), _until_closing()),
        Kept(
            _("The record of what staff did"),
            _("The record stays. When you close your account, nothing joins it to you any more."),
        ),
    ]


@slot("people.account").answer
def links_in_account(_thing: object) -> SafeString:
    """Where somebody's data, the record about them and the way out are."""
    return render_to_string("privacy/_account_links.html")


def _mails() -> list[Kept]:
    """Where mail goes out, it is kept by whoever receives it."""
    if settings.MAIL_GOES_OUT:
        return []
    days = MAILS_KEPT_FOR.days
    until = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    return [Kept(_("Mails, as long as they go into a folder here"), until, clock="mails")]


def _account(person: Person) -> Part:
    row = {
        "sign_in_name": person.sign_in_name,
        "language": person.language,
        "time_zone": person.zone,
        "country": person.country,
        "appearance": str(person.get_appearance_display()),
        "discreet": person.discreet,
        "joined_at": person.joined_at,
        "said_to_be_an_adult_at": person.adult_said_at,
    }
    return Part("account", _("Your account"), [row], _only_you(), _until_closing())


def _sign_ins(person: Person) -> Part:
    rows = [
        {"device": row.device, "began_at": row.began_at, "last_here_on": row.seen_on}
        for row in sign_ins_of(person.id, clock.now())
    ]
    kept = _("Until you sign out, or sixty days after you were last here.")
    return Part("sign_ins", _("Where you are signed in"), rows, _only_you(), kept)


def _codes(person: Person) -> Part:
    rows = [
        {"made_at": code.made_at, "used_at": code.used_at}
        for code in RecoveryCode.objects.filter(person=person).order_by("used_at", "id")
    ]
    kept = _("Until you make new ones.")
    return Part("recovery_codes", _("Your recovery codes"), rows, _("Nobody."), kept)


def _addresses(person: Person) -> Part:
    rows = [
        {"address": address.email, "confirmed": address.verified}
        for address in EmailAddress.objects.filter(user=person).order_by("email")
    ]
    return Part("email", _("Your e-mail address"), rows, _only_you(), _("Until you take it off."))


def _keys(person: Person) -> Part:
    rows = [
        {
            "kind": str(key.get_type_display()),
            "name": str(key),
            "made_at": key.created_at,
            "last_used_at": key.last_used_at,
        }
        for key in Authenticator.objects.filter(user=person).order_by("created_at", "id")
    ]
    title = _("Passkeys and authenticator app")
    return Part("keys", title, rows, _only_you(), _("Until you take them off."))


def _only_you() -> str:
    return _("Only you.")


def _until_closing() -> str:
    return _("Until you close your account.")
