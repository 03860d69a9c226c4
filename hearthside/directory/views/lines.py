# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keepers' pages of help lines."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.directory.actions.lines import (
    Check,
    add_line,
    change_line,
    confirm_line,
    pair_lines,
    withdraw_line,
)
from hearthside.directory.forms import CheckForm, LineForm, PairForm, WithdrawForm
from hearthside.directory.models import HelpLine
from hearthside.directory.queries.keeping import (
    kept_countries,
    kept_line,
    partner_of,
    possible_partners,
)
from hearthside.directory.rules.lines import ByKeeper, LineFacts, may_keep_directory
from hearthside.spaces.http import KeeperRequest, keeper_view


def by_keeper(request: KeeperRequest) -> ByKeeper:
    """Return who acts, as the directory's rules ask for it."""
    return ByKeeper(request.user.pk, request.keeper.keeps_installation)


@require_safe
@keeper_view
def line_list(request: KeeperRequest) -> HttpResponse:
    """Every country with its lines, how old they are, and what is missing."""
    context = {
        "countries": kept_countries(clock.now()),
        "may_keep": may_keep_directory(by_keeper(request)),
    }
    return render(request, "directory/line_list.html", context)


@require_safe
@keeper_view
def line(request: KeeperRequest, line_id: UUID) -> HttpResponse:
    """One line as people see it, and what a keeper can do with it."""
    return _line_page(request, line_id)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def new_line(request: KeeperRequest) -> HttpResponse:
    """Write down a line."""
    by = by_keeper(request)
    may_keep_directory(by).require()
    form = LineForm(request.POST or None, initial={"country": request.GET.get("country", "")})
    if request.method == "POST" and form.is_valid():
        added = add_line(by=by, facts=form.facts, now=clock.now())
        return HttpResponseRedirect(reverse("directory:line", args=[added.id]))
    status = 422 if form.errors else 200
    return render(request, "directory/line_form.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def facts(request: KeeperRequest, line_id: UUID) -> HttpResponse:
    """Change what is written about a line."""
    by = by_keeper(request)
    may_keep_directory(by).require()
    line = get_object_or_404(HelpLine.objects.in_use(), id=line_id)
    form = LineForm(request.POST or None, initial=asdict(LineFacts.of(line)))
    if request.method == "POST" and form.is_valid():
        change_line(by=by, line=line, facts=form.facts, now=clock.now())
        return HttpResponseRedirect(reverse("directory:line", args=[line.id]))
    context = {"form": form, "line": line}
    status = 422 if form.errors else 200
    return render(request, "directory/line_form.html", context, status=status)


@require_POST
@keeper_view
def confirmation(request: KeeperRequest, line_id: UUID) -> HttpResponse:
    """Say that somebody made sure of the line."""
    line = get_object_or_404(HelpLine.objects.in_use(), id=line_id)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _line_page(request, line_id, check_form=form)
    check = Check(**form.cleaned_data)
    confirm_line(by=by_keeper(request), line=line, check=check, now=clock.now())
    return HttpResponseRedirect(f"{reverse('directory:lines')}#line-{line.id}")


@require_POST
@keeper_view
def withdrawal(request: KeeperRequest, line_id: UUID) -> HttpResponse:
    """Take the line out."""
    line = get_object_or_404(HelpLine.objects.in_use(), id=line_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _line_page(request, line_id, withdraw_form=form)
    because = form.cleaned_data["because"]
    withdraw_line(by=by_keeper(request), line=line, because=because, now=clock.now())
    return HttpResponseRedirect(reverse("directory:lines"))


@require_POST
@keeper_view
def pair(request: KeeperRequest, line_id: UUID) -> HttpResponse:
    """Say which line is shown only together with this one."""
    line = get_object_or_404(HelpLine.objects.in_use(), id=line_id)
    form = PairForm(request.POST, partners=possible_partners(line))
    if not form.is_valid():
        return _line_page(request, line_id, pair_form=form)
    other = form.cleaned_data["other"]
    other_id = UUID(other) if other else None
    pair_lines(by=by_keeper(request), line=line, other_id=other_id, now=clock.now())
    return HttpResponseRedirect(reverse("directory:line", args=[line.id]))


def _line_page(
    request: KeeperRequest, line_id: UUID, **wrong: CheckForm | WithdrawForm | PairForm
) -> HttpResponse:
    now = clock.now()
    kept = kept_line(line_id, now)
    if kept is None:
        raise Http404
    partner = partner_of(kept.line)
    forms = {
        "check_form": CheckForm(initial={"on": now.date()}),
        "withdraw_form": WithdrawForm(),
        "pair_form": PairForm(
            partners=possible_partners(kept.line), initial={"other": partner and str(partner.id)}
        ),
    }
    may_keep = may_keep_directory(by_keeper(request))
    context = {"kept": kept, "partner": partner, "may_keep": may_keep, **forms, **wrong}
    return render(request, "directory/line.html", context, status=422 if wrong else 200)
