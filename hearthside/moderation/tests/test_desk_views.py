# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.core import clock
from hearthside.ledger.models import Entry, Verb
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.desk import claim_file
from hearthside.moderation.models import Decision, Report, ReportState
from hearthside.moderation.rules.desk import REPORTS_PER_PAGE
from hearthside.moderation.tests.builders import (
    blow_away,
    make_decided,
    make_leaf,
    make_report_of,
    taking_of,
)
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.models import Notice
from hearthside.spaces.models import Membership, Role
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_keeper,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db

WHY = {"decision": Decision.TAKEN_DOWN, "text": "It breaks our second norm.", "answer": ""}


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def desk_of(space: object) -> str:
    return reverse("moderation:reports", args=[space.slug])  # type: ignore[attr-defined]


def file_of(report: Report, noun: str = "report") -> str:
    return reverse(f"moderation:{noun}", args=[report.space.slug, report.id])


def test_the_longest_waiting_comes_first_and_decided_ones_come_below() -> None:
    space = make_space()
    steward = make_steward(space)
    late, early, done = (
        make_report_of(make_leaf(make_member(space)), at=SIX_PM + timedelta(hours=hours))
        for hours in (2, 1, 0)
    )
    make_decided(done, steward)

    desk = signed_in(steward).get(desk_of(space)).context["desk"]

    assert [row.id for row in desk.waiting] == [early.id, late.id]
    assert list(desk.decided.rows) == [done]


def test_the_list_names_its_owner_and_nobody_else() -> None:
    space = make_space()
    steward = make_steward(space, "Robin")
    report = make_report_of(make_leaf(make_member(space, "Lark")), by=make_member(space, "Wren"))
    claim_file(by=standing_of(steward), file=report, now=clock.now())

    page = signed_in(make_steward(space)).get(desk_of(space)).content.decode()

    assert "Robin" in page
    assert "Lark" not in page
    assert "Wren" not in page
    assert "This frightened me." not in page


def test_the_list_takes_as_many_queries_for_many_as_for_few() -> None:
    space = make_space()
    steward = make_steward(space)
    client = signed_in(steward)
    make_report_of(make_leaf(make_member(space)))
    with CaptureQueriesContext(connection) as few:
        client.get(desk_of(space))
    for _ in range(6):
        make_decided(make_report_of(make_leaf(make_member(space))), steward)
        make_report_of(make_leaf(make_member(space)))

    with CaptureQueriesContext(connection) as many:
        client.get(desk_of(space))

    assert len(many) == len(few) <= 9


def test_decided_reports_come_in_pages() -> None:
    space = make_space()
    steward = make_steward(space)
    for minute in range(REPORTS_PER_PAGE + 1):
        report = make_report_of(make_leaf(make_member(space)))
        make_decided(report, steward, at=SIX_PM + timedelta(minutes=minute))
    client = signed_in(steward)

    first = client.get(desk_of(space)).context["desk"].decided
    second = client.get(desk_of(space) + first.earlier_link).context["desk"].decided

    assert (len(first.rows), len(second.rows), second.earlier) == (REPORTS_PER_PAGE, 1, None)


def test_opening_the_list_clears_the_notice_about_it() -> None:
    steward = make_steward()
    make_report_of(make_leaf(make_member(steward.space)))
    run_courier_once()

    signed_in(steward).get(desk_of(steward.space))

    assert not Notice.objects.of(steward.id).filter(seen_at=None).exists()


def test_opening_the_list_leaves_who_waits_for_an_answer_untold() -> None:
    space = make_space()
    steward = make_steward(space)
    path = reverse("forum:waiting", args=[space.slug])
    missed = Telling(space.id, steward.id, "waiting-stewards", space.id, path)
    notify(telling=missed, now=SIX_PM)

    signed_in(steward).get(desk_of(space))
    assert Notice.objects.of(steward.id).filter(seen_at=None).count() == 1

    signed_in(steward).get(path)
    assert not Notice.objects.of(steward.id).filter(seen_at=None).exists()


def test_reading_a_file_shows_the_words_and_is_an_entry_about_their_author() -> None:
    report = make_report_of()
    assert report.about_id is not None

    page = signed_in(make_steward(report.space)).get(file_of(report))

    assert b"<p>Nobody wants you here. Go away.</p>" in page.content
    assert b"This frightened me." in page.content
    assert Entry.objects.about_holder(report.about_id).get().verb == Verb.REPORT_SEEN


