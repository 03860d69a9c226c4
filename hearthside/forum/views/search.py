# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking for words. What was looked for stands in no address, no log and no table."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hearthside.core import clock
from hearthside.core.throttle import Limit, count
from hearthside.directory.rules.distress import speaks_of_distress
from hearthside.forum.forms import SearchForm
from hearthside.forum.queries.asked import opened, sealed
from hearthside.forum.queries.search import Asked, found_page
from hearthside.forum.queries.search_index import newest_number
from hearthside.spaces.http import MemberRequest, member_view

SEARCHES = Limit("search", 120, timedelta(minutes=10))


@csrf_exempt  # nothing is changed, and under "no-referrer" browsers say no origin
@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def search(request: MemberRequest) -> HttpResponse:
    """A field for words; they go on, sealed, to the page with what was found."""
    if request.method != "POST":
        return _unreferred(render(request, "forum/search.html", {"form": SearchForm()}))
    count(SEARCHES, str(request.member_id), clock.now())
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _unreferred(render(request, "forum/search.html", {"form": form}, status=422))
    return HttpResponseRedirect(_address(request, form.cleaned_data["sought"]))


@require_safe
@member_view
def found(request: MemberRequest, asked: str) -> HttpResponse:
    """What was found, page by page; help lines above it where the words are of distress."""
    looked_for = opened(asked, request.standing, _session(request), clock.now())
    if looked_for is None:
        context: dict[str, object] = {"form": SearchForm(), "is_over": True}
        return _unreferred(render(request, "forum/search.html", context))
    number = _number(request)
    page = found_page(looked_for, request.standing, number)
    context = {
        "form": SearchForm(initial={"sought": looked_for.words}),
        "page": page,
        "in_distress": speaks_of_distress(looked_for.words),
        "meant_at": _address(request, page.meant.words) if page.meant else "",
        "earlier": f"?page={number}" if number else "",
        "later": f"?page={number + 2}" if page.has_more else "",
    }
    return _unreferred(render(request, "forum/found.html", context))


def _address(request: MemberRequest, words: str) -> str:
    asked = Asked(words, clock.now(), newest_number() + 1)
    told = sealed(asked, request.standing, _session(request))
    return reverse("forum:found", args=[request.space.slug, told])


def _session(request: HttpRequest) -> str:
    return request.session.session_key or ""


def _number(request: HttpRequest) -> int:
    """The page that was asked for, the first being 0."""
    text = request.GET.get("page", "")
    return max(1, int(text)) - 1 if text.isdecimal() and len(text) < 4 else 0


def _unreferred(response: HttpResponse) -> HttpResponse:
    """Let no page that is opened from here be told where the reader came from."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
