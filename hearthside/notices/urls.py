# SPDX-License-Identifier: AGPL-3.0-or-later
"""How somebody is reached, what is new to them, and the link that stops mails."""

from __future__ import annotations

from django.urls import path

from hearthside.notices.views import arriving, devices, news, reaching, stopping

app_name = "notices"
urlpatterns = [
    path("account/reaching/", reaching.reaching, name="reaching"),
    path("account/reaching/devices/", devices.devices, name="devices"),
    path("account/reaching/devices/<uuid:device_id>/ending/", devices.ending, name="device_ending"),
    path("account/news/", news.news, name="news"),
    path("mail/in/", arriving.arriving, name="arriving"),
    path("stop/<str:token>/", stopping.stop, name="stop"),
]
