# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting a page of a conversation together for one reader."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hearthside.core import clock
from hearthside.core.htmx import wants_fragment
from hearthside.core.paging import Key
from hearthside.forum.actions.places import note_read
from hearthside.forum.forms import WordsForm
from hearthside.forum.models import Meet, Post, Thread, Voice
from hearthside.forum.queries.drafts import Begun
from hearthside.forum.queries.met import folded_heading
from hearthside.forum.queries.posts import (
    Piece,
    PostsPage,
    has_news_beside,
    last_page_start,
    posts_page,
    written_since,
)
from hearthside.forum.queries.questions import answered_with, open_for
from hearthside.forum.queries.reading import OpenedThread, opened_thread
from hearthside.forum.rules.conversation import may_reply, may_steer
from hearthside.forum.rules.questions import can_ask
from hearthside.forum.views.composing import Composing, QuestionBox, composing
from hearthside.forum.views.noting import Where, something_hidden, where_of
from hearthside.forum.views.readers import Reader, for_reader, reader_of
from hearthside.notices.actions.notices import clear_for_subject
from hearthside.spaces.http import MemberRequest


def read_thread(request: MemberRequest, opened: OpenedThread, start: Key | None) -> HttpResponse:
    """Show a conversation and remember that it was read up to the end of this page."""
    page = posts_page(opened.thread, start)
    response = _page(request, opened, page, WordsForm.with_begun(opened.begun))
    _remember(request, opened, page)
    return response


def page_of(
    request: MemberRequest, opened: OpenedThread, form: WordsForm, *, status: int
) -> HttpResponse:
    """Show the last page of a conversation with a form that came back; htmx gets the form alone."""
    if wants_fragment(request):
        return _form_again(request, opened, form, status=status)
    page = posts_page(opened.thread, last_page_start(opened.thread))
    response = _page(request, opened, page, form)
    response.status_code = status
    return response


