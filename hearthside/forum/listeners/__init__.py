# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the forum hears of, answers, and puts into the pages of those below."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from hearthside.core import clock
from hearthside.core.events import after
from hearthside.core.hooks import slot
from hearthside.forum.actions.bookmarks import forget_bookmarks
from hearthside.forum.actions.leaving import (
    erase_words,
    let_unnamed_go,
    let_voices_part,
    let_words_go,
    unname_words,
)
from hearthside.forum.actions.search import appoint_purge
from hearthside.forum.actions.voices import follow_looks
from hearthside.forum.events import PostWritten, VoicesPart, WordsGo
from hearthside.forum.models import Post, Voice
from hearthside.forum.queries.boards import board_rows
from hearthside.forum.queries.bookmarks import exported_bookmarks
from hearthside.forum.queries.digests import ANSWERED, belonging_of, voice_behind
from hearthside.forum.queries.export import exported
from hearthside.forum.queries.following import faces_following
from hearthside.forum.queries.going import faces_of
from hearthside.forum.queries.met import headings_of
from hearthside.forum.queries.questions import face_to_tell
from hearthside.forum.queries.threads import announcements, waiting_page
from hearthside.forum.queries.unmet import with_nothing_new
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.hooks import (
    Group,
    digest_parts,
    group_of,
    is_unnamed,
    person_behind,
    told_in_parts,
    words,
)
from hearthside.notices.queries import Told
from hearthside.privacy.hooks import (
    Leave,
    Part,
    Subject,
    claims,
    erase,
    export_of,
)
from hearthside.spaces.events import LooksChanged
from hearthside.spaces.hooks import not_for, topics
from hearthside.spaces.queries.own import membership_ids
from hearthside.spaces.queries.standing import kept_apart

if TYPE_CHECKING:
    from hearthside.spaces.http import MemberRequest


claims(
    "forum.Bookmark",
    "forum.Draft",
    "forum.Findable",
    "forum.Fold",
    "forum.Going",
    "forum.Pin",
    "forum.Place",
    "forum.Post",
    "forum.Revision",
    "forum.Shelf",
    "forum.Thread",
    "forum.Voice",
)


@after(PostWritten)
def tell_who_follows(event: PostWritten) -> None:
    """Tell everybody who follows a conversation that somebody wrote, but not the writer,
    and nobody who keeps apart from them or from whoever began it. Who is asked by these very
    words hears of that instead."""
    posts = Post.objects.select_related("voice", "space", "thread__author", "question__to")
    post = posts.filter(id=event.post_id).first()
    if post is None or post.state != "visible":
        return
    author = post.thread.author
    apart = kept_apart(post.voice.membership_id).blocked
    apart |= kept_apart(author.membership_id if author else None).blocked
    path = reverse("forum:thread", args=[post.space.slug, post.thread_id]) + "?at=new#new"
    question = getattr(post, "question", None)
    asked = face_to_tell(question) if question else None
    for face in faces_following(post, apart):
        if face == asked:
            continue
        telling = Telling(event.space_id, face, ANSWERED, event.thread_id, path)
        notify(telling=telling, now=post.written_at)


@after(LooksChanged)
def follow_the_looks(event: LooksChanged) -> None:
    """A name or face that somebody gave up is gone from what they said before, too."""
    follow_looks(membership_id=event.membership_id, now=clock.now())


@after(WordsGo)
def let_unnamed_words_go(event: WordsGo) -> None:
    """Words said without a name follow the person who left, at an instant of their own."""
    let_words_go(going_id=event.going_id, now=clock.now())
    appoint_purge(now=clock.now())


@after(VoicesPart)
def let_unnamed_voices_part(event: VoicesPart) -> None:
    """Who was behind words without a name that stay is forgotten, at an instant of its own."""
    let_voices_part(going_id=event.going_id, now=clock.now())
    appoint_purge(now=clock.now())


@words.answer
def words_for(kind: str, times: int) -> str | None:
    """The words of the notices the forum sends."""
    if kind == ANSWERED:
        return ngettext(
            "Somebody answered in a conversation you follow",
            "%(times)d new answers in a conversation you follow",
            times,
        ) % {"times": times}
    return None


@group_of.answer
def group_for(kind: str) -> Group | None:
    """What the notices of the forum are about."""
    return Group.ANSWERS if kind == ANSWERED else None


digest_parts.answer(belonging_of)
person_behind.answer(voice_behind)


@told_in_parts.answer
def kinds_told_by_conversations() -> list[str]:
    """Answers: a digest names their conversations. A message or a question it tells as it is."""
    return [ANSWERED]


@is_unnamed.answer
def is_voice_without_a_name(face_id: UUID) -> bool:
    """Whether a face is that of a voice without a name."""
    return Voice.objects.filter(id=face_id, unnamed=True).exists()


@not_for.answer
def answers_of_people_not_met(
    member_id: UUID, voices: Collection[UUID], told: Collection[Told]
) -> Collection[UUID]:
    """Nobody reads that somebody whom they keep apart from answered where they speak unnamed."""
    about = [each for each in told if each.kind == ANSWERED and each.is_new]
    unmet = with_nothing_new(member_id, voices, {each.subject_id for each in about})
    return [each.id for each in about if each.subject_id in unmet]


@topics.answer
def conversations_named(membership_id: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    """What the conversations are called that a member's notices are about."""
    return headings_of(membership_id, ids)


@slot("spaces.home").answer
def forum_at_home(request: object) -> SafeString:
    """Boards, announcements and who waits, on a space's home page."""
    assert isinstance(request, HttpRequest)
    standing = request.standing  # type: ignore[attr-defined]  # a MemberRequest, see spaces.http
    boards = board_rows(standing, clock.now())
    context = {
        "boards": boards,
        "begin_at": next((board for board in boards if not board.rests), None),
        "told": announcements(standing),
        "waiting": waiting_page(standing, None).rows[:3],
    }
    return render_to_string("forum/_space_home.html", context, request)


@slot("spaces.settings").answer
def link_to_boards(request: object) -> SafeString:
    """Where stewards arrange the boards."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    return render_to_string("forum/_boards_link.html", {"space": asked.space})


@export_of.answer
def own_words(subject: Subject) -> list[Part]:
    """Everything the forum keeps about a person."""
    ids = membership_ids(subject)
    return exported(ids, faces_of(ids))


@erase.answer
def words_when_leaving(subject: Subject, leave: Leave, now: datetime) -> None:
    """Words go with the person, or stay without their name, as they chose."""
    ids = membership_ids(subject)
    if leave == Leave.ERASE_ALL:
        erase_words(membership_ids=ids, now=now)
    else:
        unname_words(membership_ids=ids, now=now)
    let_unnamed_go(voice_ids=faces_of(ids), leave=leave, now=now)


@slot("forum.post_options").answer
def way_to_keep(post: object) -> SafeString:
    """Keeping a post that helped, beside what else can be done with it."""
    if not isinstance(post, Post) or post.state != "visible":
        return SafeString("")
    return render_to_string("forum/_bookmark_link.html", {"post": post})


@export_of.answer
def own_bookmarks(subject: Subject) -> list[Part]:
    """What somebody kept because it helped."""
    return exported_bookmarks(membership_ids(subject))


@erase.answer
def bookmarks_when_leaving(subject: Subject, leave: Leave, now: datetime) -> None:
    """What somebody kept goes; what the search held of them is purged from the disk, earlier
    versions of words that stay too."""
    forget_bookmarks(membership_ids=membership_ids(subject), now=now)
    appoint_purge(now=now)
