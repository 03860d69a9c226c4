# SPDX-License-Identifier: AGPL-3.0-or-later
"""What privacy answers about leaving: whose account is to close, and what stays behind."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.hooks import slot
from hearthside.core.overwriting import too_large
from hearthside.people.http import PersonRequest
from hearthside.people.models import Person
from hearthside.privacy.hooks import (
    Kept,
    Leave,
    Part,
    Subject,
    exempts,
    export_of,
    kept_how_long,
    stays_behind,
)
from hearthside.privacy.models import Departure
from hearthside.privacy.queries import departure_of
from hearthside.privacy.rules.leaving import BYTES_GO_WITHIN, UNDO_DAYS, erasures_kept_for

exempts(
    "privacy.Erasure",
    because="a blind mark of somebody who is erased already; it keeps backups from undoing it",
)


@receiver(user_logged_in)
def say_that_it_closes(request: HttpRequest, user: Person, **_kwargs: object) -> None:
    """Whoever comes back in the days before their account closes is told at once."""
    departure = departure_of(user.pk)
    if departure is None or not hasattr(request, "_messages"):
        return
    day = date_format(localtime(departure.closes_at), "DATE_FORMAT")
    messages.info(
        request,
        _("Your account closes on %(day)s. If you would like to keep it, say so in “My account”.")
        % {"day": day},
    )


@slot("people.account_first").answer
def account_closes(request: object) -> SafeString:
    """In the account, and at home: until when somebody can still stay."""
    asked: PersonRequest = request  # type: ignore[assignment]  # a slot takes any object
    departure = departure_of(asked.user.pk)
    if departure is None:
        return SafeString("")
    return render_to_string("privacy/_closes.html", {"departure": departure}, asked)


@export_of.answer
def own_departure(subject: Subject) -> list[Part]:
    """That somebody closed their account, while they can still stay."""
    if subject.membership_id is not None:
        return []
    words = {
        Leave.ERASE_ALL.value: _("They go with me"),
        Leave.KEEP_WORDS.value: _("They stay, without my name and face"),
    }
    rows = [
        {"asked_at": row.asked_at, "ends_at": row.closes_at, "words": words.get(row.how, row.how)}
        for row in Departure.objects.filter(person_id=subject.person_id)
    ]
    kept = _("Until you stay, or until your account closes.")
    return [Part("departure", _("That your account closes"), rows, _("Only you."), kept)]


@kept_how_long.answer
def kept_around_leaving() -> list[Kept]:
    """The clocks of leaving."""
    return [
        Kept(
            _("Your account, after you closed it: so long you can change your mind"),
            _days(UNDO_DAYS),
            clock="undo",
        ),
        _traces(),
        *_backups(),
        *_marks(),
    ]


@stays_behind.answer
def stays_of_an_account() -> list[Kept]:
    """What is still here of somebody who left."""
    record = _("The record of what staff did. Nothing joins it to you any more.")
    return [
        Kept(record, _("It stays.")),
        _traces(),
        *_backups(),
        *_marks(),
    ]


def _traces() -> Kept:
    """Where a table is too large to be written anew by itself, that is what people read."""
    what = _("Traces of what was erased, on the disk of this place")
    if too_large():
        return Kept(what, _("Until the people who run this place overwrite them."))
    return Kept(what, _days(BYTES_GO_WITHIN.days), clock="bytes")


def _backups() -> list[Kept]:
    days = settings.BACKUPS_KEPT_DAYS
    until = _days(days) if days else _("Until the people who run this place delete them.")
    return [Kept(_("Backups, with what was in them"), until, clock="backups" if days else "")]


def _marks() -> list[Kept]:
    """The mark itself is kept a while longer than the backups it is there for."""
    kept_for = erasures_kept_for(settings.BACKUPS_KEPT_DAYS)
    what = _("A sealed mark that an account was closed, without a name: no backup brings it back")
    until = _days(kept_for.days) if kept_for else _("As long as there are backups.")
    return [Kept(what, until, clock="marks" if kept_for else "")]


def _days(days: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
