# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.forum.actions.threads import close_thread
from hearthside.forum.tests.builders import make_thread
from hearthside.forum.tests.pages import address, signed_in
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db


def test_words_for_a_conversation_that_was_closed_meanwhile_are_given_back_and_kept() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space))
    close_thread(by=standing_of(make_steward(thread.space)), thread=thread, reason="", now=SIX_PM)

    answer = client.post(address(thread, "replies"), {"text": "half the night on this"})
    later = client.get(address(thread))

    assert answer.status_code == 422
    for page in (answer, later):
        assert "half the night on this" in page.text
        assert reverse("forum:board", args=[thread.space.slug, thread.board.slug]) in page.text


def test_words_that_meet_a_limit_are_there_when_the_page_is_opened_again() -> None:
    thread = make_thread()
    client = signed_in(make_member(thread.space))
    too_long = "a" * 20_000 + " and the end of it"

    client.post(address(thread, "replies"), {"text": too_long})

    assert "and the end of it" in client.get(address(thread)).text


def test_who_was_signed_out_while_writing_reads_so_and_keeps_the_words() -> None:
    thread = make_thread()
    came_from = f"http://testserver{address(thread)}"

    page = Client().post(
        address(thread, "replies"), {"text": "half the night"}, headers={"Referer": came_from}
    )

    assert page.status_code == 404
    assert "half the night" in page.text
    assert f"/sign-in/?{urlencode({'next': address(thread)})}" in page.text


def test_who_is_no_longer_a_member_keeps_the_words() -> None:
    thread = make_thread()
    page = signed_in(make_member(make_space())).post(
        address(thread, "replies"), {"text": "half the night"}
    )

    assert page.status_code == 404
    assert "half the night" in page.text
    assert "/sign-in/" not in page.text


def test_a_draft_on_a_shared_device_is_its_writers_own() -> None:
    thread = make_thread()
    member = make_member(thread.space)

    assert f'whose="{member.id}"' in signed_in(member).get(address(thread)).text
