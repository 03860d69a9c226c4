# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of moderation: below ``/s/<space>/``, and of keepers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from hearthside.moderation.views import (
    desk,
    files,
    keeping,
    numbers,
    own,
    proposals,
    reporting,
)

app_name = "moderation"

_file: list[URLPattern | URLResolver] = [
    path("", desk.report, name="report"),
    path("claim/", files.claim, name="claim"),
    path("claim/ending/", files.release, name="release"),
    path("decision/", desk.decision, name="decision"),
    path("notes/", files.notes, name="notes"),
    path("looks/", files.looks, name="looks"),
    path("proposal/", proposals.from_file, name="file_proposal"),
]

_space: list[URLPattern | URLResolver] = [
    path("reports/", desk.reports, name="reports"),
    path("reports/mine/", reporting.mine, name="mine"),
    path("reports/new/<slug:kind>/<uuid:content_id>/", reporting.new_report, name="new_report"),
    path("reports/looks/<uuid:look_id>/", files.look, name="look"),
    path("reports/changed/<uuid:measure_id>/", files.changed, name="changed"),
    path("reports/proposals/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("reports/proposals/<uuid:proposal_id>/waiting/", proposals.waiting, name="stop"),
    path("reports/proposals/<uuid:proposal_id>/agreement/", proposals.agreement, name="agree"),
    path("reports/proposals/<uuid:proposal_id>/ending/", proposals.ending, name="end"),
    path("reports/<uuid:report_id>/", include(_file)),
    path("people/<uuid:member_id>/proposal/", proposals.from_person, name="member_proposal"),
    path("decisions/", own.decisions, name="decisions"),
    path("decisions/<uuid:measure_id>/", own.measure, name="measure"),
    path("decisions/<uuid:measure_id>/agreement/", own.agreement, name="agreement"),
    path("decisions/<uuid:measure_id>/appeal/", own.appeal, name="appeal"),
    path("decisions/<slug:kind>/<uuid:content_id>/", own.about_words, name="decision_of"),
    path("transparency/", numbers.transparency, name="transparency"),
]

_keep: list[URLPattern | URLResolver] = [
    path("letters/", keeping.letters, name="letters"),
    path("letters/<slug:language>/", keeping.letter, name="letter"),
    path(
        "organisations/<uuid:organisation_id>/outside-person/",
        keeping.outside_person,
        name="outside_person",
    ),
    path("spaces/<uuid:space_id>/transparency/", numbers.for_keepers, name="keep_transparency"),
    path("proposals/<uuid:proposal_id>/", proposals.for_keepers, name="keep_proposal"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("s/<slug:space>/", include(_space)),
    path("keep/", include(_keep)),
    path("complaints/", numbers.complaints, name="complaints"),
]
