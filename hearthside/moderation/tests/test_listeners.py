# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpRequest

from hearthside.ledger.models import Delivery
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.listeners import (
    link_to_own_reports,
    link_to_reports,
    reports_that_wait,
    what_keepers_see,
)
from hearthside.moderation.models import Decision, Report, ReportState
from hearthside.moderation.tests.builders import make_decided, make_leaf, make_report_of
from hearthside.notices.models import Notice
from hearthside.notices.queries import words_of
from hearthside.privacy.hooks import Leave, Subject, claimed, erase, export_of
from hearthside.spaces.models import Membership
from hearthside.spaces.queries.standing import keeper_standing
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_keeper,
    make_member,
    make_organisation,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db


def exported(member: Membership, name: str) -> list[dict[str, object]]:
    answers = export_of.ask(Subject(member.person_id))
    return [
        dict(row) for parts in answers for part in parts if part.name == name for row in part.rows
    ]


def test_every_steward_of_the_space_is_told_once_for_all_that_waits() -> None:
    space = make_space()
    stewards = [make_steward(space), make_steward(space)]
    make_steward(make_space())
    for minute in range(2):
        make_report_of(make_leaf(make_member(space)), at=SIX_PM + timedelta(minutes=minute))

    run_courier_once()
    Delivery.objects.update(done_at=None, next_try_at=SIX_PM)
    run_courier_once()

    notices = Notice.objects.filter(kind="report-new")
    assert {notice.recipient_id for notice in notices} == {steward.id for steward in stewards}
    assert all(notice.subject_id == space.id for notice in notices)


def test_a_reported_steward_is_not_told() -> None:
    reported = make_steward()
    other = make_steward(reported.space)
    make_report_of(make_leaf(reported))

    run_courier_once()

    assert {notice.recipient_id for notice in Notice.objects.order_by("id")} == {other.id}


@pytest.mark.parametrize("kind", ["report-new", "report-decided"])
def test_notices_about_reports_have_words_for_one_and_for_many(kind: str) -> None:
    assert words_of(kind, 1) != words_of(kind, 3) != words_of("unknown", 1)
    assert "3" in str(words_of(kind, 3))


def test_the_settings_page_says_how_many_wait_for_this_steward() -> None:
    steward = make_steward()
    make_report_of(make_leaf(make_member(steward.space)))
    make_report_of(make_leaf(steward))
    make_decided(make_report_of(make_leaf(make_member(steward.space))), steward)
    request = HttpRequest()
    request.space, request.standing = steward.space, standing_of(steward)  # type: ignore[attr-defined]

    said = link_to_reports(request)

    assert "1 report" in said
    assert steward.space.slug in said


def test_coming_in_a_steward_sees_that_a_report_waits_and_nothing_when_none_does() -> None:
    steward = make_steward()
    request = HttpRequest()
    request.space, request.standing = steward.space, standing_of(steward)  # type: ignore[attr-defined]

    assert not reports_that_wait(request).strip()

    make_report_of(make_leaf(make_member(steward.space)))
    assert "1 report" in reports_that_wait(request)


def test_a_member_finds_the_own_reports_from_the_own_page() -> None:
    member = make_member()
    request = HttpRequest()
    request.space, request.standing = member.space, standing_of(member)  # type: ignore[attr-defined]

    assert f"/s/{member.space.slug}/reports/mine/" in link_to_own_reports(request)


