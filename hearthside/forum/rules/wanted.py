# SPDX-License-Identifier: AGPL-3.0-or-later
"""What kind of answer somebody hopes for, and what that says to whoever answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.forum.models import Thread, Wanted
from hearthside.forum.rules.conversation import may_see
from hearthside.spaces.rules.standing import Standing

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

_PROMPTS: dict[str, _StrOrPromise] = {
    "": _("You do not have to fix anything. Saying that you read it helps. One word is enough."),
    Wanted.LISTEN: _("They wish that somebody listens. No advice needed. One word is enough."),
    Wanted.SIMILAR: _(
        "They wish to hear from people who know this. Say how it was for you, and leave them "
        "their own way."
    ),
    Wanted.IDEAS: _("They ask for ideas. Say what you tried and how it went. They choose."),
    Wanted.CELEBRATE: _("They have something good to tell. Be glad with them. One word is enough."),
    Wanted.SERVICE: _(
        "They look for a place or a service. Say where, and how you know it. Leave out names of "
        "people."
    ),
}
_HINTS: dict[str, _StrOrPromise] = {
    Wanted.LISTEN: _("No advice, only somebody who reads it."),
    Wanted.SIMILAR: _("You wish to hear from people who went through something like it."),
    Wanted.IDEAS: _("You would like to know what helped others."),
    Wanted.CELEBRATE: _("Something went well, small or large."),
    Wanted.SERVICE: _("You look for a place, a group or somebody who can help."),
}
_STARTERS: dict[str, tuple[_StrOrPromise, ...]] = {
    Wanted.LISTEN: (
        _("I read this, and I am here."),
        _("Thank you for telling us."),
        _("That sounds heavy. I am listening."),
        _("You do not have to carry this alone."),
    ),
}


def chosen_wanted(fields: Mapping[str, str]) -> str:
    """Read which kind of answer was chosen from what a form sent; none for anything else."""
    wanted = fields.get("wanted", "")
    return wanted if wanted in Wanted.values else ""


def prompt_for(wanted: str) -> _StrOrPromise:
    """What stands over the box in which somebody answers."""
    return _PROMPTS.get(wanted, _PROMPTS[""])


def hint_for(wanted: str) -> _StrOrPromise:
    """What a kind of answer means, for whoever chooses it."""
    return _HINTS.get(wanted, "")


def starters_for(wanted: str) -> tuple[_StrOrPromise, ...]:
    """Some words to begin an answer with. They are never posted by themselves."""
    return _STARTERS.get(wanted, ())


def may_want(standing: Standing, thread: Thread) -> Verdict:
    """Whether this person may say which kind of answer is hoped for: its author alone."""
    if not (seen := may_see(standing, thread)):
        return seen
    if thread.author is None or not standing.is_face(thread.author.face_id):
        return Verdict("not-yours", _("Only the person who began this conversation can say that."))
    return ALLOWED
