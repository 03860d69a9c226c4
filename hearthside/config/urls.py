# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address of the product, mounted domain by domain."""

from __future__ import annotations

from django.urls import include, path

from hearthside.config.views import errors, front, mailbox, styleguide

handler400 = "hearthside.config.views.errors.misread"
handler403 = "hearthside.config.views.errors.forbidden"
handler404 = "hearthside.config.views.errors.not_found"
handler429 = "hearthside.config.views.errors.wait"
handler500 = "hearthside.config.views.errors.broken"

urlpatterns = [
    # What is asked for most stands first: each pattern before it is tried on every request.
    path("s/<slug:space>/", include("hearthside.forum.urls")),
    path("", include("hearthside.moderation.urls")),
    path("", front.front, name="front"),
    path("home/", front.home, name="home"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("keep/mail/", mailbox.mailbox, name="mailbox"),
    path("offline/", errors.offline, name="offline"),
    path("sw.js", front.service_worker, name="service_worker"),
    path("", include("hearthside.people.urls")),
    path("", include("hearthside.privacy.urls")),
    path("", include("hearthside.notices.urls")),
    path("", include("hearthside.directory.urls")),
    path("", include("hearthside.spaces.urls")),
]