def test_a_keeper_learns_where_a_report_waits_that_no_steward_may_look_at() -> None:
    organisation = make_organisation()
    stuck = make_space("Stuck", organisation=organisation)
    make_report_of(make_leaf(make_steward(stuck)))
    cared_for = make_space("Cared for", organisation=organisation)
    make_steward(cared_for)
    make_report_of(make_leaf(make_steward(cared_for)))
    elsewhere = make_space("Of others")
    make_report_of(make_leaf(make_steward(elsewhere)))

    def said_to(person_id: object) -> str:
        request = HttpRequest()
        request.keeper = keeper_standing(person_id, SIX_PM)  # type: ignore[attr-defined, arg-type]
        stuck, _late, _rest = str(what_keepers_see(request)).partition("late-desks")
        return stuck

    of_all = said_to(make_keeper().person_id)
    of_one = said_to(make_keeper(organisation=organisation).person_id)

    names = ("Stuck", "Cared for", "Of others")
    assert [name in of_one for name in names] == [True, False, False]
    assert [name in of_all for name in names] == [True, False, True]


def test_an_export_holds_own_reports_and_never_the_reporter() -> None:
    leaf = make_leaf()
    reporter = make_member(leaf.author.space, "Wren")
    make_decided(
        make_report_of(leaf, by=reporter, words="He frightened me."),
        make_steward(leaf.author.space, "Robin"),
        Decision.SPOKEN,
    )

    [own] = exported(reporter, "reports_made")
    [about] = exported(leaf.author, "decisions_about")

    assert (own["words"], own["answer"]) == ("He frightened me.", "Thank you. We looked at it.")
    assert about["reason"] == "It breaks our second norm."
    assert not any(word in str(about) for word in ("Wren", "Robin", "frightened", "18:00"))
    assert exported(leaf.author, "reports_made") == []
    assert exported(reporter, "decisions_about") == []


def test_an_undecided_report_is_in_no_export_of_the_person_it_is_about() -> None:
    leaf = make_leaf()
    make_report_of(leaf)

    assert exported(leaf.author, "decisions_about") == []


@pytest.mark.parametrize(("leave", "words"), [(Leave.ERASE_ALL, ""), (Leave.KEEP_WORDS, "Why?")])
def test_a_reporter_who_leaves_is_in_no_report_any_more(leave: Leave, words: str) -> None:
    report = make_report_of(words="Why?")
    assert report.reporter is not None

    erase.ask(Subject(report.reporter.person_id), leave, SIX_PM)

    report.refresh_from_db()
    assert (report.reporter_id, report.words, report.answer) == (None, words, "")
    assert report.state == ReportState.OPEN
    assert report.about_id is not None


@pytest.mark.parametrize("leave", list(Leave))
def test_an_author_who_leaves_takes_along_what_was_written_to_them(leave: Leave) -> None:
    report = make_report_of()
    make_decided(report, make_steward(report.space))
    assert report.about is not None

    erase.ask(Subject(report.about.person_id), leave, SIX_PM)

    report.refresh_from_db()
    assert (report.about_id, report.decision_words) == (None, "")
    assert report.reporter_id is not None


def test_a_steward_who_leaves_leaves_no_report_behind_in_their_hands() -> None:
    undecided, decided = make_report_of(), make_report_of()
    steward = make_steward(undecided.space)
    Report.objects.filter(id=undecided.id).update(
        owner=steward, state=ReportState.CLAIMED, claimed_at=SIX_PM
    )
    make_decided(decided, make_steward(decided.space))
    Report.objects.filter(id=decided.id).update(owner=steward)

    erase.ask(Subject(steward.person_id), Leave.ERASE_ALL, SIX_PM)

    undecided.refresh_from_db()
    decided.refresh_from_db()
    assert "moderation.Report" in claimed
    assert (undecided.state, undecided.owner_id) == (ReportState.OPEN, None)
    assert (decided.state, decided.owner_id) == (ReportState.DECIDED, None)


def test_leaving_one_space_touches_the_reports_of_that_space_only() -> None:
    leaf = make_leaf()
    here = make_member(leaf.author.space)
    there = make_member(make_space(), person=here.person)
    make_report_of(leaf, by=here)
    kept = make_report_of(make_leaf(make_member(there.space)), by=there)

    erase.ask(Subject(here.person_id, here.id), Leave.ERASE_ALL, SIX_PM)

    assert list(Report.objects.exclude(reporter=None)) == [kept]
