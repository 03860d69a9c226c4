# SPDX-License-Identifier: AGPL-3.0-or-later
"""What leaves an installation for one person: mails as they lie in the folder, pushes as their
browser reads them. `python -m tests.journeys.outward reach NAME`, then `… send NAME`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()

from allauth.account.models import EmailAddress
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from hearthside.core import clock, outbound
from hearthside.core.tests.browser import FakeBrowser
from hearthside.core.tests.tls import https_machine
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.actions.devices import Browser, add_device
from hearthside.notices.actions.reaching import keep_wishes
from hearthside.notices.models import Pace, PushDevice
from hearthside.people.models import Person


def device(url: str) -> FakeBrowser:
    """The browser of whoever is reached; the same every time."""
    browser = FakeBrowser(f"{url}/send/one", ec.derive_private_key(7, ec.SECP256R1()))
    browser.secret = bytes(16)
    return browser


def reach(name: str) -> None:
    """Let somebody be reached in every way, with all that may be said outside."""
    person, now = Person.objects.get(sign_in_name=name), clock.now()
    EmailAddress.objects.get_or_create(
        user=person, defaults={"email": f"{name}@example.org", "verified": True, "primary": True}
    )
    wishes = {
        "mail_answers": Pace.SOON,
        "mail_waiting": Pace.SOON,
        "mail_belonging": Pace.DAILY,
        "names_space": True,
        "names_conversations": True,
        "quiet_from": datetime.min.time(),
        "quiet_until": datetime.min.time(),
    }
    keep_wishes(person=person, wishes=wishes, now=now)
    told = device("https://localhost").says()
    add_device(person=person, browser=Browser(**told), device="Firefox", now=now)


def send(name: str) -> dict[str, list[str]]:
    """Send what is owed in six minutes, and the digest of the next morning; return it all."""
    person, mails = Person.objects.get(sign_in_name=name), settings.DATA / "mail"
    before = set(mails.glob("*.eml"))
    keep_wishes(person=person, wishes={}, now=clock.now())  # the next digest is of the next morning
    with tempfile.TemporaryDirectory() as folder, https_machine(Path(folder)) as machine:
        outbound.TRUST = machine.trust
        browser = device(machine.url)
        for row in PushDevice.objects.filter(person=person):
            row.sealed = json.dumps(json.loads(row.sealed) | {"endpoint": browser.endpoint})
            row.save(update_fields=["sealed"])
        for later in (timedelta(minutes=6), timedelta(hours=25)):
            _go_round(clock_at=datetime.now().astimezone() + later)
        pushes = [browser.opens(heard.body).decode() for heard in machine.heard]
    return {
        "pushes": pushes,
        "mails": [_parts(path) for path in sorted(set(mails.glob("*.eml")) - before)],
    }


def _go_round(clock_at: datetime) -> None:
    now = clock.now
    clock.now = lambda: clock_at
    try:
        while run_courier_once(limit=500):
            pass
    finally:
        clock.now = now


def _parts(path: Path) -> str:
    """A mail as it was written: its head, and every part of it as its reader sees it."""
    mail = message_from_bytes(path.read_bytes(), policy=default)
    head = "\n".join(f"{name}: {value}" for name, value in mail.items())
    parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    kinds = {part.get_content_type() for part in mail.walk()}
    assert {"text/plain", "text/html"} <= kinds, kinds
    return "\n".join([head, *parts])


if __name__ == "__main__":
    if sys.argv[1] == "reach":
        reach(sys.argv[2])
    else:
        print(json.dumps(send(sys.argv[2])))
