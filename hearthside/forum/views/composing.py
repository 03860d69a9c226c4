# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a reply says beside its words: what it answers, and whether it asks for an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict

from hearthside.core.ids import id_in
from hearthside.forum.actions._questions import ReplyLinks
from hearthside.forum.models import Post, Question, Voice
from hearthside.forum.queries.questions import Asked, may_ask_of, open_for
from hearthside.forum.queries.reading import OpenedThread
from hearthside.forum.queries.recent import opening_post_id
from hearthside.forum.rules.conversation import may_reply
from hearthside.forum.rules.questions import can_ask, may_ask
from hearthside.spaces.http import MemberRequest

MOST_ANSWERED = 10


@dataclass(frozen=True, slots=True)
class QuestionBox:
    """The box by which somebody says that their words answer a question."""

    asked: Asked
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Composing:
    """What stands beside the box of a reply: the questions it may answer, and asking oneself.

    ``of`` is the post whose author would be asked first, and ``who`` speaks in it.
    """

    can_ask: bool
    questions: Sequence[QuestionBox] = ()
    asks: bool = False
    of: UUID | None = None
    who: Voice | None = field(default=None)
    is_first: bool = True

    @property
    def answers_one(self) -> bool:
        """Whether the words that are written now answer a question: it stands above them then."""
        return any(box.is_chosen for box in self.questions)


def composing(request: MemberRequest, opened: OpenedThread) -> Composing:
    """Put it together for one reader: as it was sent, as the address says, or as they had begun.

    Asks only where somebody hopes for an answer here, or where the address names a post.
    """
    sent = request.POST if request.method == "POST" else request.GET
    chosen = _ids(sent.getlist("answers"))
    by, own = request.standing, opened.own_voice
    asked = open_for(by, opened.thread.id) if opened.has_questions else []
    free = can_ask(opened.thread, own.id if own else None)
    of = next(iter(_ids([sent.get("of") or sent.get("whom", "")])), None) if free else None
    who = may_ask_of(by, of, opened.thread, own) if of else None
    leads_here = request.method != "POST" and who is not None
    return Composing(
        can_ask=free,
        questions=[QuestionBox(each, each.post_id in chosen) for each in asked],
        asks=leads_here or bool(sent.get("asks")) or opened.begun.asks,
        of=of if who else None,
        who=who,
        is_first=leads_here or bool(sent.get("of")),
    )


def sent_links(sent: QueryDict) -> ReplyLinks:
    """Read from what a form sent what its words ask and answer."""
    return ReplyLinks(
        asks=bool(sent.get("asks")),
        of=next(iter(_ids([sent.get("of", "")])), None),
        answers=_ids(sent.getlist("answers")[:MOST_ANSWERED]),
    )


def named_post(address: QueryDict) -> UUID | None:
    """The post that an address is about: one to answer, or one to ask about."""
    named = _ids([address.get("answers", ""), address.get("of", "")])
    return min(named, default=None)


def asking_about(request: MemberRequest, post: Post) -> dict[str, object]:
    """What `_post_question.html` needs about one post."""
    by, thread = request.standing, post.thread
    if by.is_face(post.voice.face_id):
        opens = post.id == opening_post_id(thread)
        question = Question.objects.filter(post=post).first()
        return {"question": question, "may_ask": may_ask(by, post, thread, opens=opens)}
    mine = Q(membership=by.member_id) | Q(id__in=by.voices)
    own = Voice.objects.filter(mine, thread=thread).defer("owner", "key").first()
    free = may_reply(by, thread) and can_ask(thread, own.id if own else None)
    return {"can_be_asked": bool(free) and may_ask_of(by, post.id, thread, own) is not None}


def _ids(texts: Iterable[str]) -> frozenset[UUID]:
    return frozenset(found for text in texts if (found := id_in(text)))
