# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions inside conversations for tests, asked and answered by the verbs themselves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from hearthside.forum.actions._questions import ReplyLinks
from hearthside.forum.actions.posts import write_post
from hearthside.forum.models import Post, Question, Thread
from hearthside.forum.tests.builders import make_board, make_post, make_thread, words
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_of

SEVEN = SIX_PM + timedelta(hours=1)
"""When `make_question` asks."""


def make_talk(space: Space | None = None, *, by: Membership | None = None) -> Thread:
    """A conversation that was answered five minutes after it began, so that nobody waits."""
    thread = make_thread(make_board(space or (by.space if by else None)), by=by)
    make_post(thread)
    thread.refresh_from_db()
    return thread


def make_question(
    thread: Thread,
    *,
    by: Membership | None = None,
    of: Post | None = None,
    now: datetime = SEVEN,
    unnamed: bool = False,
) -> Question:
    """Ask something in a conversation, an hour after it began."""
    said = words("And how did you sleep after that?")
    post = write_post(
        by=standing_of(by or make_member(thread.space)),
        thread=thread,
        words=said.without_a_name() if unnamed else said,
        now=now,
        links=ReplyLinks(asks=True, of=of.id if of else None),
    )
    return Question.objects.select_related("post__voice", "thread__space").get(post=post)


def make_answer(
    question: Question,
    *,
    by: Membership | None = None,
    says_so: bool = True,
    also: Collection[Question] = (),
    now: datetime = SIX_PM + timedelta(hours=2),
) -> Post:
    """Write in the conversation of a question; ``says_so``: in answer to it."""
    answers = {question.post_id, *(each.post_id for each in also)} if says_so else ()
    return write_post(
        by=standing_of(by or make_member(question.thread.space)),
        thread=question.thread,
        words=words("Better, thank you."),
        now=now,
        links=ReplyLinks(answers=frozenset(answers)),
    )


def asker_of(question: Question) -> Membership:
    """Who asked under their name."""
    assert question.post.voice.membership is not None
    return question.post.voice.membership


def fresh(post: Post) -> Post:
    """A post as it stands now, with all that hangs on it."""
    return Post.objects.select_related("voice", "thread", "space").get(id=post.id)
