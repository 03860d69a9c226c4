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

COLUMNS: Final[dict[str, _StrOrPromise]] = {
    "address": _("Address"),
    "agreed_version": _("Agreed to version"),
    "answer": _("Answer"),
    "answered_at": _("Answered"),
    "appearance": _("Light or dark"),
    "asked_at": _("Asked"),
    "at": _("When"),
    "began_at": _("Since"),
    "changed_at": _("Changed"),
    "concerning": _("What about"),
    "confirmed": _("Confirmed"),
    "conversation": _("Conversation"),
    "country": _("Country"),
    "decided_on": _("Decided"),
    "decision": _("Decision"),
    "deed": _("What they did"),
    "device": _("Device"),
    "discreet": _("Discreet tab"),
    "distance": _("How far"),
    "ended_at": _("Ended"),
    "ended_reason": _("Why it ended"),
    "ends_at": _("Ends"),
    "expires_at": _("Open until"),
    "face": _("Face"),
    "followed": _("Followed"),
    "given_at": _("Agreed"),
    "hidden": _("Hidden"),
    "joined_at": _("Joined"),
    "kept_at": _("Kept"),
    "kind": _("Kind"),
    "kind_of_reason": _("Kind of reason"),
    "language": _("Language"),
    "last_here_on": _("Last here"),
    "last_used_at": _("Last used"),
    "made_at": _("Made"),
    "name": _("Name"),
    "organisation": _("Organisation"),
    "path": _("Page"),
    "place": _("Where"),
    "post": _("Post"),
    "read_to": _("Read up to"),
    "reason": _("Reason"),
    "role": _("Role"),
    "said_to_be_an_adult_at": _("Said “18 or over”"),
    "seen_at": _("Seen"),
    "sign_in_name": _("Sign-in name"),
    "since": _("Since"),
    "space": _("Space"),
    "state": _("State"),
    "time_zone": _("Time zone"),
    "until": _("Until"),
    "used_at": _("Used"),
    "uses_left": _("Uses left"),
    "version": _("Version"),
    "welcome": _("What a steward wrote when you were let in"),
    "where": _("Where"),
    "withdrawn_at": _("Taken back"),
    "words": _("Words"),
    "written_at": _("Written"),
}
"""What the columns of an export are called in the file that people read."""

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
