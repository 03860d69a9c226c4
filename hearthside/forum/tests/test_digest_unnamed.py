# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a digest and a mail say to somebody who speaks without their name."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from hearthside.core import clock
from hearthside.forum.actions.clocks import NUDGE
from hearthside.forum.queries.digests import belonging_of
from hearthside.forum.tests.builders import go_round, keep_away, make_post, unnamed_thread
from hearthside.ledger.models import Delivery
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.actions.reaching import keep_wishes
from hearthside.notices.hooks import Belonging, faces_of
from hearthside.notices.models import Notice, Pace
from hearthside.notices.queries import reach_of
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space

pytestmark = pytest.mark.django_db


def parts_of(member: Membership) -> dict[UUID, Belonging]:
    """What a digest tells of conversations, by the face it is told to."""
    reaches = [reach for answer in faces_of.ask([member.person_id]) for reach in answer]
    return {part.face_id: part for part in belonging_of(reaches, SIX_PM - timedelta(days=1))}


def test_a_voice_without_a_name_leads_to_its_person_only_through_its_seal() -> None:
    me = make_member(make_space())
    voice = unnamed_thread(me).author
    assert voice is not None

    found = reach_of(voice.id)

    assert found is not None
    assert found.is_voice
    assert (found.face_id, found.person_id, found.member_id) == (voice.id, me.person_id, me.id)


def test_an_answer_to_a_voice_is_in_the_digest_of_its_person() -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    thread = unnamed_thread(me)
    make_post(thread, by=other)
    go_round()
    assert thread.author

    parts, voice_id = parts_of(me), thread.author.id
    assert [line.times for line in parts[voice_id].answered] == [1]
    assert parts[me.id].answered == []
    assert parts[me.id].waiting == parts[voice_id].waiting == []


def test_nor_is_one_by_somebody_whom_its_person_blocked() -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    thread = unnamed_thread(me)
    keep_away(me, other)
    make_post(thread, by=other)
    go_round()
    assert thread.author
    assert Notice.objects.filter(recipient_id=thread.author.id).exists()

    voice_id = thread.author.id
    assert [line.times for line in parts_of(me)[voice_id].answered] == []
    make_post(thread, by=make_member(space), now=SIX_PM + timedelta(minutes=6))
    assert [line.times for line in parts_of(me)[voice_id].answered] == [1]


def test_the_mail_about_a_voice_says_neither_alias_nor_conversation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = make_space()
    me, other = make_member(space), make_member(space)
    EmailAddress.objects.create(user=me.person, email="wren@example.org", verified=True)
    wishes = {"mail_answers": Pace.SOON, "names_space": True}
    keep_wishes(person=me.person, wishes=wishes, now=SIX_PM)
    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(minutes=1))
    thread = unnamed_thread(me, "the lighthouse was dark that night")
    make_post(thread, by=other, source="I sat there too")
    go_round()
    owed = Delivery.objects.get(key=f"mail:{thread.author_id}")
    assert str(me.id) not in str(owed.event)
    assert str(me.person_id) not in str(owed.event)

    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(minutes=56))
    Delivery.objects.filter(id=owed.id).update(next_try_at=SIX_PM)
    run_courier_once()

    (sent,) = mail.outbox
    raw = sent.message().as_string()
    assert thread.author
    for word in (
        "lighthouse",
        "sat there",
        thread.author.name,
        str(thread.id),
        str(thread.author_id),
    ):
        assert word not in raw
    assert f"/s/{space.slug}/notices/" in raw


def test_who_waits_without_a_name_is_mailed_as_every_helper_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = make_space()
    author, other = make_member(space), make_member(space)
    thread = unnamed_thread(author)
    for number, each in enumerate((author, other)):
        EmailAddress.objects.create(user=each.person, email=f"{number}@example.org", verified=True)
        keep_wishes(person=each.person, wishes={"mail_waiting": Pace.SOON}, now=SIX_PM)
        notify(telling=Telling(space.id, each.id, NUDGE, thread.id, "/"), now=SIX_PM)

    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(minutes=6))
    go_round()

    assert sorted(sent.to[0] for sent in mail.outbox) == ["0@example.org", "1@example.org"]
    nudges = Notice.objects.filter(kind=NUDGE)
    assert list(nudges.values_list("mailed_at", flat=True)) == [SIX_PM, SIX_PM]
