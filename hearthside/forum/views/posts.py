# SPDX-License-Identifier: AGPL-3.0-or-later
"""One post: its permanent address, what can be done with it, and changing one's own words."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.core.paging import Key
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.actions.posts import change_post, restore_post, withdraw_post
from hearthside.forum.forms import WordsForm
from hearthside.forum.models import Meet, Post
from hearthside.forum.queries.drafts import begun_in
from hearthside.forum.queries.notes import notes_of, wishes_of
from hearthside.forum.queries.posts import page_start_for
from hearthside.forum.rules.conversation import may_change, may_read_history
from hearthside.forum.rules.notes import how_to_meet
from hearthside.forum.views.composing import asking_about
from hearthside.spaces.http import MemberRequest, member_view
from hearthside.spaces.queries.people import met_by
from hearthside.spaces.queries.standing import kept_apart


@require_safe
@member_view
def post(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """The permanent address of a post: on to its place in the conversation."""
    here = post_or_404(request, post_id)
    seen = Key.parse(request.GET.get("after", ""))
    return HttpResponseRedirect(place_of(request, here, seen))


@require_safe
@member_view
def options(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """What can be done with a post, on a page of its own that needs no scripting."""
    here = post_or_404(request, post_id)
    standing, author = request.standing, here.voice.membership_id
    context = {
        "post": here,
        "voice": here.voice,
        "is_own": standing.is_face(here.voice.face_id),
        "meets": author is not None and met_by(standing).filter(id=author).exists(),
        "may_change": may_change(standing, here, here.voice),
        "may_read_history": may_read_history(standing, here, here.voice),
        "place": place_of(request, here),
        "notes": notes_of(here, standing),
        "met": _met(request, here),
        **asking_about(request, here),
    }
    return render(request, "forum/post_options.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def words(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Change what one's own post says."""
    here = post_or_404(request, post_id)
    may_change(request.standing, here, here.voice).require()
    draft = begun_in(f"post:{here.id}", request.standing).words
    initial = {"text": draft or here.source, "language": here.language}
    form = WordsForm(request.POST) if request.method == "POST" else WordsForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        sent = form.words(here.language or get_language() or "")
        try:
            change_post(by=request.standing, post=here, words=sent, now=clock.now())
        except Refused as refused:
            form.add_error("text", str(refused.verdict.reason))
        else:
            return _changed(request, here)
    context = {
        "post": here,
        "form": form,
        "place": place_of(request, here),
        "save_to": _save_to(request, here),
        "draft": draft not in ("", here.source) and not form.is_bound,
    }
    return render(request, "forum/post_words.html", context, status=422 if form.errors else 200)


@require_POST
@member_view
def withdrawal(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Take own words back."""
    here = withdraw_post(by=request.standing, post=post_or_404(request, post_id), now=clock.now())
    here.thread.refresh_from_db(fields=["state"])
    if here.thread.state == "withdrawn":
        return HttpResponseRedirect(reverse("forum:mine", args=[request.space.slug]))
    return HttpResponseRedirect(place_of(request, here))


@require_POST
@member_view
def restoration(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Put own words back."""
    here = restore_post(by=request.standing, post=post_or_404(request, post_id), now=clock.now())
    return HttpResponseRedirect(place_of(request, here))


@require_safe
@member_view
def history(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """What a post said before, for its author and the stewards."""
    here = post_or_404(request, post_id)
    may_read_history(request.standing, here, here.voice).require()
    revisions = here.revisions.order_by("-replaced_at", "id")[:50]
    context = {"post": here, "revisions": revisions, "place": place_of(request, here)}
    return render(request, "forum/post_history.html", context)


def _met(request: MemberRequest, here: Post) -> Meet:
    """How this reader meets these words by their notes."""
    if not here.notes or request.standing.is_face(here.voice.face_id):
        return Meet.SHOW
    return how_to_meet(here.notes, wishes_of(request.member_id))


def post_or_404(request: MemberRequest, post_id: UUID) -> Post:
    """Return a post this person may know of; whom they keep apart stays apart."""
    apart = kept_apart(request.member_id)
    posts = Post.objects.visible_to(request.standing).exclude(
        voice__membership_id__in=apart.blocked
    )
    return get_object_or_404(posts.select_related("voice", "thread", "space"), id=post_id)


def _changed(request: MemberRequest, here: Post) -> HttpResponse:
    """Back to the post, letting go of the draft of its change."""
    keep_draft(by=request.standing, unsent=Unsent("", f"post:{here.id}"), now=clock.now())
    return HttpResponseRedirect(place_of(request, here))


def _save_to(request: MemberRequest, here: Post) -> str:
    return reverse("forum:draft", args=[request.space.slug, f"post:{here.id}"])


def place_of(request: MemberRequest, here: Post, seen: Key | None = None) -> str:
    """The address of a post in its conversation."""
    thread = reverse("forum:thread", args=[request.space.slug, here.thread_id])
    return f"{thread}?from={page_start_for(here, seen)}#p-{here.id}"
