# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting a page of a conversation together for one reader."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearthside.core import clock
from hearthside.core.htmx import wants_fragment
from hearthside.core.paging import Key
from hearthside.forum.actions.places import note_read
from hearthside.forum.forms import WordsForm, new_key
from hearthside.forum.models import Post, Thread
from hearthside.forum.queries.posts import (
    Piece,
    PostsPage,
    has_news_beside,
    last_page_start,
    posts_page,
    written_since,
)
from hearthside.forum.queries.reading import OpenedThread
from hearthside.forum.rules import may_reply, may_steer
from hearthside.notices.actions.notices import clear_for_subject
from hearthside.spaces.http import MemberRequest
from hearthside.spaces.queries import KeptApart, kept_apart


def read_thread(request: MemberRequest, opened: OpenedThread, start: Key | None) -> HttpResponse:
    """Show a conversation and remember that it was read up to the end of this page."""
    form = WordsForm(
        initial={
            "text": opened.begun.words,
            "begun": opened.begun.form,
            "idempotency_key": new_key(),
            "language": get_language(),
        }
    )
    page = posts_page(opened.thread, start)
    response = _page(request, opened, page, form)
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
    apart = apart_from(request)
    shown = [piece for piece in pieces if piece.author_id not in apart.blocked]
    return {
        "posts": [_for_reader(request, piece, apart) for piece in shown],
        "answers": post.voice_id != post.thread.author_id,
        "form": WordsForm(initial={"idempotency_key": new_key(), "language": get_language()}),
        "thread": Thread(id=post.thread_id),
        "save_to": _save_to(request, post.thread_id),
        "last": Key(pieces[-1].at, pieces[-1].id),
    }


def _form_again(
    request: MemberRequest, opened: OpenedThread, form: WordsForm, *, status: int
) -> HttpResponse:
    """The form with its words and what to look at, in the place of the one that was sent."""
    context = {
        "form": form,
        "thread": opened.thread,
        "last": request.POST.get("last", ""),
        "save_to": _save_to(request, opened.thread.id),
    }
    response = render(request, "forum/_reply_form.html", context, status=status)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#reply", "outerHTML"
    return response


def _page(
    request: MemberRequest, opened: OpenedThread, page: PostsPage, form: WordsForm
) -> HttpResponse:
    apart = apart_from(request)
    context = {
        "opened": opened,
        "has_news": _has_news(opened, apart),
        "thread": opened.thread,
        "posts": _for_all(request, opened, page, apart),
        "earlier": _address(page.earlier, bool(page.earlier)),
        "later": _address(page.later, bool(page.later)),
        "last": _last(page),
        "form": form,
        "save_to": _save_to(request, opened.thread.id),
        "may_reply": may_reply(request.standing, opened.thread),
        "may_steer": may_steer(request.standing, opened.thread),
        "answers_wait": _waits(opened),
    }
    return render(request, "forum/thread.html", context)


def apart_from(request: MemberRequest) -> KeptApart:
    """Whom this reader does not meet, or meets folded. Asks only where there is anybody."""
    return kept_apart(request.member_id) if request.standing.keeps_apart else KeptApart()


def _has_news(opened: OpenedThread, apart: KeptApart) -> bool:
    """Whether there is something new for this reader, whom a block must not be told by it."""
    if not (opened.has_news and opened.read_to and apart.blocked):
        return opened.has_news
    return has_news_beside(opened.thread, opened.read_to, apart.blocked)


def _last(page: PostsPage) -> Key | None:
    """The last words of a conversation, where this page shows them."""
    if page.later or not page.pieces:
        return None
    return Key(page.pieces[-1].at, page.pieces[-1].id)


def _for_all(
    request: MemberRequest, opened: OpenedThread, page: PostsPage, apart: KeptApart
) -> SafeString:
    parts: list[str] = []
    marked = opened.read_to is None
    for piece in page.pieces:
        if piece.author_id in apart.blocked:
            continue
        if not marked and opened.read_to is not None and piece.at > opened.read_to:
            parts.append(
                format_html('<p class="post-new" id="new">{}</p>', _("New since last time"))
            )
            marked = True
        parts.append(_for_reader(request, piece, apart))
    return mark_safe("".join(parts))  # noqa: S308 — pieces are rendered by our own templates


def _for_reader(request: MemberRequest, piece: Piece, apart: KeptApart) -> SafeString:
    """Add to a post what only this reader sees: the fold of a mute, the tools of an author."""
    own = piece.author_id is not None and piece.author_id == request.member_id
    if own:
        tools = render_to_string(
            "forum/_own_tools.html", {"piece": piece, "space": request.space}, request
        )
        return mark_safe(piece.html.replace("<!--own-->", tools, 1))  # noqa: S308 — as above
    if piece.author_id in apart.muted:
        return format_html(
            '<details class="disclosure post-muted"><summary>{}</summary>{}</details>',
            _("Words from %(name)s, folded as you asked") % {"name": piece.author_name},
            mark_safe(piece.html),  # noqa: S308 — as above
        )
    return mark_safe(piece.html)  # noqa: S308 — as above


def _remember(request: MemberRequest, opened: OpenedThread, page: PostsPage) -> None:
    """Write down how far this member has read, only when that is news."""
    if not page.pieces:
        return
    upto = page.pieces[-1].at
    if opened.read_to is None or opened.read_to < upto:
        note_read(by=request.standing, thread=opened.thread, now=upto)
    if request.standing.has_notices:
        clear_for_subject(
            recipient_id=request.member_id, subject_id=opened.thread.id, now=clock.now()
        )


def _save_to(request: MemberRequest, thread_id: UUID) -> str:
    return reverse("forum:draft", args=[request.space.slug, f"thread:{thread_id}"])


def _address(key: Key | None, there: bool) -> str:
    return f"?from={key}" if there else ""


def _waits(opened: OpenedThread) -> bool:
    thread = opened.thread
    return thread.answered_at is None and thread.state == "open" and thread.kind == "conversation"
