# SPDX-License-Identifier: AGPL-3.0-or-later
"""A mail with pictures comes through the server's entrance, not only to the view behind it."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from pytest_django import Settings
from structlog.testing import capture_logs

from hearthside.config.tests.test_carrier import carried, part, scope
from hearthside.core import clock
from hearthside.forum.models import Thread
from hearthside.forum.tests.builders import make_board, make_thread
from hearthside.forum.tests.mail_builders import REPLIES, address_for, mail, posts, reached_at
from hearthside.forum.tests.test_mail_by_service import BASIC, SECRET, postmark
from hearthside.notices.mails.reading import MOST_SENT
from hearthside.notices.views import arriving
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enable_socket]
ROOMY = {"/mail/in/": MOST_SENT}


@pytest.fixture(autouse=True)
def _mail_comes_by_a_service(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REPLY_ADDRESS = REPLIES
    settings.REPLY_SERVICE = "postmark"
    settings.ANYMAIL = {"WEBHOOK_SECRET": f"hearthside:{SECRET}"}
    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(minutes=30))
    arriving._view_of.cache_clear()


@pytest.fixture
def me() -> Membership:
    return make_member(make_space())


@pytest.fixture
def thread(me: Membership) -> Thread:
    return make_thread(make_board(me.space), by=me)


def handed_on(
    me: Membership, thread: Thread, *, picture: int, roomy: dict[str, int]
) -> tuple[int, list[Any]]:
    """Hand on a mail with a picture of so many bytes; return the answer, and what was logged."""
    body = postmark(mail(reached_at(me), address_for(me.id, thread), "Look."))
    content = base64.b64encode(b"x" * picture).decode()
    body["Attachments"] = [{"Name": "a.png", "Content": content, "ContentType": "image/png"}]
    raw = json.dumps(body).encode()
    head = {"content_type": "application/json", "host": "localhost", "authorization": BASIC}
    blocks = [raw[at : at + 65_536] for at in range(0, len(raw), 65_536)]
    parts = [part(block, more=True) for block in blocks]
    asked = scope(path="/mail/in/", **head)
    with capture_logs() as lines:
        start, _body = carried(get_wsgi_application(), *parts, part(b""), asked=asked, roomy=roomy)
    return start["status"], [line for line in lines if line["event"] == "mail-not-taken-in"]


@pytest.mark.parametrize("picture", [1_000, 3_500_000, 8_000_000])
def test_a_mail_with_a_photo_is_posted(me: Membership, thread: Thread, picture: int) -> None:
    assert handed_on(me, thread, picture=picture, roomy=ROOMY) == (200, [])
    assert posts(thread)[1:] == ["Look."]


def test_one_that_is_far_too_large_is_refused_and_logged(me: Membership, thread: Thread) -> None:
    status, lines = handed_on(me, thread, picture=19_000_000, roomy=ROOMY)

    assert (status, [line["code"] for line in lines]) == (413, ["too-large"])
    assert posts(thread)[1:] == []


def test_one_for_which_there_is_no_room_now_is_asked_for_again(
    me: Membership, thread: Thread
) -> None:
    status, lines = handed_on(me, thread, picture=3_500_000, roomy={})

    assert (status, [line["code"] for line in lines]) == (503, ["no-room"])
    assert posts(thread)[1:] == []
