# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.forms.models import model_to_dict

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Delivery, Entry
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.reports import Reporting, make_report
from hearthside.moderation.models import Concerning, Report, ReportState
from hearthside.moderation.tests.builders import (
    LEAF,
    make_decided,
    make_leaf,
    make_report_of,
    taking_of,
)
from hearthside.notices.models import Notice
from hearthside.spaces.models import Grant
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    standing_in_space,
    standing_of,
)

pytestmark = pytest.mark.django_db


def told() -> QuerySet[Delivery]:
    """What the courier owes because of a new report, without the promise made with it."""
    return Delivery.objects.filter(listener__endswith=".tell_the_stewards")


LATER = SIX_PM + timedelta(hours=2)


def test_a_member_of_one_minute_can_report() -> None:
    leaf = make_leaf()
    newcomer = make_member(leaf.author.space)

    report = make_report_of(leaf, by=newcomer, words="  This frightened me.\r\n")

    report.refresh_from_db()
    assert (report.state, report.owner, report.made_at) == (ReportState.OPEN, None, SIX_PM)
    assert (report.about, report.reporter) == (leaf.author, newcomer)
    assert report.words == "This frightened me."


def test_the_words_of_a_report_are_sealed() -> None:
    report = make_report_of(words="This frightened me.")

    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM moderation_report")
        kept = bytes(cursor.fetchone()[0])

    assert b"frightened" not in kept
    assert Report.objects.get(id=report.id).words == "This frightened me."


def test_a_steward_can_be_reported_too() -> None:
    report = make_report_of(make_leaf(make_steward()))

    assert report.state == ReportState.OPEN


def test_reporting_twice_while_undecided_is_reporting_once() -> None:
    leaf = make_leaf()
    neighbour = make_member(leaf.author.space)

    first = make_report_of(leaf, by=neighbour)
    again = make_report_of(leaf, by=neighbour, at=LATER)

    assert first.id == again.id
    assert told().count() == 1


def test_after_a_decision_the_same_words_can_be_reported_again() -> None:
    leaf = make_leaf()
    neighbour, steward = make_member(leaf.author.space), make_steward(leaf.author.space)
    first = make_decided(make_report_of(leaf, by=neighbour), steward)

    again = make_report_of(leaf, by=neighbour, at=LATER)

    assert first.id != again.id


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_many_times_at_once_makes_one_report() -> None:
    leaf = make_leaf()
    by = standing_of(make_member(leaf.author.space))
    about = Reporting(LEAF, leaf.id, Concerning.SPAM)

    def send(_: int) -> Report:
        try:
            return make_report(by=by, about=about, now=SIX_PM)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        made = {report.id for report in pool.map(send, range(6))}

    assert len(made) == Report.objects.count() == told().count() == 1


def test_three_reports_change_nothing() -> None:
    leaf = make_leaf()
    space, steward = leaf.author.space, make_steward(leaf.author.space)
    person, before = leaf.author.person, model_to_dict(leaf.author)
    standing, grants = standing_of(leaf.author), list(Grant.objects.order_by("id"))

    for _ in range(3):
        make_report_of(leaf, by=make_member(space), at=clock.now())
    run_courier_once()

    leaf.author.refresh_from_db()
    person.refresh_from_db()
    assert model_to_dict(leaf.author) == before
    assert standing_of(leaf.author) == standing
    assert list(Grant.objects.order_by("id")) == grants
    assert person.is_active
    assert taking_of(leaf) is None
    assert not Entry.objects.exists()
    assert not Notice.objects.of(leaf.author.id).exists()
    assert Notice.objects.of(steward.id).exists()


@pytest.mark.parametrize("who", ["stranger", "member of another space"])
def test_who_is_no_member_here_reports_nothing(who: str) -> None:
    leaf = make_leaf()
    visitor = standing_in_space(leaf.author.space, None)
    by = visitor if who == "stranger" else standing_of(make_member())
    about = Reporting(LEAF, leaf.id, Concerning.UNKIND)

    with pytest.raises(Refused) as refused:
        make_report(by=by, about=about, now=SIX_PM)

    assert refused.value.code == "not-here"
    assert not Report.objects.exists()


def test_what_is_not_there_cannot_be_reported() -> None:
    about = Reporting(LEAF, uuid4(), Concerning.UNKIND)

    with pytest.raises(Refused) as refused:
        make_report(by=standing_of(make_member()), about=about, now=SIX_PM)

    assert refused.value.code == "not-here"


def test_own_words_are_changed_rather_than_reported() -> None:
    leaf = make_leaf()

    with pytest.raises(Refused) as refused:
        make_report_of(leaf, by=leaf.author)

    assert refused.value.code == "own-words"
