# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mails that somebody else sent, that come once more, or that come too late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from pytest_django import Settings

from hearthside.forum.actions.threads import close_thread
from hearthside.forum.models import Draft, Thread
from hearthside.forum.rules.mailed import MAIL_REFUSED
from hearthside.forum.tests.mail_builders import (
    address_for,
    arrives,
    mail,
    posts,
    reached_at,
    told_to,
    waiting,
)
from hearthside.notices.models import TakenMail
from hearthside.notices.replying import GOOD_FOR, KEPT_FOR
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("replies")]
SOON = SIX_PM + timedelta(hours=2)


def test_from_another_address_it_is_forged(me: Membership, thread: Thread) -> None:
    reached_at(me)
    assert arrives(mail("eve@example.com", address_for(me.id, thread), "I am Wren.")) == "forged"

    assert (len(posts(thread)), Draft.objects.count(), TakenMail.objects.count()) == (1, 0, 0)
    assert told_to(me) == [MAIL_REFUSED]


def test_from_an_address_that_was_not_confirmed_it_is_forged(
    me: Membership, thread: Thread
) -> None:
    EmailAddress.objects.create(user_id=me.person_id, email="new@example.com", verified=False)

    assert arrives(mail("new@example.com", address_for(me.id, thread), "x")) == "forged"


def test_the_address_of_one_does_not_serve_another(
    me: Membership, space: Space, thread: Thread
) -> None:
    other = make_member(space)

    assert arrives(mail(reached_at(other), address_for(me.id, thread), "x")) == "forged"
    assert told_to(other) == []


def test_two_senders_are_none(me: Membership, thread: Thread) -> None:
    raw = mail(f"{reached_at(me)}, eve@example.com", address_for(me.id, thread), "x")

    assert arrives(raw) == "forged"


@pytest.mark.parametrize(
    ("result", "became"),
    [
        ("mx.example.org; dmarc=pass header.from=example.net", "posted"),
        ("mx.example.org; dkim=pass header.d=example.net; dmarc=none", "posted"),
        ("mx.example.org; spf=pass smtp.mailfrom=bounce@example.net", "posted"),
        ("mx.example.org; spf=pass smtp.mailfrom=example.com", "forged"),
        (
            "mx.example.org; dmarc=fail header.from=example.net; dkim=pass header.d=example.net",
            "forged",
        ),
        ("mx.example.org; dkim=pass header.d=evil.example", "forged"),
        ("mx.evil.example; dmarc=pass", "forged"),
        ("mx.example.org (dmarc=pass); spf=none", "forged"),
        (
            "mx.example.org; spf=pass smtp.mailfrom=dmarc=pass@evil.example; "
            "dmarc=fail header.from=example.net",
            "forged",
        ),
        ('mx.example.org; spf=pass smtp.mailfrom="a@example.net"@evil.example', "forged"),
    ],
)
def test_what_the_mail_server_says_of_the_sender_is_heard(
    settings: Settings, me: Membership, thread: Thread, result: str, became: str
) -> None:
    settings.REPLY_CHECKED_BY = "mx.example.org"
    raw = mail(reached_at(me), address_for(me.id, thread), "Hello.", Authentication_Results=result)

    assert arrives(raw) == became


def test_the_same_mail_once_more_changes_nothing(me: Membership, thread: Thread) -> None:
    raw = mail(reached_at(me), address_for(me.id, thread), "Hello.")

    assert [arrives(raw), arrives(raw), arrives(raw, now=SOON)] == ["posted", "known", "known"]
    assert len(posts(thread)) == 2


def test_the_same_words_under_another_id_change_nothing(me: Membership, thread: Thread) -> None:
    mine, to = reached_at(me), address_for(me.id, thread)
    arrives(mail(mine, to, "Hello."))

    assert arrives(mail(mine, to, "Hello. \n"), now=SOON) == "known"


def test_other_words_under_the_same_id_change_nothing(me: Membership, thread: Thread) -> None:
    mine, to = reached_at(me), address_for(me.id, thread)
    arrives(mail(mine, to, "Hello.", Message_ID="<one@example.net>"))

    assert arrives(mail(mine, to, "Send money.", Message_ID="<one@example.net>")) == "known"


def test_a_mail_that_waited_is_not_posted_when_it_comes_again(
    me: Membership, thread: Thread
) -> None:
    steward = make_steward(thread.space)
    raw = mail(reached_at(me), address_for(me.id, thread), "Hello.")
    close_thread(by=standing_of(steward), thread=thread, reason="", now=SIX_PM)
    arrives(raw)
    Draft.objects.all().delete()
    Thread.objects.filter(id=thread.id).update(state="open")

    assert arrives(raw, now=SOON) == "known"
    assert len(posts(thread)) == 1


def test_after_thirty_days_it_is_kept_and_told(me: Membership, thread: Thread) -> None:
    raw = mail(reached_at(me), address_for(me.id, thread), "I took long.")

    assert arrives(raw, now=SIX_PM + GOOD_FOR) == "posted"
    late = mail(reached_at(make_member(thread.space)), "x@example.com", "x")
    assert arrives(late) == "no-address"
    raw = mail(me_address(me), address_for(me.id, thread), "I took too long.")
    assert arrives(raw, now=SIX_PM + GOOD_FOR + timedelta(days=1)) == "kept"
    assert waiting(me) == [("I took too long.", "late")]
    raw = mail(me_address(me), address_for(me.id, thread), "Years.")
    assert arrives(raw, now=SIX_PM + GOOD_FOR + KEPT_FOR + timedelta(days=1)) == "too-late"


def me_address(member: Membership) -> str:
    return str(EmailAddress.objects.get(user_id=member.person_id).email)
