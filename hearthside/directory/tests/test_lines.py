# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hearthside.core.verdicts import Refused
from hearthside.directory.actions.lines import (
    Check,
    add_line,
    change_line,
    confirm_line,
    pair_lines,
    withdraw_line,
)
from hearthside.directory.models import Checked, HelpLine
from hearthside.directory.queries.lines import kept_lines
from hearthside.directory.tests.builders import (
    STRANGER,
    TODAY,
    a_keeper,
    finish_set_up,
    line_facts,
    make_line,
)
from hearthside.ledger.models import Delivery, Entry, Verb
from hearthside.spaces.tests.builders import SIX_PM

pytestmark = pytest.mark.django_db
CHECK = Check(on=TODAY, by="Ada", how=Checked.CALLED)


def announced() -> int:
    return Delivery.objects.filter(listener__endswith="rewrite_changed_pages").count()


def test_a_new_line_is_unconfirmed_and_the_pages_are_written_anew() -> None:
    line = add_line(
        by=a_keeper(), facts=line_facts(hours="MON 10:00-12:00", zone="UTC"), now=SIX_PM
    )

    assert line.verified_on is None
    assert line.hours == "mon 10:00-12:00"
    assert announced() == 1


def test_a_line_that_cannot_be_dialled_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        add_line(by=a_keeper(), facts=line_facts(dial="12"), now=SIX_PM)

    assert refused.value.code == "number-needs-source"
    assert not HelpLine.objects.exists()


def test_nobody_but_a_keeper_of_the_installation_touches_a_line() -> None:
    line = make_line()
    facts = line_facts("Other")

    attempts: tuple[Callable[[], object], ...] = (
        lambda: add_line(by=STRANGER, facts=facts, now=SIX_PM),
        lambda: change_line(by=STRANGER, line=line, facts=facts, now=SIX_PM),
        lambda: confirm_line(by=STRANGER, line=line, check=CHECK, now=SIX_PM),
        lambda: withdraw_line(by=STRANGER, line=line, because="gone", now=SIX_PM),
        lambda: pair_lines(by=STRANGER, line=line, other_id=None, now=SIX_PM),
    )
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == "not-keeper"


def test_a_confirmation_says_when_who_and_how_and_is_an_entry() -> None:
    line = confirm_line(by=a_keeper(), line=make_line(), check=CHECK, now=SIX_PM)

    line.refresh_from_db()
    assert (line.verified_on, line.verified_by, line.verified_how) == (TODAY, "Ada", "called")
    entry = Entry.objects.get()
    assert (entry.verb, entry.by_role) == (Verb.HELP_LINE_CONFIRMED, "keeper")


def test_what_changed_must_be_confirmed_again() -> None:
    line = make_line(verified_on=TODAY)

    change_line(by=a_keeper(), line=line, facts=line_facts(dial="999"), now=SIX_PM)

    line.refresh_from_db()
    assert line.dial == "999"
    assert line.verified_on is None


def test_changing_nothing_keeps_the_confirmation() -> None:
    line = make_line(verified_on=TODAY)

    change_line(by=a_keeper(), line=line, facts=line_facts(), now=SIX_PM)

    line.refresh_from_db()
    assert line.verified_on == TODAY
    assert announced() == 0


def test_a_withdrawn_line_is_gone_and_its_partner_stands_alone() -> None:
    finish_set_up()
    line, other = make_line(verified_on=TODAY), make_line("Day Line", verified_on=TODAY)
    by = a_keeper()
    pair_lines(by=by, line=line, other_id=other.id, now=SIX_PM)

    withdraw_line(by=by, line=line, because="It closed.", now=SIX_PM)
    withdraw_line(by=by, line=line, because="Again.", now=SIX_PM)

    assert [one.name for one in kept_lines().shown("GB")] == ["Day Line"]
    line.refresh_from_db()
    assert line.withdrawn_because == "It closed."
    assert Entry.objects.filter(verb=Verb.HELP_LINE_WITHDRAWN).count() == 1


def test_a_pair_is_shown_both_or_not_at_all() -> None:
    finish_set_up()
    adults = make_line("Adults", verified_on=TODAY)
    youth = make_line("Youth", kind="youth", audience="youth")
    by = a_keeper()

    pair_lines(by=by, line=adults, other_id=youth.id, now=SIX_PM)
    assert kept_lines().shown("GB") == []

    confirm_line(by=by, line=youth, check=CHECK, now=SIX_PM)
    assert {one.name for one in kept_lines().shown("GB")} == {"Adults", "Youth"}


def test_a_line_has_one_partner_at_most() -> None:
    one, two, three = make_line("One"), make_line("Two"), make_line("Three")
    by = a_keeper()

    pair_lines(by=by, line=one, other_id=two.id, now=SIX_PM)
    pair_lines(by=by, line=three, other_id=two.id, now=SIX_PM)

    assert set(HelpLine.objects.exclude(shown_with=None).values_list("name", flat=True)) == {
        "Three"
    }
    pair_lines(by=by, line=two, other_id=None, now=SIX_PM)
    assert not HelpLine.objects.exclude(shown_with=None).exists()


def test_a_pair_is_of_one_country() -> None:
    here, there = make_line(), make_line(country="IE")

    with pytest.raises(Refused) as refused:
        pair_lines(by=a_keeper(), line=here, other_id=there.id, now=SIX_PM)

    assert refused.value.code == "not-a-pair"


@pytest.mark.parametrize(
    "wrong",
    [
        {"dial": ""},
        {"text_keyword": "HOME"},
        {"hours": "mon 10:00-12:00"},
        {"kind": "emergency", "country": ""},
    ],
)
def test_the_database_refuses_nonsense(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_line(**wrong)


def test_a_confirmation_without_a_name_cannot_be_kept() -> None:
    line = make_line()

    with pytest.raises(IntegrityError), transaction.atomic():
        HelpLine.objects.filter(id=line.id).update(verified_on=TODAY)


def test_two_lines_of_a_country_have_two_names() -> None:
    make_line()

    with pytest.raises(Refused) as refused:
        add_line(by=a_keeper(), facts=line_facts(), now=SIX_PM)

    assert refused.value.code == "name-taken"
    other = make_line("Other")
    with pytest.raises(Refused):
        change_line(by=a_keeper(), line=other, facts=replace(line_facts(), notes="x"), now=SIX_PM)
