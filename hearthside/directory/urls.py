# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from hearthside.directory.views import countries, lines, opening

app_name = "directory"
urlpatterns: list[URLPattern | URLResolver] = [
    path("keep/setup/", opening.setup, name="setup"),
    path("keep/help-words/", opening.text_list, name="texts"),
    path("keep/help-words/<slug:language>/", opening.text, name="text"),
    path("keep/countries/", countries.country_list, name="countries"),
    path("keep/countries/<slug:code>/ending/", countries.country_ending, name="country_ending"),
    path("keep/countries/<slug:code>/looking/", countries.looking, name="looking"),
    path("keep/help-lines/", lines.line_list, name="lines"),
    path("keep/help-lines/new/", lines.new_line, name="new_line"),
    path("keep/help-lines/<uuid:line_id>/", lines.line, name="line"),
    path("keep/help-lines/<uuid:line_id>/facts/", lines.facts, name="facts"),
    path("keep/help-lines/<uuid:line_id>/confirmation/", lines.confirmation, name="confirmation"),
    path("keep/help-lines/<uuid:line_id>/withdrawal/", lines.withdrawal, name="withdrawal"),
    path("keep/help-lines/<uuid:line_id>/pair/", lines.pair, name="pair"),
]
