# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Delivery, Entry, Token, Verb
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.decisions import Deciding, decide_appeal, decide_report
from hearthside.moderation.actions.desk import claim_file
from hearthside.moderation.actions.measures import (
    agree_to_fold,
    make_appeal,
    note_changed,
)
from hearthside.moderation.models import (
    Appeal,
    AppealDecision,
    Decision,
    Measure,
    MeasureKind,
    MeasureState,
)
from hearthside.moderation.tests.builders import (
    LEAF,
    folding_of,
    make_decided,
    make_leaf,
    make_measure,
    make_report_of,
    putting_back_of,
    settle,
)
from hearthside.notices.models import Notice
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def author_of(measure: Measure) -> Membership:
    assert measure.about_face is not None
    return Membership.objects.get(id=measure.about_face)


def answered(measure: Measure, decision: AppealDecision, steward: Membership) -> Appeal:
    """Appeal as the author, and let a steward answer."""
    appeal = make_appeal(
        by=standing_of(author_of(measure)), measure=measure, words="It helped me.", now=SIX_PM
    )
    by = standing_of(steward)
    claim_file(by=by, file=appeal, now=SIX_PM)
    return decide_appeal(
        by=by, appeal=appeal, decision=decision, words="I looked again.", now=SIX_PM
    )


@pytest.mark.parametrize(
    ("decision", "kind"),
    [
        (Decision.FOLDED, MeasureKind.FOLDED),
        (Decision.TAKEN_DOWN, MeasureKind.TAKEN_DOWN),
        (Decision.SPOKEN, MeasureKind.SPOKEN),
    ],
)
def test_the_author_is_told_with_a_copy_of_their_words_and_the_reason(
    decision: Decision, kind: MeasureKind
) -> None:
    leaf = make_leaf()
    measure = make_measure(decision, leaf=leaf)

    run_courier_once()
    Delivery.objects.filter(listener__endswith=".tell_whom_it_is_about").update(done_at=None)
    run_courier_once()

    assert (measure.kind, measure.words) == (kind, leaf.source)
    assert measure.reason == "It breaks our second norm."
    notice = Notice.objects.of(leaf.author.id).get()
    assert (notice.kind, notice.times) == ("decided-about-you", 1)
    assert str(measure.id) in notice.path


def test_nothing_is_told_to_somebody_whose_words_stay() -> None:
    leaf = make_leaf()
    make_decided(make_report_of(leaf), make_steward(leaf.author.space), Decision.NOTHING)

    run_courier_once()

    assert not Measure.objects.exists()
    assert not Notice.objects.of(leaf.author.id).exists()


def test_a_fold_hands_the_parts_to_the_domain_joined_and_within_the_text() -> None:
    leaf = make_leaf()
    report = make_report_of(leaf)
    by = standing_of(make_steward(report.space))
    claim_file(by=by, file=report, now=SIX_PM)
    deciding = Deciding(Decision.FOLDED, "Why", "", ((3, 9), (0, 5), (20, 900)))

    decide_report(by=by, report=report, deciding=deciding, now=SIX_PM)

    folding = folding_of(leaf)
    assert folding is not None
    assert folding.spans == ((0, 9), (20, len(leaf.source)))
    assert Entry.objects.filter(verb=Verb.POST_FOLDED).count() == 1


def test_nothing_is_folded_without_a_part() -> None:
    report = make_report_of()
    by = standing_of(make_steward(report.space))
    claim_file(by=by, file=report, now=SIX_PM)

    with pytest.raises(Refused) as refused:
        decide_report(by=by, report=report, deciding=Deciding(Decision.FOLDED, "Why"), now=SIX_PM)

    assert refused.value.code == "no-part"
    report.refresh_from_db()
    assert report.decision == ""


def test_the_author_agrees_and_nobody_else_can() -> None:
    measure = make_measure(Decision.FOLDED)

    by = standing_of(make_member(measure.space))
    with pytest.raises(Refused) as refused:
        agree_to_fold(by=by, measure=measure, now=SIX_PM)
    agree_to_fold(by=standing_of(author_of(measure)), measure=measure, now=SIX_PM)

    assert refused.value.code == "not-here"
    assert Measure.objects.get().state == MeasureState.AGREED


