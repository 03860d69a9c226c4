# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hearthside.core.events import within
from hearthside.core.verdicts import Refused, Verdict
from hearthside.people.actions.joining import join
from hearthside.people.events import PersonJoined
from hearthside.people.hooks import may_join
from hearthside.people.models import Person, RecoveryCode
from hearthside.people.queries import code_digest, codes_left
from hearthside.people.tests.builders import SIX_PM, join_somebody, newcomer

heard: list[PersonJoined] = []


@within(PersonJoined)
def hear(event: PersonJoined) -> None:
    heard.append(event)


@pytest.mark.django_db
def test_joining_makes_an_account_and_ten_codes() -> None:
    joined = join_somebody("Quiet Heron")

    assert joined.person.sign_in_name == "quiet heron"
    assert joined.person.adult_said_at == SIX_PM
    assert len(set(joined.codes)) == codes_left(joined.person.id) == 10


@pytest.mark.django_db
def test_only_digests_of_codes_are_kept() -> None:
    joined = join_somebody()

    kept = set(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert kept == {code_digest(code) for code in joined.codes}
    assert not kept & set(joined.codes)


@pytest.mark.django_db
def test_joining_is_told_to_those_above() -> None:
    heard.clear()
    joined = join_somebody()

    assert heard == [PersonJoined(person_id=joined.person.id, joined_at=SIX_PM)]


@pytest.mark.django_db
def test_a_name_is_taken_whatever_its_case() -> None:
    join_somebody("heron")

    with pytest.raises(Refused) as refused:
        join(newcomer=newcomer("HERON"), now=SIX_PM)

    assert refused.value.code == "name-taken"


@pytest.mark.django_db
def test_nobody_joins_who_does_not_say_they_are_an_adult() -> None:
    with pytest.raises(Refused) as refused:
        join(newcomer=newcomer(says_adult=False), now=SIX_PM)

    assert refused.value.code == "not-adult"
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_those_above_can_keep_the_door_shut() -> None:
    may_join.answer(lambda: Verdict("not-open-yet", "Soon."))

    with pytest.raises(Refused) as refused:
        join(newcomer=newcomer(), now=SIX_PM)

    assert refused.value.code == "not-open-yet"


@pytest.mark.django_db(transaction=True)
def test_one_name_goes_to_one_person() -> None:
    def outcome(name: str) -> str:
        try:
            join(newcomer=newcomer(name), now=SIX_PM)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "joined"

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(outcome, ["Heron", "heron", "HERON", "heroN"]))

    assert sorted(outcomes) == ["joined", *["name-taken"] * 3]