def test_a_file_opens_when_the_words_and_the_people_are_gone() -> None:
    leaf = make_leaf()
    report = make_report_of(leaf)
    blow_away(leaf)
    Report.objects.update(about=None, reporter=None, words="")

    page = signed_in(make_steward(report.space)).get(file_of(report))

    assert page.status_code == 200
    assert page.context["inside"].reported is None


def test_a_file_leads_to_the_other_reports_of_the_same_words() -> None:
    leaf = make_leaf()
    report, other = make_report_of(leaf), make_report_of(leaf)
    make_report_of(make_leaf(make_member(leaf.author.space)))

    page = signed_in(make_steward(leaf.author.space)).get(file_of(report))

    assert page.context["inside"].others == [other]


def test_taking_on_deciding_and_what_the_file_says_then() -> None:
    leaf = make_leaf()
    report = make_report_of(leaf)
    client = signed_in(make_steward(report.space))
    assert b'name="decision"' not in client.get(file_of(report)).content

    claimed = client.post(file_of(report, "claim"), follow=True)
    assert b'name="decision"' in claimed.content
    decided = client.post(file_of(report, "decision"), WHY, follow=True)

    report.refresh_from_db()
    assert report.state == ReportState.DECIDED
    assert taking_of(leaf) is not None
    assert decided.redirect_chain == [(file_of(report), 302)]
    assert b'name="decision"' not in decided.content


def test_giving_back_is_one_plain_form() -> None:
    report = make_report_of()
    client = signed_in(make_steward(report.space))
    client.post(file_of(report, "claim"))

    client.post(file_of(report, "release"))

    report.refresh_from_db()
    assert report.state == ReportState.OPEN


def test_a_decision_without_its_reason_keeps_what_was_written() -> None:
    report = make_report_of()
    client = signed_in(make_steward(report.space))
    client.post(file_of(report, "claim"))

    page = client.post(
        file_of(report, "decision"), {"decision": Decision.TAKEN_DOWN, "answer": "We looked."}
    )

    report.refresh_from_db()
    assert page.status_code == 422
    assert b"We looked." in page.content
    assert report.state == ReportState.CLAIMED


def test_a_second_steward_is_told_who_looks_after_it() -> None:
    report = make_report_of()
    first, second = make_steward(report.space, "Jay"), make_steward(report.space)
    signed_in(first).post(file_of(report, "claim"))

    page = signed_in(second).get(file_of(report))
    refused = signed_in(second).post(file_of(report, "claim"))

    assert page.context["may_claim"].code == "taken"
    assert b"Jay" in page.content
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("visitor", 404),
        ("member of another space", 404),
        ("steward of another space", 404),
        ("keeper of another organisation", 404),
        ("keeper of this organisation", 404),
        ("member", 403),
        ("facilitator", 403),
        ("author", 403),
        ("reporter", 403),
    ],
)
def test_everybody_else_is_kept_out(who: str, status: int) -> None:
    report = make_report_of()
    assert report.about is not None
    assert report.reporter is not None
    client = Client()
    person = {
        "visitor": None,
        "member of another space": make_member().person,
        "steward of another space": make_steward().person,
        "keeper of another organisation": make_keeper(
            organisation=make_space().organisation
        ).person,
        "keeper of this organisation": make_keeper(organisation=report.space.organisation).person,
        "member": make_member(report.space).person,
        "facilitator": make_member(report.space, role=Role.FACILITATOR).person,
        "author": report.about.person,
        "reporter": report.reporter.person,
    }[who]
    if person:
        client.force_login(person)

    answers = [client.get(desk_of(report.space)), client.get(file_of(report))]
    answers += [
        client.post(file_of(report, noun), WHY) for noun in ("claim", "release", "decision")
    ]

    assert [answer.status_code for answer in answers] == [status] * 5
    report.refresh_from_db()
    assert report.state == ReportState.OPEN
    assert not Entry.objects.exists()


def test_a_reported_steward_finds_no_such_report() -> None:
    steward = make_steward()
    report = make_report_of(make_leaf(steward), by=make_member(steward.space, "Wren"))
    client = signed_in(steward)

    desk = client.get(desk_of(steward.space))
    answers = [client.get(file_of(report))]
    answers += [
        client.post(file_of(report, noun), WHY) for noun in ("claim", "release", "decision")
    ]

    assert desk.context["desk"].waiting == []
    assert b"Wren" not in desk.content
    assert [answer.status_code for answer in answers] == [404] * 4


@pytest.mark.parametrize("noun", ["claim", "release", "decision"])
def test_looking_after_a_report_is_a_post(noun: str) -> None:
    report = make_report_of()

    assert signed_in(make_steward(report.space)).get(file_of(report, noun)).status_code == 405
