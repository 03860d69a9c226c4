# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saying something kind without words. Counted, never ranked; nobody reads who it was."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.forum.models import Post, PostState, Reaction, Thread, ThreadState, Voice
from hearthside.forum.rules.conversation import may_see
from hearthside.spaces.rules.standing import Standing

HELPED = (Reaction.THANK_YOU, Reaction.HOPE)
"""What tells somebody that their words did good."""

NO_SUCH_SIGN = Verdict("no-such-sign", _("There is no such sign. Choose one under the words."))


def read_counts(kept: str) -> dict[str, int]:
    """Return how many gave what, in the order of the list, without what nobody gave."""
    pairs = dict(each.split(":") for each in kept.split())
    return {kind: int(pairs[kind]) for kind in Reaction.values if kind in pairs}


def written_counts(counts: Mapping[str, int]) -> str:
    """Write counts for the column of a post."""
    return " ".join(f"{kind}:{counts[kind]}" for kind in sorted(counts) if counts[kind] > 0)


def may_react(standing: Standing, post: Post, voice: Voice, thread: Thread) -> Verdict:
    """Whether this person may react to a post: to what others wrote and everybody sees."""
    if not (seen := may_see(standing, post)):
        return seen
    if standing.is_face(voice.face_id):
        return Verdict("oneself", _("These are your own words. Others can react to them."))
    if post.state != PostState.VISIBLE or thread.state == ThreadState.WITHDRAWN:
        return Verdict("not-shown", _("These words are not shown any more."))
    return ALLOWED
