# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.verdicts import Refused
from hearthside.directory.actions.countries import (
    Looked,
    enable_country,
    end_country,
    note_looking,
)
from hearthside.directory.models import Country
from hearthside.directory.tests.builders import STRANGER, TODAY, a_keeper, make_country
from hearthside.spaces.tests.builders import SIX_PM

pytestmark = pytest.mark.django_db
LOOKED = Looked(on=TODAY, by="Ada", where="the health service's list")


def test_a_country_is_served_once() -> None:
    by = a_keeper()

    enable_country(by=by, code="GB", now=SIX_PM)
    enable_country(by=by, code="GB", now=SIX_PM)

    assert list(Country.objects.values_list("code", flat=True)) == ["GB"]


def test_a_country_is_one_of_the_list() -> None:
    with pytest.raises(Refused) as refused:
        enable_country(by=a_keeper(), code="ZZ", now=SIX_PM)

    assert refused.value.code == "no-such-country"


def test_a_country_can_be_served_no_longer() -> None:
    make_country()

    end_country(by=a_keeper(), code="GB", now=SIX_PM)

    assert not Country.objects.exists()


def test_looking_for_a_second_way_is_written_down() -> None:
    country = note_looking(by=a_keeper(), country=make_country(), looked=LOOKED, now=SIX_PM)

    country.refresh_from_db()
    assert (country.looked_on, country.looked_by) == (TODAY, "Ada")


def test_nobody_looked_tomorrow() -> None:
    tomorrow = Looked(on=TODAY + timedelta(days=1), by="Ada", where="everywhere")

    with pytest.raises(Refused) as refused:
        note_looking(by=a_keeper(), country=make_country(), looked=tomorrow, now=SIX_PM)

    assert refused.value.code == "not-yet"


def test_only_keepers_of_the_installation_choose_countries() -> None:
    country = make_country()

    for attempt in (
        lambda: enable_country(by=STRANGER, code="IE", now=SIX_PM),
        lambda: end_country(by=STRANGER, code="GB", now=SIX_PM),
        lambda: note_looking(by=STRANGER, country=country, looked=LOOKED, now=SIX_PM),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "not-keeper"
