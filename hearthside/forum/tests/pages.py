# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening pages of the forum as somebody."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from hearthside.forum.models import Thread
from hearthside.spaces.models import Membership


def signed_in(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.person)
    return client


def address(thread: Thread, name: str = "thread") -> str:
    return reverse(f"forum:{name}", args=[thread.space.slug, thread.id])
