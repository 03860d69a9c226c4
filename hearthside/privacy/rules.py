# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of the ledger somebody reads about themselves, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from hearthside.ledger.models import Verb

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

SHOWN_AT_MOST: Final = 50
"""Entries on the page for each space, the newest; the download holds all."""

_LOOKED: Final = _("looked at something that concerns you")
_NEUTRAL: Final[dict[str, _StrOrPromise]] = {
    Verb.REPORT_SEEN: _LOOKED,
    Verb.REPORT_CLAIMED: _LOOKED,
    Verb.REPORT_DECIDED: _("came to a decision about something that concerns you"),
    Verb.MEMBERSHIP_SEEN: _("looked at your page as staff see it"),
    Verb.MEMBERSHIP_ADMITTED: _("let you in"),
    Verb.MEMBERSHIP_DECLINED: _("declined your wish to join"),
    Verb.MEMBERSHIP_READMITTED: _("let you back in"),
    Verb.MEMBERSHIP_REMOVED: _("removed you from the space"),
    Verb.GRANT_GIVEN: _("gave you a role"),
    Verb.GRANT_ENDED: _("ended a role of yours"),
    Verb.KEEPER_MADE: _("made you a keeper"),
    Verb.KEEPER_ENDED: _("ended your role as a keeper"),
    Verb.POST_TAKEN_DOWN: _("took words of yours out of sight"),
}
_KEEPS_ITS_KIND: Final = frozenset({Verb.REPORT_SEEN, Verb.REPORT_CLAIMED, Verb.REPORT_DECIDED})
_NEVER_SHOWN: Final = ("concern.", "incident.")
"""That somebody worried about a person is not told to them by a log (safety rule 12)."""

_ROLES: Final[dict[str, _StrOrPromise]] = {
    "steward": _("A steward"),
    "facilitator": _("A facilitator"),
    "greeter": _("Somebody of the welcome team"),
    "responder": _("A responder"),
    "keeper": _("A keeper"),
    "member": _("A member"),
}


def may_be_read(verb: str) -> bool:
    """Whether an entry is shown to the person it is about."""
    return not verb.startswith(_NEVER_SHOWN)


def deed_words(verb: str) -> _StrOrPromise:
    """Say to somebody what was done about them, without telling that anybody reported it."""
    labels: dict[str, _StrOrPromise] = {value: label for value, label in Verb.choices if label}
    return _NEUTRAL.get(verb, labels.get(verb, verb))


def tells_kind(verb: str) -> bool:
    """Whether the kind of reason is shown; with a report it would tell that there was one."""
    return verb not in _KEEPS_ITS_KIND


def role_words(role: str) -> _StrOrPromise:
    """Say in which role somebody acted, never who it was."""
    return _ROLES.get(role, _("Somebody with a role here"))
