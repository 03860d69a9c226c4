# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words for one's own eyes: kept on purpose, opened again, shared in one step, let go."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.core.htmx import wants_fragment
from hearthside.core.ids import id_in
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.drafts import Unsent, keep_draft, let_go_of_draft
from hearthside.forum.actions.posts import write_post
from hearthside.forum.actions.threads import Opening, open_thread
from hearthside.forum.forms import WordsForm, new_key
from hearthside.forum.models import Board, Thread
from hearthside.forum.queries.drafts import begun_in
from hearthside.forum.queries.for_me import place_for_me, where_to_share
from hearthside.forum.queries.met import meets_author
from hearthside.spaces.http import MemberRequest, member_view

KEEP, SHARE = "keep", "share"


@require_safe
@member_view
def new(request: MemberRequest) -> HttpResponse:
    """An empty page for one's own eyes."""
    return HttpResponseRedirect(_address(request, uuid4()))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def for_me(request: MemberRequest, kept_id: UUID) -> HttpResponse:
    """Something kept for oneself: to go on writing, to keep, or to share.

    An address that nothing is kept under is an empty page: whoever asks, there is nothing to
    find out.
    """
    place = place_for_me(kept_id)
    if request.method != "POST":
        return _show(request, kept_id, WordsForm.with_begun(begun_in(place, request.standing)))
    form, unsent = WordsForm(request.POST), Unsent.sent(request.POST, place)
    if form.is_valid():
        keep_draft(by=request.standing, unsent=unsent, now=clock.now())
        if request.POST.get("deed") != SHARE:
            messages.success(request, _("This is kept. Only you can read it."))
            return HttpResponseRedirect(reverse("forum:own_posts", args=[request.space.slug]))
        try:
            address = _share(request, form)
        except Refused as refused:
            form.add_error("text", str(refused.verdict.reason))
        else:
            let_go_of_draft(by=request.standing, place=place, now=clock.now())
            messages.success(request, _("Your words are shared now."))
            return HttpResponseRedirect(address)
    return _show(request, kept_id, form)


@require_POST
@member_view
def letting_go(request: MemberRequest, kept_id: UUID) -> HttpResponse:
    """Delete something kept for oneself. Pressed twice, it is the same as once."""
    let_go_of_draft(by=request.standing, place=place_for_me(kept_id), now=clock.now())
    messages.success(request, _("It is deleted."))
    return HttpResponseRedirect(reverse("forum:own_posts", args=[request.space.slug]))


def keep_instead(request: MemberRequest, origin: str) -> HttpResponse | None:
    """Keep for its author what stands in a form, where they pressed that button and said anything.

    The form's key is the address, so that a form sent twice is kept once; what was begun there
    is let go. Nothing is posted.
    """
    if request.POST.get("deed") != KEEP or not request.POST.get("text", "").strip():
        return None
    form = WordsForm(request.POST)
    form.is_valid()
    kept_id = UUID(form.cleaned_data.get("idempotency_key") or new_key())
    unsent = Unsent.sent(request.POST, place_for_me(kept_id))
    keep_draft(by=request.standing, unsent=unsent, now=clock.now())
    let_go_of_draft(by=request.standing, place=origin, now=clock.now())
    messages.success(request, _("This is kept. Only you can read it."))
    address = f"{_address(request, kept_id)}?beside={origin}"
    if wants_fragment(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _share(request: MemberRequest, form: WordsForm) -> str:
    """Post the words where they belong; return where they stand."""
    words, now = form.words(get_language() or request.space.language), clock.now()
    kind, _colon, value = request.POST.get("where", "").partition(":")
    if kind == "thread":
        threads = Thread.objects.visible_to(request.standing)
        thread = get_object_or_404(threads, id=id_in(value))
        if not meets_author(request.standing, thread):
            raise Http404
        post = write_post(by=request.standing, thread=thread, words=words, now=now)
        return reverse("forum:post", args=[request.space.slug, post.id])
    board = get_object_or_404(Board.objects.visible_to(request.standing), id=id_in(value))
    begun = open_thread(by=request.standing, board=board, opening=Opening(words), now=now)
    return reverse("forum:thread", args=[request.space.slug, begun.id])


def _show(request: MemberRequest, kept_id: UUID, form: WordsForm) -> HttpResponse:
    beside = request.GET.get("beside", "") or request.POST.get("where", "")
    kind, _colon, value = beside.partition(":")
    boards, threads = where_to_share(request.standing, id_in(value) if kind == "thread" else None)
    context = {
        "kept_id": kept_id,
        "form": form,
        "boards": boards,
        "threads": threads,
        "beside": beside,
        "save_to": reverse("forum:draft", args=[request.space.slug, place_for_me(kept_id)]),
    }
    return render(request, "forum/for_me.html", context, status=422 if form.errors else 200)


def _address(request: MemberRequest, kept_id: UUID) -> str:
    return reverse("forum:for_me", args=[request.space.slug, kept_id])
