# SPDX-License-Identifier: AGPL-3.0-or-later
"""What words talk about: choosing it, suggesting it, and choosing what one meets."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearthside.core import clock
from hearthside.forum.actions.notes import (
    decline_suggestion,
    keep_wishes,
    set_notes,
    suggest_note,
    take_suggestion,
)
from hearthside.forum.actions.threads import say_what_is_wanted
from hearthside.forum.forms import WantedForm, WishesForm
from hearthside.forum.models import Thread
from hearthside.forum.queries.notes import wishes_of
from hearthside.forum.rules.notes import chosen_notes
from hearthside.forum.rules.wanted import may_want
from hearthside.forum.views.posts import post_or_404
from hearthside.spaces.http import MemberRequest, member_view


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def wishes(request: MemberRequest) -> HttpResponse:
    """How this member wishes to meet words with notes: shown, folded or not at all."""
    form = WishesForm(request.POST or None, wishes=wishes_of(request.member_id))
    if request.method == "POST" and form.is_valid():
        keep_wishes(by=request.standing, wishes=form.cleaned_data, now=clock.now())
        messages.success(request, _("It holds from now on, everywhere in this space."))
        return HttpResponseRedirect(reverse("forum:note_wishes", args=[request.space.slug]))
    status = 422 if form.errors else 200
    return render(request, "forum/note_wishes.html", {"form": form}, status=status)


@require_POST
@member_view
def post_notes(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Say what a post talks about: its author, or a steward."""
    here = post_or_404(request, post_id)
    notes = chosen_notes(request.POST)
    set_notes(by=request.standing, post=here, notes=notes, now=clock.now())
    messages.success(request, _("The notes are as you chose."))
    return _options(request, post_id)


@require_POST
@member_view
def suggestions(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Suggest a note for somebody's words."""
    here = post_or_404(request, post_id)
    note = request.POST.get("note", "")
    suggest_note(by=request.standing, post=here, note=note, now=clock.now())
    messages.success(
        request, _("Thank you. Whoever wrote it is asked. Nobody learns who suggested it.")
    )
    return _options(request, post_id)


@require_POST
@member_view
def suggestion_answer(request: MemberRequest, post_id: UUID, note: str) -> HttpResponse:
    """Take a suggested note, or leave it off for good."""
    here = post_or_404(request, post_id)
    action = take_suggestion if request.POST.get("answer") == "take" else decline_suggestion
    action(by=request.standing, post=here, note=note, now=clock.now())
    return _options(request, post_id)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def wanted(request: MemberRequest, thread_id: UUID) -> HttpResponse:
    """Say which kind of answer one hopes for in a conversation one began."""
    found = Thread.objects.visible_to(request.standing).select_related("author")
    here = get_object_or_404(found, id=thread_id)
    may_want(request.standing, here).require()
    form = WantedForm(request.POST or None, initial={"wanted": here.wanted})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["wanted"]
        say_what_is_wanted(by=request.standing, thread=here, wanted=chosen, now=clock.now())
        return HttpResponseRedirect(reverse("forum:thread", args=[request.space.slug, here.id]))
    context = {"thread": here, "form": form}
    return render(request, "forum/wanted.html", context, status=422 if form.errors else 200)


def _options(request: MemberRequest, post_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("forum:post_options", args=[request.space.slug, post_id]))
