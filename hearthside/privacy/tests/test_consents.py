# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from hearthside.privacy.actions.consents import give_consent, withdraw_consent
from hearthside.privacy.models import Consent
from hearthside.privacy.tests.builders import SIX_PM

LATER = SIX_PM + timedelta(hours=1)


@pytest.mark.django_db
def test_agreeing_twice_is_agreeing_once() -> None:
    holder = uuid4()
    give_consent(holder_id=holder, kind="norms", version=1, now=SIX_PM)

    again = give_consent(holder_id=holder, kind="norms", version=1, now=LATER)

    assert again.given_at == SIX_PM
    assert Consent.objects.filter(holder_id=holder).count() == 1


@pytest.mark.django_db
def test_an_agreement_can_be_taken_back_and_given_again() -> None:
    holder = uuid4()
    give_consent(holder_id=holder, kind="norms", version=1, now=SIX_PM)

    assert withdraw_consent(holder_id=holder, kind="norms", now=LATER) == 1
    again = give_consent(holder_id=holder, kind="norms", version=1, now=LATER)

    assert again.withdrawn_at is None
    assert again.given_at == LATER


@pytest.mark.django_db
def test_taking_back_touches_nobody_else() -> None:
    one, other = uuid4(), uuid4()
    for holder in (one, other):
        give_consent(holder_id=holder, kind="norms", version=1, now=SIX_PM)

    withdraw_consent(holder_id=one, kind="norms", now=LATER)

    assert Consent.objects.get(holder_id=other).withdrawn_at is None
