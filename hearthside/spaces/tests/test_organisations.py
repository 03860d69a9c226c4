# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.spaces.actions.organisations import make_organisation, rename_organisation
from hearthside.spaces.models import Organisation
from hearthside.spaces.tests import builders
from hearthside.spaces.tests.builders import SIX_PM, keeper_of

pytestmark = pytest.mark.django_db


def test_the_keeper_of_the_installation_makes_an_organisation() -> None:
    make_organisation(by=keeper_of(None), name=" Riverside ", now=SIX_PM)

    assert Organisation.objects.get().name == "Riverside"
    assert Entry.objects.get().verb == Verb.ORGANISATION_MADE


def test_the_keeper_of_one_organisation_makes_no_other() -> None:
    by = keeper_of(builders.make_organisation())

    with pytest.raises(Refused) as refused:
        make_organisation(by=by, name="Another", now=SIX_PM)

    assert refused.value.code == "not-here"


def test_an_organisation_is_renamed_by_its_keeper_and_no_other() -> None:
    organisation = builders.make_organisation()

    rename_organisation(
        by=keeper_of(organisation), organisation=organisation, name="Hillside", now=SIX_PM
    )
    with pytest.raises(Refused):
        rename_organisation(
            by=keeper_of(builders.make_organisation()),
            organisation=organisation,
            name="Taken over",
            now=SIX_PM,
        )

    organisation.refresh_from_db()
    assert organisation.name == "Hillside"
