# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keepers' page of the countries this place serves."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from hearthside.core import clock
from hearthside.core.countries import country_name
from hearthside.directory.actions.countries import (
    Looked,
    enable_country,
    end_country,
    note_looking,
)
from hearthside.directory.forms import CountryForm, LookedForm
from hearthside.directory.models import Country
from hearthside.directory.queries.keeping import kept_countries
from hearthside.directory.rules.lines import may_keep_directory
from hearthside.directory.views.lines import by_keeper
from hearthside.spaces.http import KeeperRequest, keeper_view


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def country_list(request: KeeperRequest) -> HttpResponse:
    """The countries served; a new one can be added."""
    by, now = by_keeper(request), clock.now()
    form = CountryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        enable_country(by=by, code=form.cleaned_data["code"], now=now)
        return HttpResponseRedirect(reverse("directory:countries"))
    context = {
        "form": form,
        "countries": [one for one in kept_countries(now) if one.served],
        "may_keep": may_keep_directory(by),
    }
    status = 422 if form.errors else 200
    return render(request, "directory/country_list.html", context, status=status)


@require_POST
@keeper_view
def country_ending(request: KeeperRequest, code: str) -> HttpResponse:
    """Serve a country no longer."""
    end_country(by=by_keeper(request), code=code.upper(), now=clock.now())
    return HttpResponseRedirect(reverse("directory:countries"))


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def looking(request: KeeperRequest, code: str) -> HttpResponse:
    """Write down that a second way of contact was looked for and not found."""
    by, now = by_keeper(request), clock.now()
    may_keep_directory(by).require()
    country = get_object_or_404(Country, code=code.upper())
    form = LookedForm(request.POST or None, initial={"on": now.date()})
    if request.method == "POST" and form.is_valid():
        note_looking(by=by, country=country, looked=Looked(**form.cleaned_data), now=now)
        return HttpResponseRedirect(reverse("directory:countries"))
    context = {"form": form, "country": country, "name": country_name(country.code)}
    status = 422 if form.errors else 200
    return render(request, "directory/looking.html", context, status=status)
