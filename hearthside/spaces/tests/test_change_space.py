# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Entry, Verb
from hearthside.spaces.actions.spaces import SpaceWords, change_space, make_space
from hearthside.spaces.models import Joining, Kind, Organisation, Space
from hearthside.spaces.tests.builders import (
    SIX_PM,
    keeper_of,
    make_member,
    make_organisation,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db

WORDS = SpaceWords(
    name="Hillside",
    kind=Kind.FAITH,
    language="es",
    purpose="To sit together.",
    is_not="Not a clinic.",
    norms="Be kind.",
    limits="Nobody can promise for all.",
    listed=True,
    joining=Joining.REQUEST,
)


def words_of(space: Space) -> SpaceWords:
    return SpaceWords(**{name: getattr(space, name) for name in SpaceWords.__dataclass_fields__})


def test_a_steward_changes_what_the_space_says_of_itself() -> None:
    steward = make_steward()

    change_space(by=standing_of(steward), space=steward.space, words=WORDS, now=SIX_PM)

    assert words_of(Space.objects.get()) == WORDS
    assert Entry.objects.get().verb == Verb.SPACE_CHANGED


@pytest.mark.parametrize("field", ["norms", "limits"])
def test_other_norms_or_limits_are_put_before_everybody(field: str) -> None:
    steward = make_steward()
    setattr(steward.space, field, "Something new.")
    words = words_of(steward.space)

    change_space(by=standing_of(steward), space=steward.space, words=words, now=SIX_PM)

    assert Space.objects.get().terms_version == 2
    assert not standing_of(steward).has_agreed


def test_other_line_ends_and_a_new_name_are_no_new_agreement() -> None:
    steward = make_steward()
    Space.objects.update(norms="Be kind.\nBe patient.")
    same = replace(
        words_of(steward.space), norms="Be kind.\r\nBe patient.\r\n", name="Another name"
    )

    change_space(by=standing_of(steward), space=steward.space, words=same, now=SIX_PM)

    assert Space.objects.get().terms_version == 1


def test_only_a_steward_of_this_space_changes_it() -> None:
    member = make_member()

    for by, code in ((member, "not-steward"), (make_steward(), "not-here")):
        with pytest.raises(Refused) as refused:
            change_space(by=standing_of(by), space=member.space, words=WORDS, now=SIX_PM)
        assert refused.value.code == code


def test_a_keeper_makes_a_space_with_nobody_in_it() -> None:
    organisation = make_organisation()

    space = make_space(
        by=keeper_of(organisation),
        organisation=organisation,
        slug="hillside",
        words=WORDS,
        now=SIX_PM,
    )

    assert (space.slug, space.organisation, space.terms_version) == ("hillside", organisation, 1)
    assert not space.memberships.exists()
    assert Entry.objects.get().verb == Verb.SPACE_MADE


def test_an_address_belongs_to_one_space() -> None:
    organisation = make_organisation()
    by = keeper_of(organisation)
    make_space(by=by, organisation=organisation, slug="hillside", words=WORDS, now=SIX_PM)

    with pytest.raises(Refused) as refused:
        make_space(by=by, organisation=organisation, slug="hillside", words=WORDS, now=SIX_PM)

    assert refused.value.code == "address-taken"


@pytest.mark.django_db(transaction=True)
def test_two_organisations_cannot_take_one_address_at_once() -> None:
    organisations = [make_organisation(), make_organisation()]

    def outcome(organisation: Organisation) -> str:
        by = keeper_of(organisation)
        try:
            make_space(by=by, organisation=organisation, slug="hillside", words=WORDS, now=SIX_PM)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "made"

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(outcome, organisations))

    assert sorted(outcomes) == ["address-taken", "made"]


def test_the_keeper_of_another_organisation_makes_no_space_here() -> None:
    with pytest.raises(Refused) as refused:
        make_space(
            by=keeper_of(make_organisation()),
            organisation=make_organisation(),
            slug="hillside",
            words=WORDS,
            now=SIX_PM,
        )

    assert refused.value.code == "not-here"
