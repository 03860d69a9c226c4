# SPDX-License-Identifier: AGPL-3.0-or-later
"""What helped me: posts that somebody keeps for themselves, with a note."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.forum.actions.bookmarks import keep_bookmark, let_go_of_bookmark
from hearthside.forum.forms import BookmarkForm
from hearthside.forum.models import Post
from hearthside.forum.queries.bookmarks import kept_of, kept_page
from hearthside.forum.queries.met_posts import Cover, cover_of, met_among
from hearthside.spaces.http import MemberRequest, member_view


@require_safe
@member_view
def kept(request: MemberRequest) -> HttpResponse:
    """Everything this member keeps, the newest first."""
    text = request.GET.get("page", "")
    number = max(1, int(text)) - 1 if text.isdecimal() and len(text) < 4 else 0
    rows, has_more = kept_page(request.standing, number)
    context = {
        "rows": rows,
        "chosen": "kept",
        "earlier": f"?page={number}" if number else "",
        "later": f"?page={number + 2}" if has_more else "",
    }
    return render(request, "forum/kept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def bookmark(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Keep one post, or change the note beside it."""
    here, cover = _post_or_404(request, post_id)
    before = kept_of(here.id, request.standing)
    initial = {"note": before.note if before else ""}
    form = BookmarkForm(request.POST) if request.method == "POST" else BookmarkForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        keep_bookmark(by=request.standing, post=here, note=note, now=clock.now())
        return HttpResponseRedirect(reverse("forum:kept", args=[request.space.slug]))
    context = {"post": here, "cover": cover, "form": form, "is_kept": before is not None}
    return render(request, "forum/bookmark.html", context, status=422 if form.errors else 200)


@require_POST
@member_view
def letting_go(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Let go of one; the post may be gone already. Pressed twice, it is the same as once."""
    if kept_of(post_id, request.standing) is None:
        get_object_or_404(Post.objects.visible_to(request.standing), id=post_id)
    let_go_of_bookmark(by=request.standing, post_id=post_id, now=clock.now())
    return HttpResponseRedirect(reverse("forum:kept", args=[request.space.slug]))


def _post_or_404(request: MemberRequest, post_id: UUID) -> tuple[Post, Cover]:
    """Return a post that this member meets, and how; one that they keep may be out of sight."""
    met = met_among([post_id], request.standing)
    posts = Post.objects.visible_to(request.standing).filter(id__in=met)
    here = get_object_or_404(posts.select_related("voice", "thread", "space", "fold"), id=post_id)
    return here, cover_of(here, met[post_id])
