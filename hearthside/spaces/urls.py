# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of spaces: below ``/s/<space>/``, of links into them, and of keepers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from hearthside.spaces.views import (
    agreement,
    arrivals,
    home,
    invitations,
    joining,
    keep,
    keep_seals,
    keepers,
    ledger,
    me,
    notices,
    people,
    requests,
    seals,
    settings,
    stewarding,
)

app_name = "spaces"

_space: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("joining/", joining.joining, name="joining"),
    path("joining/taking-back/", joining.taking_back, name="taking_back"),
    path("returning/", joining.returning, name="returning"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("people/", people.people, name="people"),
    path("people/<uuid:member_id>/", people.member, name="member"),
    path("people/<uuid:member_id>/distance/", people.distance, name="distance"),
    path("people/<uuid:member_id>/staff/", stewarding.staff_page, name="staff_page"),
    path("people/<uuid:member_id>/readmission/", stewarding.readmission, name="readmission"),
    path("people/<uuid:member_id>/grants/", stewarding.grants, name="grants"),
    path(
        "people/<uuid:member_id>/grants/<uuid:grant_id>/ending/",
        stewarding.grant_ending,
        name="grant_ending",
    ),
    path("arriving/", arrivals.arriving, name="arriving"),
    path("arriving/beginning/", arrivals.arrived, name="arrived"),
    path("arrivals/", arrivals.arrivals, name="arrivals"),
    path("arrivals/<uuid:arrival_id>/greeting/", arrivals.greeting, name="greeting"),
    path("me/", me.my_membership, name="my_membership"),
    path("me/face/", me.face, name="face"),
    path("me/leaving/", me.leaving, name="leaving"),
    path("notices/", notices.notices, name="notices"),
    path("notices/reading/", notices.notices_reading, name="notices_reading"),
    path("notices/<uuid:notice_id>/", notices.notice, name="notice"),
    path("seals/<slug:what>/<uuid:subject_id>/", seals.seal_asking, name="seal_asking"),
    path("seals/<uuid:opening_id>/", seals.seal, name="seal"),
    path("seals/<uuid:opening_id>/look/", seals.seal_look, name="seal_look"),
    path("seals/<uuid:opening_id>/opened/", seals.seal_opened, name="seal_opened"),
    path("settings/", settings.settings, name="settings"),
    path("settings/people/", stewarding.everybody, name="everybody"),
    path("settings/requests/", requests.requests, name="requests"),
    path("settings/requests/<uuid:request_id>/answer/", requests.answering, name="answering"),
    path("settings/invitations/", invitations.invitations, name="invitations"),
    path(
        "settings/invitations/<uuid:invitation_id>/withdrawal/",
        invitations.withdrawal,
        name="withdrawal",
    ),
]

_keep: list[URLPattern | URLResolver] = [
    path("", keep.keep, name="keep"),
    path("organisations/", keep.organisations, name="organisations"),
    path("organisations/<uuid:organisation_id>/", keep.organisation, name="organisation"),
    path("organisations/<uuid:organisation_id>/spaces/", keep.new_space, name="new_space"),
    path("spaces/<uuid:space_id>/steward-link/", keep.steward_link, name="steward_link"),
    path("spaces/<uuid:space_id>/membership/", keepers.membership, name="keeper_membership"),
    path("keepers/", keepers.keepers, name="keepers"),
    path("keepers/name/", keepers.naming, name="keeper_name"),
    path("keepers/<uuid:keeper_id>/ending/", keepers.ending, name="keeper_ending"),
    path("seals/", keep_seals.seals, name="keep_seals"),
    path("seals/<uuid:opening_id>/", keep_seals.keep_seal, name="keep_seal"),
    path(
        "seals/<uuid:opening_id>/seconding/",
        keep_seals.keep_seal_seconding,
        name="keep_seal_seconding",
    ),
    path(
        "seals/<uuid:opening_id>/declining/",
        keep_seals.keep_seal_declining,
        name="keep_seal_declining",
    ),
    path("seals/<uuid:opening_id>/look/", keep_seals.keep_seal_look, name="keep_seal_look"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/verification/", ledger.verification, name="verification"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("s/<slug:space>/", include(_space)),
    path("i/<slug:secret>/", invitations.invitation, name="invitation"),
    path("i/keep/<slug:secret>/", keepers.keeper_invitation, name="keeper_invitation"),
    path("keep/", include(_keep)),
]
