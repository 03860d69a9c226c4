# SPDX-License-Identifier: AGPL-3.0-or-later
"""The browsers somebody lets us wake, and the keys by which push services know us."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hearthside.core import outbound
from hearthside.core.crypto.keyring import keyring
from hearthside.core.crypto.push import NotAKey, new_pair, read_key, read_secret
from hearthside.core.verdicts import Refused, Verdict
from hearthside.notices.models import PushDevice, PushKey, Reaching
from hearthside.notices.rules import DEVICES_AT_MOST, is_push_service
from hearthside.people.models import Person

_NO_BROWSER = Verdict(
    "no-browser", _("This browser did not say how it can be reached. Nothing was changed.")
)

_NO_SERVICE = Verdict(
    "no-push-service",
    _("This place does not speak to the push service of this browser. Nothing was changed."),
)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a browser is woken, and what only it can read is sealed with."""

    endpoint: str
    p256dh: str
    auth: str


@transaction.atomic
def add_device(*, person: Person, browser: Browser, device: str, now: datetime) -> PushDevice:
    """Let us wake a browser. One that is known goes over to whoever uses it now.

    At most five: the oldest goes. Refused where the browser names an address that is not
    public https, a push service that this place does not speak to, or no sound keys.
    """
    try:
        host, _port, _rest = outbound.whole(browser.endpoint)
        read_key(browser.p256dh)
        read_secret(browser.auth)
    except (outbound.NotAllowed, NotAKey) as error:
        raise Refused(_NO_BROWSER) from error
    if not is_push_service(host, settings.PUSH_HOSTS):
        raise Refused(_NO_SERVICE)
    Reaching.objects.get_or_create(person=person)
    mark = keyring().blind("push device", browser.endpoint)
    PushDevice.objects.filter(mark=mark).delete()
    made = PushDevice.objects.create(
        person=person,
        mark=mark,
        sealed=json.dumps(asdict(browser)),
        device=device,
        made_at=now,
    )
    newest = PushDevice.objects.filter(person=person).order_by("-made_at", "id")
    kept = list(newest.values_list("id", flat=True)[:DEVICES_AT_MOST])
    PushDevice.objects.filter(person=person).exclude(id__in=kept).delete()
    return made


@transaction.atomic
def end_device(*, person_id: UUID, device_id: UUID, now: datetime) -> bool:
    """Wake one browser of this person's no more; False where it is gone, or another's."""
    return PushDevice.objects.filter(person_id=person_id, id=device_id).delete()[0] > 0


@transaction.atomic
def make_push_key(*, now: datetime) -> PushKey:
    """Return the installation's pair of keys, made when it is first needed.

    A new pair makes every browser unreachable, so there is a second one only where the first
    cannot be opened any more (the keyring was lost); the browsers are forgotten with it.
    """
    found = PushKey.objects.filter(id=1).first()
    if found is not None and found.private:
        return found
    if found is not None:
        found.delete()
        PushDevice.objects.all().delete()
    private, public = new_pair()
    return PushKey.objects.get_or_create(id=1, defaults={"private": private, "public": public})[0]
