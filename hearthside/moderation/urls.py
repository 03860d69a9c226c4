# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of moderation, below ``/s/<space>/reports/``."""

from __future__ import annotations

from django.urls import path

from hearthside.moderation.views import desk, reporting

app_name = "moderation"
urlpatterns = [
    path("", desk.reports, name="reports"),
    path("mine/", reporting.mine, name="mine"),
    path("new/<slug:kind>/<uuid:content_id>/", reporting.new_report, name="new_report"),
    path("<uuid:report_id>/", desk.report, name="report"),
    path("<uuid:report_id>/claim/", desk.claim, name="claim"),
    path("<uuid:report_id>/claim/ending/", desk.release, name="release"),
    path("<uuid:report_id>/decision/", desk.decision, name="decision"),
]
