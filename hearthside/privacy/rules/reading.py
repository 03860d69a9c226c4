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
    "asked_first": _("Whom you asked first"),
    "at": _("When"),
    "began_at": _("Since"),
    "brings": _("What brings you here"),
    "came_at": _("Came in"),
    "changed_at": _("Changed"),
    "concerning": _("What about"),
    "confirmed": _("Confirmed"),
    "conversation": _("Conversation"),
    "correspondence": _("Messages with"),
    "country": _("Country"),
    "decided_on": _("Decided"),
    "decision": _("Decision"),
    "deed": _("What they did"),
    "device": _("Device"),
    "digest_at": _("Last round-up sent"),
    "discreet": _("Discreet tab"),
    "distance": _("How far"),
    "ended_at": _("Ended"),
    "ended_reason": _("Why it ended"),
    "ends_at": _("Ends"),
    "expires_at": _("Open until"),
    "face": _("Face"),
    "followed": _("Followed"),
    "given_at": _("Agreed"),
    "greeted_at": _("Greeted"),
    "greeting": _("Greeting"),
    "hidden": _("Hidden"),
    "kept_apart": _("Voices kept away"),
    "hoped_for": _("Hoped for"),
    "how": _("How"),
    "joined_at": _("Joined"),
    "kept_at": _("Kept"),
    "kind": _("Kind"),
    "kind_of_reason": _("Kind of reason"),
    "language": _("Language"),
    "last_here_on": _("Last here"),
    "last_used_at": _("Last used"),
    "made_at": _("Made"),
    "mail_answers": _("Mail when somebody answers"),
    "mail_belonging": _("Mail with a round-up"),
    "mail_role": _("Mail when something changes"),
    "mail_waiting": _("Mail when something waits"),
    "name": _("Name"),
    "note": _("Note"),
    "names_conversations": _("Say what conversations are called"),
    "names_space": _("Say which space"),
    "needs_none": _("Needs no answer any more"),
    "notes": _("Notes"),
    "organisation": _("Organisation"),
    "path": _("Page"),
    "paused_at": _("Taking a rest since"),
    "place": _("Where"),
    "post": _("Post"),
    "push_answers": _("Tell devices when somebody answers"),
    "push_role": _("Tell devices when something changes"),
    "push_waiting": _("Tell devices when something waits"),
    "question": _("Question"),
    "quiet_from": _("Quiet from"),
    "quiet_until": _("Quiet until"),
    "reactions": _("Reactions"),
    "read_to": _("Read up to"),
    "reason": _("Reason"),
    "rests": _("What rests"),
    "role": _("Role"),
    "said_to_be_an_adult_at": _("Said “18 or over”"),
    "seen_at": _("Seen"),
    "sign_in_name": _("Sign-in name"),
    "since": _("Since"),
    "space": _("Space"),
    "state": _("State"),
    "time_zone": _("Time zone"),
    "title": _("Title"),
    "until": _("Until"),
    "used_at": _("Used"),
    "uses_left": _("Uses left"),
    "version": _("Version"),
    "welcome": _("What a steward wrote when you were let in"),
    "where": _("Where"),
    "withdrawn_at": _("Taken back"),
    "without_my_name": _("without my name"),
    "words": _("Words"),
    "written_at": _("Written"),
}
"""What the columns of an export are called in the file that people read."""

_LOOKED: Final = _("looked at something that concerns you")
_NEUTRAL: Final[dict[str, _StrOrPromise]] = {
    Verb.REPORT_SEEN: _LOOKED,
    Verb.REPORT_CLAIMED: _LOOKED,
    Verb.REPORT_DECIDED: _("came to a decision about something that concerns you"),
    Verb.REPORT_NOTED: _LOOKED,
    Verb.REPORT_RELEASED: _LOOKED,
    Verb.LOOK_ASKED: _LOOKED,
    Verb.LOOK_GIVEN: _LOOKED,
    Verb.APPEAL_MADE: _("you asked another steward to look again"),
    Verb.APPEAL_DECIDED: _("looked again at a decision about you"),
    Verb.POST_FOLDED: _("folded a part of your words"),
    Verb.POST_PUT_BACK: _("showed words of yours again"),
    Verb.RESTRICTION_PROPOSED: _LOOKED,
    Verb.RESTRICTION_PUT_OFF: _LOOKED,
    Verb.RESTRICTION_BEGUN: _("let something rest for you for a while"),
    Verb.RESTRICTION_ENDED: _("ended what rested for you"),
    Verb.REMOVAL_PROPOSED: _LOOKED,
    Verb.REMOVAL_AGREED: _LOOKED,
    Verb.MEMBERSHIP_SEEN: _("looked at your page as staff see it"),
    Verb.MEMBERSHIP_ADMITTED: _("let you in"),
    Verb.MEMBERSHIP_DECLINED: _("declined your wish to join"),
    Verb.MEMBERSHIP_READMITTED: _("let you back in"),
    Verb.MEMBERSHIP_REMOVED: _("removed you from the space"),
    Verb.GRANT_GIVEN: _("gave you a role"),
    Verb.GRANT_ENDED: _("ended a role of yours"),
    Verb.KEEPER_MADE: _("made you a keeper"),
    Verb.KEEPER_ENDED: _("ended your role as a keeper"),
    Verb.POST_NOTED: _("chose the notes of words of yours"),
    Verb.POST_TAKEN_DOWN: _("took words of yours out of sight"),
    Verb.SEAL_ASKED: _("asked to open who you are"),
    Verb.SEAL_DECLINED: _("left it sealed who you are"),
    Verb.SEAL_OPENED: _("opened who you are, together with somebody else"),
    Verb.SEAL_SEEN: _("read who you are"),
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
