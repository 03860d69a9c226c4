# SPDX-License-Identifier: AGPL-3.0-or-later
"""The account of somebody who has everything, and how they came in and went."""

from __future__ import annotations

from typing import Final

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.test import Client

from hearthside.core import clock
from hearthside.core.mail_folder import FolderBackend
from hearthside.core.tests.browser import FakeBrowser
from hearthside.directory.actions.seeding import plant_known_lines
from hearthside.forum.tests.builders import make_board, make_thread
from hearthside.notices.actions.devices import Browser, add_device, make_push_key
from hearthside.notices.actions.reaching import keep_wishes
from hearthside.notices.models import Pace
from hearthside.people.actions.recovery import make_codes
from hearthside.privacy.actions.consents import give_consent
from hearthside.privacy.hooks import Leave
from hearthside.spaces.actions.arrivals import greet_newcomer, say_what_brings
from hearthside.spaces.actions.memberships import leave_space
from hearthside.spaces.models import Grant, JoinRequest, Membership, Role, Space
from hearthside.spaces.tests.builders import (
    PASSWORD,
    SIX_PM,
    make_arrival,
    make_keeper,
    make_member,
    make_person,
    make_request,
    make_space,
    standing_of,
)
from tests.somebody.marked import Somebody

ADDRESS: Final = "qxaddress@example.org"
SIGN_IN_NAME: Final = "qxsignin"


def new_account() -> Somebody:
    now = clock.now()
    plant_known_lines(now=now)
    me = Somebody(make_person(SIGN_IN_NAME))
    me.own |= {SIGN_IN_NAME, "qxaddress", "qxendpoint", "qxkeyname", "qxkeeper"}
    address = EmailAddress.objects.create(
        user=me.person, email=ADDRESS, verified=True, primary=True
    )
    EmailConfirmation.objects.create(email_address=address, created=now, sent=now, key="qxconfirm")
    Authenticator.objects.create(
        user=me.person, type=Authenticator.Type.WEBAUTHN, data={"name": "qxkeyname"}
    )
    make_codes(person=me.person, now=now)
    keep_wishes(person=me.person, wishes={"mail_belonging": Pace.DAILY}, now=now)
    make_push_key(now=now)
    browser = FakeBrowser("https://web.push.apple.com/qxendpoint")
    add_device(person=me.person, browser=Browser(**browser.says()), device="Firefox", now=now)
    keeper = make_keeper(me.person)
    keeper.name = "Qxkeeper"
    keeper.save()
    Client().post("/sign-in/", {"login": SIGN_IN_NAME, "password": PASSWORD})
    FolderBackend().send_messages([EmailMessage("Your code", "Hello", to=[ADDRESS])])
    give_consent(holder_id=me.person.id, kind="norms", version=1, now=now)
    return me


def at_the_door(me: Somebody) -> None:
    """They came in, were greeted, greeted others, ask to be let in elsewhere, made a link."""
    now, member = clock.now(), me.member
    give_consent(holder_id=member.id, kind="norms", version=1, now=now)
    greeter = make_member(member.space, role=Role.GREETER)
    arrival = make_arrival(member)
    say_what_brings(by=standing_of(member), words=me.keeps("brings"), now=now)
    greet_newcomer(by=standing_of(greeter), arrival=arrival, words=me.reads("greeted"), now=now)
    Grant.objects.create(membership=member, role=Role.GREETER, since=SIX_PM)
    newcomer = make_arrival(make_member(member.space))
    greet_newcomer(by=standing_of(member), arrival=newcomer, words=me.says("greets"), now=now)
    request = make_request(make_space("Asked"), "Qxasking", person=me.person)
    request.words, request.answer = me.keeps("asks"), me.reads("answer")
    request.save()
    me.own.add("qxasking")
    Membership.objects.filter(id=member.id).update(welcome=me.reads("welcome"))


def gone_from(me: Somebody, left: Space) -> None:
    """From a third space they went a while ago, and left their words there."""
    member = me.members[2]
    board = make_board(left)
    make_thread(board, by=member, source=me.says("lefthere"))
    leave_space(by=standing_of(member), space=left, leave=Leave.KEEP_WORDS, now=clock.now())
    me.said = {mark for mark in me.said if "lefthere" not in mark}  # theirs no more
    assert JoinRequest.objects.filter(person=me.person).exists()
