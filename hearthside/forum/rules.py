# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may do what in conversations. Pure, and kind where the answer is no."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from hearthside.core.text import MAX_CHARACTERS, count_links
from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.forum.models import Board, Post, PostState, Thread, ThreadState, Voice
from hearthside.spaces.rules import Standing

POSTS_PER_PAGE = 20
THREADS_PER_PAGE = 25

MOST_LINKS = 5
"""More web addresses than this in one post is how advertising looks."""

BURST_POSTS = 20
BURST_WITHIN = timedelta(minutes=10)
"""A person in distress writes often; nobody writes twenty posts in ten minutes by hand."""

MOST_KEPT = 10 * MAX_CHARACTERS
"""Of words not sent yet. More than a post can be: nobody loses the end of what they wrote."""

NOT_HERE = Verdict("not-here", _("There is nothing here by that address."))


def may_see(standing: Standing, thing: Board | Thread | Post) -> Verdict:
    """Whether this person may know of a board, a conversation or a post."""
    if standing.is_member and thing.space_id == standing.space_id:
        return ALLOWED
    return NOT_HERE


def may_open_thread(standing: Standing, board: Board) -> Verdict:
    """Whether this person may begin a conversation on a board."""
    if not (seen := may_see(standing, board)):
        return seen
    if board.archived_at is not None:
        return Verdict(
            "board-archived",
            _("This board rests. You can begin your conversation on another board."),
        )
    return ALLOWED


def may_announce(standing: Standing, board: Board) -> Verdict:
    """Whether this person may post news from the stewards."""
    if not (seen := may_see(standing, board)):
        return seen
    if not standing.is_steward:
        return Verdict("not-steward", _("Only a steward can post an announcement."))
    return ALLOWED


def may_reply(standing: Standing, thread: Thread) -> Verdict:
    """Whether this person may write in a conversation."""
    if not (seen := may_see(standing, thread)):
        return seen
    if thread.state == ThreadState.CLOSED and not standing.is_steward:
        return Verdict(
            "closed",
            _("This conversation is closed to new words. You can begin another one on the board."),
        )
    if thread.state == ThreadState.WITHDRAWN:
        return Verdict("withdrawn", _("Its author has taken this conversation back."))
    return ALLOWED


def may_change(standing: Standing, post: Post, voice: Voice) -> Verdict:
    """Whether this person may change or take back these words: only their author may."""
    if not (seen := may_see(standing, post)):
        return seen
    if voice.membership_id is None or voice.membership_id != standing.membership_id:
        return Verdict("not-yours", _("Only the person who wrote this can change it."))
    if post.state == PostState.TAKEN_DOWN:
        return Verdict(
            "taken-down",
            _("A steward took these words out of sight. You can write to a steward about it."),
        )
    return ALLOWED


def may_steer(standing: Standing, thread: Thread) -> Verdict:
    """Whether this person may pin, close, open or move a conversation."""
    if not (seen := may_see(standing, thread)):
        return seen
    if not standing.is_steward:
        return Verdict("not-steward", _("Only a steward of this space can do that."))
    return ALLOWED


def may_read_history(standing: Standing, post: Post, voice: Voice) -> Verdict:
    """Whether this person may read what a post said before: its author and stewards."""
    if not (seen := may_see(standing, post)):
        return seen
    if voice.membership_id == standing.membership_id or standing.is_steward:
        return ALLOWED
    return Verdict("not-yours", _("Only its author and the stewards can read earlier versions."))


def can_be_sent(source: str, recent_posts: int) -> Verdict:
    """Whether words can be posted now. One character is enough; feeling is never a reason."""
    if not source:
        return Verdict("empty", _("There are no words here yet. One is enough."))
    if len(source) > MAX_CHARACTERS:
        return Verdict("too-long", _("This is too long for one post. You can send it in parts."))
    if (links := count_links(source)) > MOST_LINKS:
        return Verdict(
            "too-many-links",
            ngettext_lazy(
                "A post can carry up to five links, to keep advertising out. Yours has %(links)d.",
                "A post can carry up to five links, to keep advertising out. Yours has %(links)d.",
                "links",
            )
            % {"links": links},
        )
    if recent_posts >= BURST_POSTS:
        return Verdict(
            "burst",
            _("That was a lot of posts in a few minutes. Your words are kept; send them shortly."),
        )
    return ALLOWED


def is_own(standing: Standing, membership_id: UUID | None) -> bool:
    """Whether a voice is this member's own."""
    return membership_id is not None and membership_id == standing.membership_id
