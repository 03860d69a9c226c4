# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a conversation, beginning one, and answering in it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.core.paging import Key
from hearthside.core.records import as_read
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.actions.posts import write_post
from hearthside.forum.actions.threads import Opening, open_thread
from hearthside.forum.forms import ThreadForm, WordsForm, sent_words
from hearthside.forum.models import Board, Thread, ThreadKind
from hearthside.forum.queries.drafts import begun_in
from hearthside.forum.queries.posts import first_unread, start_at
from hearthside.forum.queries.reading import opened_thread
from hearthside.forum.rules.conversation import may_announce, may_open_thread
from hearthside.forum.views.composing import named_post, sent_links
from hearthside.forum.views.for_me import keep_instead
from hearthside.forum.views.reading import page_of, read_thread, sent_answer
from hearthside.spaces.http import MemberRequest, member_view
from hearthside.spaces.queries.standing import kept_apart


@require_safe
@member_view
def thread(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """A conversation, from its start or from where the address says."""
    opened = opened_thread(thread_id, request.standing)
    start = Key.parse(request.GET.get("from", ""))
    if request.GET.get("at") == "new":
        start = first_unread(opened.thread, opened.read_to)
    elif start is None:
        start = start_at(opened.thread, named_post(request.GET))
    return read_thread(request, opened, start)


@require_POST
@member_view
def replies(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Add words; what cannot be sent comes back with the words still in the form."""
    if kept := keep_instead(request, f"thread:{thread_id}"):
        return kept
    words = sent_words(request.POST, get_language() or request.space.language)
    here = as_read(Thread, (thread_id, request.space.id), ("id", "space_id"))
    try:
        links = sent_links(request.POST)
        post = write_post(
            by=request.standing, thread=here, words=words, now=clock.now(), links=links
        )
    except Refused as refused:
        _keep_unsent(request, f"thread:{thread_id}")
        opened = opened_thread(thread_id, request.standing)
        form = WordsForm(request.POST)
        if form.is_valid():
            form.add_error("text", str(refused.verdict.reason))
        return page_of(request, opened, form, status=422)
    return sent_answer(request, post)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def new_thread(request: MemberRequest, board: str) -> HttpResponse:
    """The form that begins a conversation, and what it sends."""
    here = get_object_or_404(Board.objects.visible_to(request.standing), slug=board)
    if kept := keep_instead(request, f"board:{here.id}"):
        return kept
    form = ThreadForm(request.POST) if request.method == "POST" else _fresh_form(request, here)
    if form.is_valid():
        try:
            begun = open_thread(
                by=request.standing, board=here, opening=_opening(request, form), now=clock.now()
            )
        except Refused as refused:
            _keep_unsent(request, f"board:{here.id}")
            form.add_error("text", str(refused.verdict.reason))
        else:
            return HttpResponseRedirect(
                reverse("forum:thread", args=[request.space.slug, begun.id])
            )
    return _show_new(request, here, form)


def _show_new(request: MemberRequest, here: Board, form: ThreadForm) -> HttpResponse:
    context = {
        "board": here,
        "form": form,
        "may_open": may_open_thread(request.standing, here),
        "may_announce": may_announce(request.standing, here),
        "save_to": reverse("forum:draft", args=[request.space.slug, f"board:{here.id}"]),
    }
    return render(request, "forum/new_thread.html", context, status=422 if form.errors else 200)


def _fresh_form(request: MemberRequest, board: Board) -> ThreadForm:
    return ThreadForm.with_begun(begun_in(f"board:{board.id}", request.standing))


def _opening(request: MemberRequest, form: ThreadForm) -> Opening:
    announced = request.POST.get("kind") == ThreadKind.ANNOUNCEMENT
    return Opening(
        form.words(get_language() or request.space.language),
        form.cleaned_data["title"],
        ThreadKind.ANNOUNCEMENT if announced else ThreadKind.CONVERSATION,
        "" if announced else form.cleaned_data["wanted"],
    )


def _keep_unsent(request: MemberRequest, place: str) -> None:
    """Keep what could not be sent now, so that it is there when the page is opened again."""
    unsent = Unsent.sent(request.POST, place)
    keep_draft(by=request.standing, unsent=unsent, now=clock.now())


def thread_or_404(request: MemberRequest, thread_id: UUID) -> Thread:
    """Return a conversation this person may know of, and meets as in lists.

    One begun by somebody they keep apart from is not there; a steward still looks after it.
    """
    found = get_object_or_404(
        Thread.objects.visible_to(request.standing).select_related("author", "board"), id=thread_id
    )
    author_id = found.author.membership_id if found.author else None
    blocked = kept_apart(request.member_id).blocked if request.standing.keeps_apart else ()
    if not request.standing.is_steward and author_id in blocked:
        raise Http404
    return found
