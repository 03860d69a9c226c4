# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from hearthside.privacy.views import entries, export, kept, leaving

app_name = "privacy"
urlpatterns: list[URLPattern | URLResolver] = [
    path("account/data/", export.data, name="export"),
    path("account/entries/", entries.entries, name="entries"),
    path("account/kept/", kept.kept, name="kept"),
    path("account/leaving/", leaving.leaving, name="leaving"),
    path("account/leaving/staying/", leaving.staying, name="staying"),
    path("left/", leaving.left, name="left"),
    path("left/soon/", leaving.left_soon, name="left_soon"),
]