def test_words_changed_by_their_author_wait_for_a_steward_with_a_promise() -> None:
    leaf = make_leaf()
    measure = make_measure(Decision.FOLDED, leaf=leaf)
    steward = make_steward(measure.space)

    note_changed(kind=LEAF, content_id=leaf.id, is_gone=False, now=SIX_PM)
    measure.refresh_from_db()
    assert (measure.state, measure.answer_by) == (
        MeasureState.CHANGED,
        SIX_PM + timedelta(hours=4),
    )
    assert list(Measure.objects.to_look_at(standing_of(steward))) == [measure]
    settle(measure, steward, shows_all=True, now=SIX_PM)

    measure.refresh_from_db()
    assert measure.state == MeasureState.AGREED
    back = putting_back_of(leaf)
    assert back is not None
    assert back.measure_id == measure.id


def test_a_folded_part_that_is_gone_needs_nobody_any_more() -> None:
    leaf = make_leaf()
    make_measure(Decision.FOLDED, leaf=leaf)

    note_changed(kind=LEAF, content_id=leaf.id, is_gone=True, now=SIX_PM)

    assert Measure.objects.get().state == MeasureState.AGREED


def test_an_appeal_goes_to_somebody_else_and_can_restore_the_words() -> None:
    leaf = make_leaf()
    first = make_steward(leaf.author.space)
    measure = make_measure(leaf=leaf, steward=first)
    second = make_steward(measure.space)

    appeal = answered(measure, AppealDecision.CHANGED, second)

    measure.refresh_from_db()
    assert measure.state == MeasureState.PUT_BACK
    assert putting_back_of(leaf) is not None
    assert (appeal.answer, appeal.answer_by) == ("I looked again.", SIX_PM + timedelta(hours=24))
    kinds = Entry.objects.filter(verb=Verb.DESK_ANSWERED).values_list("reason_kind", flat=True)
    assert set(kinds) == {"unkind.taken-down.0", "appeal.changed.0"}


def test_upheld_leaves_the_words_as_they_are_and_says_why() -> None:
    leaf = make_leaf()
    measure = make_measure(leaf=leaf)

    answered(measure, AppealDecision.UPHELD, make_steward(measure.space))
    run_courier_once()

    measure.refresh_from_db()
    assert (measure.state, putting_back_of(leaf)) == (MeasureState.STANDING, None)
    assert Notice.objects.of(leaf.author.id).filter(kind="decided-about-you").exists()


def test_who_decided_does_not_look_at_the_appeal() -> None:
    leaf = make_leaf()
    steward = make_steward(leaf.author.space)
    measure = make_measure(leaf=leaf, steward=steward)
    by = standing_of(leaf.author)
    appeal = make_appeal(by=by, measure=measure, words="Please look", now=SIX_PM)

    with pytest.raises(Refused) as refused:
        claim_file(by=standing_of(steward), file=appeal, now=SIX_PM)

    assert refused.value.code == "own-decision"


def test_an_appeal_is_made_once_with_words_by_whom_it_is_about() -> None:
    measure = make_measure()
    author = standing_of(author_of(measure))
    with pytest.raises(Refused) as silent:
        make_appeal(by=author, measure=measure, words=" ", now=SIX_PM)
    by = standing_of(make_member(measure.space))
    with pytest.raises(Refused) as other:
        make_appeal(by=by, measure=measure, words="Let them", now=SIX_PM)

    first = make_appeal(by=author, measure=measure, words="Please", now=SIX_PM)
    again = make_appeal(by=author, measure=measure, words="Please, again", now=SIX_PM)

    assert (silent.value.code, other.value.code) == ("say-why", "not-here")
    assert first.id == again.id
    assert Appeal.objects.get().words == "Please"


def test_a_voice_without_a_name_is_told_and_appeals_as_that_voice() -> None:
    voice = uuid4()
    leaf = make_leaf(voice_id=voice)
    measure = make_measure(leaf=leaf)
    run_courier_once()
    itself = replace(standing_of(leaf.author), voices=frozenset({voice}))

    appeal = make_appeal(by=itself, measure=measure, words="It was me", now=SIX_PM)

    assert measure.about_face == appeal.about_face == voice
    assert Notice.objects.of(voice).filter(kind="decided-about-you").exists()
    assert not Notice.objects.of(leaf.author.id).exists()
    assert not Token.objects.filter(holder_id=leaf.author.id).exists()
    with pytest.raises(Refused):
        make_appeal(by=standing_of(leaf.author), measure=measure, words="x", now=SIX_PM)