def sent_answer(request: MemberRequest, post: Post) -> HttpResponse:
    """Answer a reply: for htmx on the last page what was written since, else the page with it.

    What others wrote meanwhile comes along: whoever writes counts as having read up to there.
    """
    seen = Key.parse(request.POST.get("last", ""))
    if wants_fragment(request) and seen and (pieces := written_since(post, seen)):
        if len(pieces) > 1:  # what came meanwhile is shown with it, and so is read
            thread = Thread(id=post.thread_id, space_id=post.space_id)
            note_read(by=request.standing, thread=thread, now=pieces[-1].at)
        return render(request, "forum/_sent.html", _sent(request, post, pieces))
    address = reverse("forum:post", args=[request.space.slug, post.id])
    if seen:
        address = f"{address}?after={seen}"
    if wants_fragment(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _sent(request: MemberRequest, post: Post, pieces: Sequence[Piece]) -> dict[str, object]:
    opened = opened_thread(post.thread_id, request.standing) if len(pieces) > 1 else None
    reader = reader_of(request, opened, post.voice)
    where = where_of(request, None)
    had_questions = bool(request.POST.get("asked"))
    return {
        "posts": _as_met(request, pieces, reader, where),
        "answered": answered_with(post.id) if had_questions else (),
        "composing": _composing_next(request, post, had_questions),
        "answers": post.voice_id != post.thread.author_id,
        "form": WordsForm.with_begun(Begun()),
        "thread": post.thread,
        "own_voice": post.voice,
        "save_to": _save_to(request, post.thread_id),
        "last": Key(pieces[-1].at, pieces[-1].id),
    }


def _composing_next(request: MemberRequest, post: Post, had_questions: bool) -> Composing:
    """What the emptied form offers: as before, without the questions that were answered."""
    left = open_for(request.standing, post.thread_id) if had_questions else []
    boxes = [QuestionBox(each, is_chosen=False) for each in left]
    return Composing(can_ask=can_ask(post.thread, post.voice_id), questions=boxes)


def _form_again(
    request: MemberRequest, opened: OpenedThread, form: WordsForm, *, status: int
) -> HttpResponse:
    """The form with its words and what to look at, in the place of the one that was sent."""
    context = {
        "form": form,
        "thread": opened.thread,
        "own_voice": opened.own_voice,
        "composing": composing(request, opened),
        "last": request.POST.get("last", ""),
        "save_to": _save_to(request, opened.thread.id),
    }
    response = render(request, "forum/_reply_form.html", context, status=status)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#reply", "outerHTML"
    return response


def _page(
    request: MemberRequest, opened: OpenedThread, page: PostsPage, form: WordsForm
) -> HttpResponse:
    reader = reader_of(request, opened, opened.own_voice)
    context = {
        "opened": opened,
        "own_voice": opened.own_voice,
        "has_news": _has_news(opened, reader),
        "thread": opened.thread,
        **_heading(opened, reader),
        "posts": _for_all(request, opened, page, reader),
        "earlier": _address(page.earlier, bool(page.earlier)),
        "later": _address(page.later, bool(page.later)),
        "last": _last(page),
        "form": form,
        "composing": composing(request, opened),
        "save_to": _save_to(request, opened.thread.id),
        "away": _kept_away(opened),
        "is_own": opened.author is not None and opened.author.face_id in reader.own,
        "may_reply": may_reply(request.standing, opened.thread, unnamed=opened.speaks_unnamed),
        "may_steer": may_steer(request.standing, opened.thread),
        "answers_wait": _waits(opened),
    }
    return render(request, "forum/thread.html", context)


def _heading(opened: OpenedThread, reader: Reader) -> dict[str, object]:
    met = reader.meets_opening(opened)
    return {"heading": folded_heading(opened.thread, met), "is_folded": met != Meet.SHOW}


def _kept_away(opened: OpenedThread) -> list[Voice]:
    """The voices that this reader keeps away here, so that they can be met again."""
    if not opened.away:
        return []
    kept = Voice.objects.filter(thread=opened.thread, id__in=opened.away)
    return list(kept.defer("owner", "key").order_by("name", "id"))


def _has_news(opened: OpenedThread, reader: Reader) -> bool:
    """Whether there is something new for this reader, whom a block must not be told by it."""
    if not (opened.has_news and opened.read_to and reader.blocked):
        return opened.has_news
    return has_news_beside(opened.thread, opened.read_to, reader.blocked)


def _last(page: PostsPage) -> Key | None:
    """The last words of a conversation, where this page shows them."""
    if page.later or not page.pieces:
        return None
    return Key(page.pieces[-1].at, page.pieces[-1].id)


def _for_all(
    request: MemberRequest, opened: OpenedThread, page: PostsPage, reader: Reader
) -> SafeString:
    where, read_to = where_of(request, page.first), opened.read_to
    met = [piece for piece in page.pieces if piece.author_id not in reader.blocked]
    known = [piece for piece in met if read_to is None or piece.at <= read_to]
    fresh = met[len(known) :]
    parts = _as_met(request, known, reader, where)
    if fresh:
        parts.append(format_html('<p class="post-new" id="new">{}</p>', _("New since last time")))
    parts += _as_met(request, fresh, reader, where)
    return mark_safe("".join(parts))  # noqa: S308 — pieces are rendered by our own templates


def _as_met(
    request: MemberRequest, pieces: Sequence[Piece], reader: Reader, where: Where
) -> list[SafeString]:
    """Posts in their order, without those of blocked people; one quiet line for hidden ones."""
    parts: list[SafeString] = []
    hid = False
    for piece in pieces:
        if piece.author_id in reader.blocked:
            continue
        hides = reader.meets(piece) == Meet.HIDE
        if not hides:
            parts.append(for_reader(request, piece, reader, where))
        elif not hid:
            parts.append(something_hidden())
        hid = hides
    return parts


def _remember(request: MemberRequest, opened: OpenedThread, page: PostsPage) -> None:
    """Write down how far this member has read, only when that is news."""
    if not page.pieces:
        return
    upto = page.pieces[-1].at
    if opened.read_to is None or opened.read_to < upto:
        note_read(by=request.standing, thread=opened.thread, now=upto)
    if request.standing.has_notices:
        clear_for_subject(
            recipient_id=request.member_id,
            subject_id=opened.thread.id,
            now=clock.now(),
            voices=request.standing.voices,
        )


def _save_to(request: MemberRequest, thread_id: UUID) -> str:
    return reverse("forum:draft", args=[request.space.slug, f"thread:{thread_id}"])


def _address(key: Key | None, there: bool) -> str:
    return f"?from={key}" if there else ""


def _waits(opened: OpenedThread) -> bool:
    thread = opened.thread
    return thread.answered_at is None and thread.state == "open" and thread.kind == "conversation"
