# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from pytest_django import Settings

from hearthside.config.keys.loss import KeyringIsHere, begin_anew
from hearthside.config.keys.rotation import StillInUse, prune, rotate, uses
from hearthside.core.crypto.keyring import keyring, new_keyring, write_keyring
from hearthside.ledger.actions.entries import Actor, Deed, open_reason, record
from hearthside.ledger.models import Entry, Verb
from hearthside.ledger.queries import verify_chain
from hearthside.moderation.models import Concerning, Report
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_person, make_space


@pytest.fixture(autouse=True)
def own_keyring(settings: Settings, tmp_path: Path) -> Path:
    path = tmp_path / "keyring.json"
    settings.KEYRING_FILE = str(path)
    write_keyring(path, new_keyring())
    return path


def unheard(place: str, count: int) -> None:
    """Nobody listens."""


def make_report() -> Report:
    space = make_space()
    return Report.objects.create(
        space=space,
        content_kind="post",
        content_id=space.id,
        concerning=Concerning.OTHER,
        words="It names my street.",
        made_at=SIX_PM,
        answer_by=SIX_PM,
    )


def make_entry() -> Entry:
    member = make_member()
    deed = Deed(Verb.MEMBERSHIP_SEEN, about=member.id, reason="Asked for it")
    return record(by=Actor(None, "steward"), deed=deed, now=SIX_PM)


@pytest.mark.django_db
def test_rotation_seals_everything_again_and_opens_as_before() -> None:
    report, entry, person = make_report(), make_entry(), make_person()
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")

    assert rotate(unheard)

    assert uses()["k1"] == 0
    assert uses()["k2"] >= 3
    report.refresh_from_db()
    assert report.words == "It names my street."
    assert open_reason(entry) == "Asked for it"
    assert verify_chain().holds
    factor = Authenticator.objects.get(user=person)
    assert TOTP(factor).validate_code("000000") in (True, False)


@pytest.mark.django_db
def test_an_interrupted_rotation_goes_on_without_another_key(own_keyring: Path) -> None:
    reports = [make_report() for _ in range(3)]
    rotate(unheard)
    sealed_before = keyring()
    _seal_as_before(reports[0], own_keyring)

    assert not rotate(unheard)

    assert set(keyring().keys) == set(sealed_before.keys)
    assert uses()["k1"] == 0


@pytest.mark.django_db
def test_keys_in_use_stay_on_the_ring(own_keyring: Path) -> None:
    report = make_report()
    rotate(unheard)
    _seal_as_before(report, own_keyring)

    with pytest.raises(StillInUse):
        prune(SIX_PM)

    assert "k1" in keyring().keys


@pytest.mark.django_db
def test_pruning_moves_the_older_ring_aside() -> None:
    report = make_report()
    rotate(unheard)

    older = prune(SIX_PM)

    assert set(keyring().keys) == {"k2"}
    assert older.stat().st_mode & 0o777 == 0o600
    report.refresh_from_db()
    assert report.words == "It names my street."


@pytest.mark.django_db
def test_a_lost_keyring_costs_what_was_sealed_and_nothing_else(own_keyring: Path) -> None:
    report, _ = make_report(), make_entry()
    own_keyring.unlink()

    assert begin_anew() >= 2

    report.refresh_from_db()
    assert report.words == ""
    assert report.concerning == Concerning.OTHER
    assert verify_chain().holds
    make_entry()


@pytest.mark.django_db
def test_a_keyring_that_is_there_is_not_given_up() -> None:
    with pytest.raises(KeyringIsHere):
        begin_anew()


def test_a_changed_keyring_is_read_again_without_a_restart(own_keyring: Path) -> None:
    before = keyring()
    write_keyring(own_keyring, new_keyring())
    assert keyring().index != before.index


def test_a_keyring_that_went_away_leaves_the_one_in_memory(own_keyring: Path) -> None:
    before = keyring()
    own_keyring.unlink()
    assert keyring() == before


def _seal_as_before(report: Report, path: Path) -> None:
    """Put a value under the first key again, as a stop in the middle would leave it."""
    ring = keyring()
    value = type(ring)("k1", ring.keys, ring.index).seal(
        b"Left", bound_to="moderation_report.words"
    )
    with connection.cursor() as cursor:
        key = Report._meta.pk.get_db_prep_value(report.pk, connection)
        cursor.execute("UPDATE moderation_report SET words = %s WHERE id = %s", [value, key])
