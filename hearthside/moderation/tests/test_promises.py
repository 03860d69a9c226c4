# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from hearthside.ledger.models import Delivery, Entry, Verb
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.desk import (
    ask_look,
    claim_file,
    give_look,
    release_file,
    write_note,
)
from hearthside.moderation.actions.lateness import note_late
from hearthside.moderation.actions.measures import note_changed
from hearthside.moderation.actions.proposals import Proposing, propose
from hearthside.moderation.models import (
    Concerning,
    Covers,
    Decision,
    Look,
    Measure,
    Note,
    NoteKind,
    Report,
)
from hearthside.moderation.queries.desk import spaces_with_a_late_desk
from hearthside.moderation.rules.clock import KEEPERS_LEARN_AFTER
from hearthside.moderation.tests.builders import (
    make_decided,
    make_leaf,
    make_measure,
    make_report_of,
    settle,
)
from hearthside.notices.models import Notice
from hearthside.spaces.tests.builders import (
    SIX_PM,
    keeper_of,
    make_member,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db


def test_a_report_is_promised_by_its_label() -> None:
    report = make_report_of(concerning=Concerning.UNSAFE)

    assert report.answer_by == SIX_PM + timedelta(hours=1)
    promised = Delivery.objects.get(key=f"moderation.promise:{report.id}")
    assert promised.next_try_at == report.answer_by


def test_a_missed_promise_is_an_entry_once_and_told_to_all_stewards() -> None:
    report = make_report_of()
    stewards = {make_steward(report.space).id, make_steward(report.space).id}

    run_courier_once()
    Delivery.objects.update(done_at=None, next_try_at=SIX_PM)
    run_courier_once()

    late = Notice.objects.filter(kind="desk-late")
    assert {notice.recipient_id for notice in late} == stewards
    assert {notice.times for notice in late} == {1}
    entry = Entry.objects.get(verb=Verb.DESK_LATE)
    assert (entry.reason_kind, entry.about, entry.by) == ("unkind", None, None)


def test_what_was_answered_in_time_is_never_late() -> None:
    report = make_report_of()
    make_decided(report, make_steward(report.space))

    assert not Delivery.objects.filter(key=f"moderation.promise:{report.id}").exists()
    assert note_late(thing_id=report.id, now=SIX_PM + timedelta(days=2)) is None
    assert not Entry.objects.filter(verb=Verb.DESK_LATE).exists()


def test_keepers_learn_where_a_desk_is_late_and_only_their_own() -> None:
    report, elsewhere = make_report_of(), make_report_of()
    keeper = keeper_of(report.space.organisation)
    late = report.answer_by + KEEPERS_LEARN_AFTER

    assert spaces_with_a_late_desk(keeper, late - timedelta(seconds=1)) == []
    assert spaces_with_a_late_desk(keeper, late) == [report.space]
    assert set(spaces_with_a_late_desk(keeper_of(), late)) == {report.space, elsewhere.space}


def test_of_words_without_a_name_every_steward_is_told() -> None:
    steward = make_steward()
    other = make_steward(steward.space)
    leaf = make_leaf(steward, voice_id=uuid4())
    make_report_of(leaf, by=make_member(steward.space))

    run_courier_once()

    told = Notice.objects.filter(kind="report-new")
    assert {notice.recipient_id for notice in told} == {steward.id, other.id}
    assert Report.objects.get().about_id is None


def late_notices() -> set[object]:
    return set(Notice.objects.filter(kind="desk-late").values_list("recipient_id", flat=True))


def test_a_second_look_nobody_gave_in_time_is_late_and_told_once() -> None:
    report = make_report_of(concerning=Concerning.OTHER)
    asking, other = make_steward(report.space), make_steward(report.space)
    claim_file(by=standing_of(asking), file=report, now=SIX_PM)
    look = ask_look(by=standing_of(asking), file=report, question="Is it?", now=SIX_PM)
    keeper = keeper_of(report.space.organisation)

    for _ in range(2):
        late = note_late(thing_id=look.id, now=look.answer_by)
    before = note_late(thing_id=look.id, now=look.answer_by - timedelta(seconds=1))
    Delivery.objects.exclude(key=f"moderation.promise:{look.id}").delete()
    run_courier_once()

    assert late is not None
    assert late.label == "look"
    assert before is None
    assert Entry.objects.get(verb=Verb.DESK_LATE).reason_kind == "look"
    assert late_notices() == {asking.id, other.id}
    assert spaces_with_a_late_desk(keeper, look.answer_by + KEEPERS_LEARN_AFTER) == [report.space]


@pytest.mark.parametrize("how", ["given", "file decided"])
def test_a_second_look_nobody_waits_for_is_never_late(how: str) -> None:
    report = make_report_of(concerning=Concerning.OTHER)
    asking, other = make_steward(report.space), make_steward(report.space)
    claim_file(by=standing_of(asking), file=report, now=SIX_PM)
    look = ask_look(by=standing_of(asking), file=report, question="Is it?", now=SIX_PM)
    if how == "given":
        give_look(by=standing_of(other), look=look, seen="Yes", now=SIX_PM)
    else:
        make_decided(report, asking)

    assert not Delivery.objects.filter(key=f"moderation.promise:{look.id}").exists()
    assert note_late(thing_id=look.id, now=look.answer_by + timedelta(days=1)) is None


def test_what_somebody_saw_is_kept_although_the_file_was_decided_meanwhile() -> None:
    report = make_report_of(concerning=Concerning.OTHER)
    asking, other = make_steward(report.space), make_steward(report.space)
    claim_file(by=standing_of(asking), file=report, now=SIX_PM)
    look = ask_look(by=standing_of(asking), file=report, question="Is it?", now=SIX_PM)
    make_decided(report, asking)

    for _ in range(2):
        give_look(by=standing_of(other), look=look, seen="I see a plea", now=SIX_PM)

    assert Look.objects.get().seen == "I see a plea"
    assert Entry.objects.filter(verb=Verb.LOOK_GIVEN).count() == 1


def test_folded_words_that_were_changed_wait_with_a_promise_that_can_be_missed() -> None:
    measure = make_measure(Decision.FOLDED)
    folding = Measure.objects.get().decided_by
    assert folding is not None
    assert measure.content_id is not None
    note_changed(kind="leaf", content_id=measure.content_id, is_gone=False, now=SIX_PM)
    measure.refresh_from_db()
    assert measure.answer_by is not None
    promised = Delivery.objects.get(key=f"moderation.promise:{measure.id}")
    assert promised.next_try_at == measure.answer_by
    late = measure.answer_by + KEEPERS_LEARN_AFTER

    run_courier_once()

    asked = Notice.objects.filter(kind="desk-asks").values_list("recipient_id", flat=True)
    assert folding.id in asked
    assert late_notices() == {folding.id}
    assert Entry.objects.get(verb=Verb.DESK_LATE).reason_kind == "changed"
    assert spaces_with_a_late_desk(keeper_of(), late) == [measure.space]

    settle(measure, folding, shows_all=True, now=late)
    assert spaces_with_a_late_desk(keeper_of(), late) == []


def test_folded_words_that_were_looked_at_are_not_late() -> None:
    measure = make_measure(Decision.FOLDED)
    steward = Measure.objects.get().decided_by
    assert steward is not None
    assert measure.content_id is not None
    note_changed(kind="leaf", content_id=measure.content_id, is_gone=False, now=SIX_PM)

    settle(measure, steward, shows_all=False, now=SIX_PM)

    assert not Delivery.objects.filter(key=f"moderation.promise:{measure.id}").exists()
    assert note_late(thing_id=measure.id, now=SIX_PM + timedelta(days=1)) is None


def test_a_proposal_to_end_a_membership_that_nobody_answers_is_late_and_another_is_not() -> None:
    member = make_member()
    steward = make_steward(member.space)
    ending = Proposing(member.id, Covers.MEMBERSHIP, "Why")
    resting = Proposing(member.id, Covers.WRITING, "Why")
    proposal = propose(by=standing_of(steward), what=ending, now=SIX_PM)
    other = propose(by=standing_of(steward), what=resting, now=SIX_PM)

    assert not Delivery.objects.filter(key=f"moderation.promise:{other.id}").exists()
    assert note_late(thing_id=proposal.id, now=proposal.answer_by) is not None
    late = proposal.answer_by + KEEPERS_LEARN_AFTER
    assert spaces_with_a_late_desk(keeper_of(), late) == [member.space]


def test_the_same_note_sent_again_is_one_note_and_given_back_twice_is_once() -> None:
    report = make_report_of()
    steward = make_steward(report.space)
    by = standing_of(steward)
    claim_file(by=by, file=report, now=SIX_PM)

    for _ in range(2):
        write_note(by=by, file=report, kind=NoteKind.KNOW, words="Three of them", now=SIX_PM)
        release_file(by=by, file=report, words="Ask him first", now=SIX_PM)

    assert Note.objects.count() == 2
    assert Entry.objects.filter(verb=Verb.REPORT_RELEASED).count() == 1
