# SPDX-License-Identifier: AGPL-3.0-or-later
"""What notices hears of and answers: the mails and pushes that are owed, and whose they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hearthside.core import clock, outbound
from hearthside.core.crypto.push import NotAKey
from hearthside.core.events import after
from hearthside.core.hooks import slot
from hearthside.core.letters import Letter, is_for_good, send_letter
from hearthside.core.log import get_logger
from hearthside.core.mail_folder import forget_mails_to
from hearthside.core.resting import Resting
from hearthside.notices.actions.devices import end_device, make_push_key
from hearthside.notices.actions.outward import hold_back, note_told
from hearthside.notices.actions.reaching import forget_reaching, note_digest, put_off_digest
from hearthside.notices.events import DigestOwed, MailOwed, PushOwed
from hearthside.notices.hooks import Group, Reach, faces_of
from hearthside.notices.letters import digest_letter, letter_about, push_words
from hearthside.notices.models import Notice, Pace, PushDevice, Reaching
from hearthside.notices.pushing import GONE, wake
from hearthside.notices.queries import (
    Addressee,
    addressee,
    devices_of,
    digest_key,
    gather,
    group_for,
    is_given_up,
    is_unnamed,
    key_of,
    reach_of,
    told_outside,
)
from hearthside.notices.rules import (
    AFTER_QUIET,
    day_since,
    is_quiet,
    mail_pace,
    quiet_ends,
    spread,
    tells_week,
    wants_push,
    week_since,
)
from hearthside.notices.voices import come_by
from hearthside.people.queries import addresses_of, confirmed_address
from hearthside.privacy.hooks import Leave, Part, Subject, claims, erase, export_of

logger = get_logger(__name__)

claims("notices.PushDevice", "notices.Reaching")


class NotSent(Exception):
    """No device could be woken; the courier tries again. Carries a code."""


@after(MailOwed)
def mail_what_is_new(event: MailOwed) -> None:
    """Send a face's batch, if there is still something in it that its person wants by mail.

    Sent first, noted afterwards: where the process dies in between, the same mail (the same
    Message-ID) goes out once more, rather than none.
    """
    untold = Notice.objects.unmailed(event.face_id)
    if is_unnamed(event.face_id):
        come_by(event, "mailed_at", untold, lambda *found: bool(_mailed(event, *found)))
    elif found := _behind(event, untold):
        note_told(by="mailed_at", notices=_mailed(event, *found) or [], now=clock.now())


@after(PushOwed)
def push_what_is_new(event: PushOwed) -> None:
    """Wake the devices of whoever is behind a face. Those that are gone are forgotten."""
    untold = Notice.objects.unpushed(event.face_id)
    if is_unnamed(event.face_id):
        come_by(event, "pushed_at", untold, lambda *found: bool(_pushed(event, *found)))
    elif found := _behind(event, untold):
        note_told(by="pushed_at", notices=_pushed(event, *found), now=clock.now())


def _mailed(
    event: MailOwed, reach: Reach, who: Addressee, news: Sequence[Notice]
) -> Sequence[Notice]:
    """Send what its person wants of these by mail; return what is told now."""
    wanted = [n for n in news if mail_pace(who.reaching, group_for(n.kind)) == Pace.SOON]
    address = confirmed_address(reach.person_id) if wanted else ""
    shown = told_outside(reach, wanted) if address else []
    if shown and not _sent(letter_about(reach, shown, who, address), key_of(event), event.due_at):
        return []
    return wanted if address else []


def _pushed(
    event: PushOwed, reach: Reach, who: Addressee, news: Sequence[Notice]
) -> Sequence[Notice]:
    """Wake the devices that want to hear of these; return what is told now."""
    wanted = [n for n in news if wants_push(who.reaching, group_for(n.kind))]
    shown = told_outside(reach, wanted)
    devices = devices_of(reach.person_id) if shown else []
    words = push_words(reach, who) if devices else b""
    codes = [_woken(device, words, event) for device in devices] if shown else [""]
    again = [code for code in codes if code not in ("", "gone", "not-allowed")]
    if again and "" not in codes:
        if not is_given_up(key_of(event), event.due_at, clock.now()):
            raise NotSent(again[0])
        logger.warning("push-given-up", code=again[0])
        return []
    return wanted if "" in codes else []


@after(DigestOwed)
def send_digest(event: DigestOwed) -> None:
    """Send what gathered for somebody, if anything did, and appoint the next morning.

    Where it is late, or their clock another now, it may be night there: then it is put off.
    """
    now, who = clock.now(), addressee(event.person_id)
    if who is None or who.reaching is None or not who.reaching.wants_digest:
        return
    if is_quiet(now, who.hours):
        put_off_digest(owed=event, now=now)
        return
    since = _groups_since(who, who.reaching, event.due_at, now)
    address = "" if who.is_leaving else confirmed_address(who.person.id)
    reaches = [r for answer in faces_of.ask([who.person.id]) for r in answer] if address else []
    news = gather(reaches, since)
    sent = True  # nothing was missed: whether there was anything to say is nobody's to know
    if news:
        day = event.due_at.astimezone(who.hours.zone).date()
        sent = _sent(
            digest_letter(news, list(since), who, address, day),
            digest_key(who.person.id),
            event.due_at,
        )
    note_digest(person_id=who.person.id, sent=sent, now=max(now, event.due_at))


@export_of.answer
def own_reaching(subject: Subject) -> list[Part]:
    """How somebody is reached, and on which devices, with what each told us of itself."""
    if subject.membership_id is not None:
        return []
    wishes = [
        {
            "mail_answers": str(row.get_mail_answers_display()),
            "mail_waiting": str(row.get_mail_waiting_display()),
            "mail_role": str(row.get_mail_role_display()),
            "mail_belonging": str(row.get_mail_belonging_display()),
            "push_answers": row.push_answers,
            "push_waiting": row.push_waiting,
            "push_role": row.push_role,
            "names_space": row.names_space,
            "names_conversations": row.names_conversations,
            "quiet_from": f"{row.quiet_from:%H:%M}",
            "quiet_until": f"{row.quiet_until:%H:%M}",
            "digest_at": row.digest_at,
        }
        for row in Reaching.objects.filter(person_id=subject.person_id)
    ]
    devices = [
        {"device": row.device, "made_at": row.made_at, "address": _endpoint(row)}
        for row in devices_of(subject.person_id)
    ]
    kept = _("Until you change it or close your account.")
    return [
        Part("reaching", _("How we reach you"), wishes, _("Only you."), kept),
        Part("push_devices", _("Devices we may wake"), devices, _("Only you."), kept),
    ]


@erase.answer
def erase_reaching(subject: Subject, leave: Leave, now: datetime) -> None:
    """Nobody is reached any more, whatever else of them stays."""
    if subject.membership_id is None:
        forget_mails_to(addresses_of(subject.person_id))
        forget_reaching(person_id=subject.person_id, now=now)


@slot("people.account").answer
def link_in_account(_thing: object) -> SafeString:
    """Where somebody chooses how they are reached."""
    return render_to_string("notices/_account_link.html")


@slot("people.email").answer
def link_beside_the_address(_thing: object) -> SafeString:
    """What an address is good for besides the account: mail about what happens, if wished."""
    return render_to_string("notices/_email_link.html")


def _behind(
    event: MailOwed | PushOwed, untold: QuerySet[Notice]
) -> tuple[Reach, Addressee, Sequence[Notice]] | None:
    """Return who is behind a face and what is new to it; None where nothing goes out now.

    In quiet hours it is put off to their end.
    """
    reach = reach_of(event.face_id)
    who = addressee(reach.person_id) if reach else None
    news = list(untold) if reach and who and who.reaching else []
    if not reach or not who or not news or who.is_leaving:
        return None
    now = clock.now()
    if event.urgent or not is_quiet(now, who.hours):
        return reach, who, news
    later = quiet_ends(now, who.hours) + spread(reach.face_id, AFTER_QUIET)
    hold_back(owed=event, until=later, now=now)
    return None


def _sent(letter: Letter, key: str, due_at: datetime) -> bool:
    """Send a letter. A failure is raised, to be tried again; after a day it is only noted."""
    try:
        send_letter(letter, now=clock.now())
    except Exception as error:  # each mail service fails in its own way
        if not is_for_good(error) and not is_given_up(key, due_at, clock.now()):
            raise
        logger.warning("mail-given-up", code=type(error).__name__)
        return False
    return True


def _woken(device: PushDevice, words: bytes, event: PushOwed) -> str:
    """Wake a device; return empty text, or a code for why it could not be woken."""
    now = clock.now()
    if not device.sealed:  # the keyring was lost, and nobody can open it any more
        end_device(person_id=device.person_id, device_id=device.id, now=now)
        return "gone"
    try:
        key = make_push_key(now=now)
        status = wake(device, words, key, urgent=event.urgent, now=now)
    except (outbound.NotReached, Resting) as error:
        return str(error)
    except (outbound.NotAllowed, NotAKey):
        return "not-allowed"
    if status in GONE:
        end_device(person_id=device.person_id, device_id=device.id, now=now)
        return "gone"
    return "" if status < 300 else f"status-{status}"


def _groups_since(
    who: Addressee, reaching: Reaching, due_at: datetime, now: datetime
) -> dict[Group, datetime]:
    """Which groups are told on this morning, each with the instant from which on."""
    last = reaching.digest_at
    begins = {Pace.DAILY: day_since(due_at, last)}
    if tells_week(due_at, last, now, who.hours):
        begins[Pace.WEEKLY] = week_since(due_at, last, now, who.hours)
    paces = {group: Pace(mail_pace(reaching, group)) for group in Group}
    return {group: begins[pace] for group, pace in paces.items() if pace in begins}


def _endpoint(device: PushDevice) -> str:
    """Where a device is woken, as its browser told us."""
    browser: dict[str, str] = json.loads(device.sealed or "{}")
    return browser.get("endpoint", "")
