# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may do what in conversations. Pure, and kind where the answer is no."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from hearthside.core.text import MAX_CHARACTERS, count_links
from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.forum.models import Board, Post, PostState, Thread, ThreadState, Voice
from hearthside.spaces.rules.standing import Standing, may_begin, may_write

POSTS_PER_PAGE = 20
THREADS_PER_PAGE = 25
NEW_WITHIN = timedelta(days=30)
"""How far back "new since last time" looks."""

MOST_LINKS = 5
"""More web addresses than this in one post is how advertising looks."""

BURST_POSTS = 60
BURST_WITHIN = timedelta(minutes=10)
"""Somebody in distress, and who answers them, write often and one word at a time: twenty in ten
minutes are a talk. One every ten seconds, for ten minutes, is a machine."""

TAKEN_ALONG_WITHIN = timedelta(days=3)
"""By when words without a name are gone whose author left and took their words along."""

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
    if not (free := may_begin(standing)):
        return free
    if board.archived_at is not None:
        return Verdict(
            "board-archived",
            _("This board rests. You can begin your conversation on another board."),
        )
    return ALLOWED


def may_announce(standing: Standing, board: Board, *, unnamed: bool = False) -> Verdict:
    """Whether this person may post news from the stewards: under their name only."""
    if not (seen := may_see(standing, board)):
        return seen
    if not standing.is_steward:
        return Verdict("not-steward", _("Only a steward can post an announcement."))
    if unnamed:
        return Verdict(
            "unnamed-news",
            _("News from the stewards carries a name. Your words are kept; take the mark off."),
        )
    return ALLOWED


def may_reply(standing: Standing, thread: Thread, *, unnamed: bool = False) -> Verdict:
    """Whether this person may write in a conversation.

    Without their name a steward has no more rights than anybody: it would show who speaks.
    """
    if not (seen := may_see(standing, thread)):
        return seen
    if thread.state == ThreadState.CLOSED and (unnamed or not standing.is_steward):
        return Verdict(
            "closed",
            _("This conversation is closed to new words. You can begin another one on the board."),
        )
    if thread.state == ThreadState.WITHDRAWN:
        return Verdict("withdrawn", _("Its author has taken this conversation back."))
    return may_write(standing)


def may_speak(voice: Voice | None, unnamed: bool) -> Verdict:
    """Whether this voice may say words that are meant to stand ``unnamed``.

    Who spoke under their name cannot also speak without it in the same conversation: words
    meant to be unnamed never stand under a name. The reverse is no refusal: who has spoken
    without their name here goes on so.
    """
    if unnamed and voice is not None and not voice.unnamed:
        return Verdict(
            "named-here",
            _(
                "You have spoken under your name in this conversation, so you cannot also speak "
                "without it here. Your words are not posted. You can post them under your name, "
                "or begin another conversation without it."
            ),
        )
    return ALLOWED


def may_keep_voice_apart(standing: Standing, voice: Voice) -> Verdict:
    """Whether this person may mute or block a voice without a name."""
    if not standing.is_member or voice.space_id != standing.space_id or not voice.unnamed:
        return NOT_HERE
    if standing.is_face(voice.id):
        return Verdict("oneself", _("This is you. You can only keep somebody else away."))
    return ALLOWED


def may_change(standing: Standing, post: Post, voice: Voice) -> Verdict:
    """Whether this person may change or take back these words: only their author may.

    What a steward took out of sight stays so, also where its author had taken it back before.
    """
    if not (seen := may_see(standing, post)):
        return seen
    if not standing.is_face(voice.face_id):
        return Verdict("not-yours", _("Only the person who wrote this can change it."))
    if post.state == PostState.TAKEN_DOWN or post.state_reason:
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
    if standing.is_face(voice.face_id) or standing.is_steward:
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
