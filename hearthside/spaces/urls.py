# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from hearthside.spaces.views import notices

app_name = "spaces"
urlpatterns: list[URLPattern | URLResolver] = [
    path("s/<slug:space>/notices/", notices.notices, name="notices"),
    path("s/<slug:space>/notices/reading/", notices.notices_reading, name="notices_reading"),
    path("s/<slug:space>/notices/<uuid:notice_id>/", notices.notice, name="notice"),
]
