# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keepers' pages of the crisis text and of set-up."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hearthside.core import clock
from hearthside.directory.actions.opening import finish_setup, review_text
from hearthside.directory.forms import FinishForm, ReviewForm
from hearthside.directory.queries.gaps import (
    language_name,
    language_reviews,
    setup_state,
)
from hearthside.directory.queries.pages import crisis_text
from hearthside.directory.rules.lines import may_keep_directory
from hearthside.directory.views.lines import by_keeper
from hearthside.spaces.http import KeeperRequest, keeper_view


@require_safe
@keeper_view
def text_list(request: KeeperRequest) -> HttpResponse:
    """Every language, and who read its crisis text."""
    context = {"reviews": language_reviews(), "may_keep": may_keep_directory(by_keeper(request))}
    return render(request, "directory/text_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def text(request: KeeperRequest, language: str) -> HttpResponse:
    """The crisis text of one language, to read over."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    by = by_keeper(request)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reader = form.cleaned_data["reviewed_by"]
        review_text(by=by, language=language, reviewed_by=reader, now=clock.now())
        return HttpResponseRedirect(reverse("directory:texts"))
    context = {
        "form": form,
        "code": language,
        "name": language_name(language),
        "words": crisis_text(language),
        "may_keep": may_keep_directory(by),
    }
    status = 422 if form.errors else 200
    return render(request, "directory/text.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def setup(request: KeeperRequest) -> HttpResponse:
    """Set-up, step by step: what is done, what is missing, and the end of it."""
    by, now = by_keeper(request), clock.now()
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        finish_setup(by=by, finished_by=form.cleaned_data["finished_by"], now=now)
        return HttpResponseRedirect(reverse("directory:setup"))
    context = {"form": form, "state": setup_state(now), "may_keep": may_keep_directory(by)}
    status = 422 if form.errors else 200
    return render(request, "directory/setup.html", context, status=status)
