# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening pages of the forum as somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from hearthside.forum.models import Board, Post, Thread
from hearthside.spaces.models import Membership, Space

HX = {"HX-Request": "true"}
LISTS = ("waiting", "new", "board", "home")


def signed_in(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.person)
    return client


def address(thread: Thread, name: str = "thread") -> str:
    return reverse(f"forum:{name}", args=[thread.space.slug, thread.id])


def post_address(name: str, post_id: UUID, member: Membership) -> str:
    return reverse(f"forum:{name}", args=[member.space.slug, post_id])


def listed(name: str, space: Space, board: Board) -> str:
    """The address of one of `LISTS`."""
    if name == "home":
        return reverse("spaces:home", args=[space.slug])
    arguments = [space.slug, board.slug] if name == "board" else [space.slug]
    return reverse(f"forum:{name}", args=arguments)


def page_of(member: Membership, thread: Thread) -> str:
    """A conversation, as a member meets it."""
    return signed_in(member).get(address(thread)).content.decode()


def waiting_page(member: Membership) -> str:
    """Who waits in a space, as a member meets it."""
    at = reverse("forum:waiting", args=[member.space.slug])
    return signed_in(member).get(at).content.decode()


def notices_of(member: Membership) -> list[Any]:
    """The rows of a member's page of notices."""
    at = reverse("spaces:notices", args=[member.space.slug])
    return list(signed_in(member).get(at).context["page"].rows)


def reply(member: Membership, thread: Thread, **more: object) -> Post:
    """Answer by the form of a conversation, with fields of its own."""
    source = str(uuid4())
    answer = signed_in(member).post(address(thread, "replies"), {"text": source, **more})
    assert answer.status_code == 302
    return Post.objects.get(source=source)
