# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import connection

from hearthside.core.verdicts import Refused
from hearthside.people.actions.recovery import Recovery, SecondStep, make_codes, recover
from hearthside.people.models import SignIn
from hearthside.people.queries import codes_left
from hearthside.people.tests.builders import NEW_PASSWORD, SIX_PM, join_somebody, signed_in


def recovery(name: str, code: str, second_step: SecondStep = SecondStep.KEEP) -> Recovery:
    return Recovery(name, code, make_password(NEW_PASSWORD), second_step)


@pytest.mark.django_db
def test_a_code_sets_a_new_password_once() -> None:
    joined = join_somebody("heron")
    asked = recovery("Heron", joined.codes[0].lower())

    recover(recovery=asked, now=SIX_PM)

    joined.person.refresh_from_db()
    assert joined.person.check_password(NEW_PASSWORD)
    assert codes_left(joined.person.id) == 9
    with pytest.raises(Refused) as refused:
        recover(recovery=asked, now=SIX_PM)
    assert refused.value.code == "no-such-code"


@pytest.mark.django_db
def test_recovering_ends_every_sign_in() -> None:
    joined = join_somebody("heron")
    signed_in(joined.person)
    signed_in(joined.person)

    recover(recovery=recovery("heron", joined.codes[0]), now=SIX_PM)

    assert not SignIn.objects.filter(person=joined.person).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["heron", "nobody-of-that-name"])
def test_unknown_names_and_wrong_codes_get_the_same_words(name: str) -> None:
    join_somebody("heron")

    with pytest.raises(Refused) as refused:
        recover(recovery=recovery(name, "0000-0000-0000"), now=SIX_PM)

    assert refused.value.code == "no-such-code"


@pytest.mark.django_db
def test_a_code_opens_no_other_account() -> None:
    codes = join_somebody("heron").codes
    other = join_somebody("wren").person

    with pytest.raises(Refused):
        recover(recovery=recovery("wren", codes[0]), now=SIX_PM)

    assert codes_left(other.id) == 10


@pytest.mark.django_db
def test_new_codes_make_the_old_ones_worthless() -> None:
    joined = join_somebody("heron")

    make_codes(person=joined.person, now=SIX_PM)

    with pytest.raises(Refused):
        recover(recovery=recovery("heron", joined.codes[0]), now=SIX_PM)


@pytest.mark.django_db
@pytest.mark.parametrize(("step", "left"), [(SecondStep.KEEP, 1), (SecondStep.TAKE_OFF, 0)])
def test_somebody_who_lost_their_telephone_can_take_its_app_off(
    step: SecondStep, left: int
) -> None:
    joined = join_somebody("heron")
    Authenticator.objects.create(user=joined.person, type=Authenticator.Type.TOTP, data={})

    recover(recovery=recovery("heron", joined.codes[0], step), now=SIX_PM)

    assert Authenticator.objects.filter(user=joined.person).count() == left


@pytest.mark.django_db(transaction=True)
def test_a_code_works_once_even_when_used_twice_at_once() -> None:
    joined = join_somebody("heron")

    def outcome(_try: int) -> str:
        try:
            recover(recovery=recovery("heron", joined.codes[0]), now=SIX_PM)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "recovered"

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(outcome, range(4)))

    assert sorted(outcomes) == [*["no-such-code"] * 3, "recovered"]
