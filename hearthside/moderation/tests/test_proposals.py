# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.core.verdicts import Refused
from hearthside.ledger.models import Delivery, Entry, Token, Verb
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation import hooks
from hearthside.moderation.actions.decisions import decide_appeal
from hearthside.moderation.actions.desk import claim_file
from hearthside.moderation.actions.measures import make_appeal
from hearthside.moderation.actions.proposals import (
    Proposing,
    ask_to_wait,
    end_restriction,
    end_wait,
    propose,
)
from hearthside.moderation.models import (
    AppealDecision,
    Covers,
    Measure,
    MeasureKind,
    Proposal,
    ProposalState,
)
from hearthside.moderation.rules.proposals import LONGEST_DAYS, LOOK_FIRST
from hearthside.moderation.tests.builders import make_leaf, make_report_of
from hearthside.notices.models import Notice
from hearthside.spaces.models import Membership
from hearthside.spaces.queries.standing import (
    standing_in,
    with_restrictions,
)
from hearthside.spaces.rules.standing import Standing, may_begin, may_contact, may_write
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    standing_of,
)

pytestmark = pytest.mark.django_db
DUE = SIX_PM + LOOK_FIRST
worried_about: set[UUID] = set()


@hooks.may_restrict_now.answer
def nobody_worries(space_id: UUID, face: UUID) -> bool:
    """Stands for whoever looks whether somebody is in distress."""
    return face not in worried_about


@pytest.fixture(autouse=True)
def _nobody_at_first() -> Iterator[None]:
    yield
    worried_about.clear()


def proposed(
    face: UUID, steward: Membership, covers: Covers = Covers.WRITING, days: int = 7
) -> Proposal:
    what = Proposing(face, covers, "Please stop writing to her every hour.", days)
    return propose(by=standing_of(steward), what=what, now=SIX_PM)


def restricted(member: Membership, covers: Covers = Covers.WRITING) -> Proposal:
    """A member for whom something rests, since `DUE`."""
    proposal = proposed(member.id, make_steward(member.space), covers)
    found = end_wait(proposal_id=proposal.id, now=DUE)
    assert found is not None
    return found


def standing_at(member: Membership, now: datetime) -> Standing:
    return standing_of(member, now)


def test_nothing_happens_before_the_wait_is_over() -> None:
    member = make_member()
    proposal = proposed(member.id, make_steward(member.space))

    just_before = end_wait(proposal_id=proposal.id, now=DUE - timedelta(seconds=1))

    assert just_before is not None
    assert just_before.state == ProposalState.WAITING
    assert not Measure.objects.exists()
    assert may_write(standing_at(member, DUE))


def test_a_restriction_takes_effect_is_told_and_ends_by_itself() -> None:
    member = make_member()
    proposal = restricted(member)
    assert proposal.ends_at == DUE + timedelta(days=7)

    run_courier_once()

    assert may_write(standing_at(member, DUE)).code == "restricted"
    assert may_write(standing_at(member, proposal.ends_at))
    measure = Measure.objects.get()
    assert (measure.kind, measure.about_face) == (MeasureKind.RESTRICTED, member.id)
    assert measure.reason == "Please stop writing to her every hour."
    assert Notice.objects.of(member.id).get().kind == "decided-about-you"
    assert Entry.objects.about_holder(member.id).filter(verb=Verb.RESTRICTION_BEGUN).exists()


def test_the_courier_keeps_the_appointment() -> None:
    member = make_member()
    proposal = proposed(member.id, make_steward(member.space))
    appointed = Delivery.objects.get(key=f"moderation.proposal:{proposal.id}")
    assert appointed.next_try_at == DUE

    run_courier_once()  # by now that is long past

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.IN_EFFECT


@pytest.mark.parametrize("why", ["somebody worries", "a steward asked to wait"])
def test_not_now_has_the_same_words_time_and_traces_whatever_the_reason(why: str) -> None:
    member = make_member()
    proposal = proposed(member.id, make_steward(member.space))
    if why == "somebody worries":
        worried_about.add(member.id)
    else:
        second = standing_of(make_steward(member.space))
        ask_to_wait(by=second, proposal=proposal, now=SIX_PM)
    proposal.refresh_from_db()
    before = str(proposal.get_state_display())

    done = end_wait(proposal_id=proposal.id, now=DUE)

    assert done is not None
    assert before == str(ProposalState.WAITING.label)
    assert (done.state, done.stopped, done.measure) == (ProposalState.NOT_NOW, False, None)
    last = Entry.objects.order_by("-number")[0]
    assert (last.verb, last.by, last.reason_kind) == (Verb.RESTRICTION_PUT_OFF, None, "")
    assert may_write(standing_at(member, DUE))
    assert not Notice.objects.of(member.id).exists()


def test_what_is_shown_while_it_waits_is_the_same_whether_or_not_anybody_worries() -> None:
    space = make_space()
    steward, watched, other = make_steward(space), make_member(space), make_member(space)
    worried_about.add(watched.id)
    client = Client()
    client.force_login(steward.person)

    def page(member: Membership) -> str:
        proposal = proposed(member.id, steward)
        shown = client.get(reverse("moderation:proposal", args=[space.slug, proposal.id]))
        html = shown.content.decode().replace(str(proposal.id), "").replace(member.name, "")
        return html.replace(client.cookies["csrf"].value if "csrf" in client.cookies else "", "")

    first, second = page(watched), page(other)

    assert len(first) == len(second)
    assert [line for line in first.splitlines() if "csrf" not in line] == [
        line for line in second.splitlines() if "csrf" not in line
    ]


def test_a_restriction_lasts_at_most_thirty_days_and_says_why() -> None:
    member = make_member()
    steward = make_steward(member.space)

    for days in (0, LONGEST_DAYS + 1):
        with pytest.raises(Refused) as refused:
            proposed(member.id, steward, days=days)
        assert refused.value.code == "too-long"
    silent = Proposing(member.id, Covers.WRITING, " ")
    with pytest.raises(Refused) as why:
        propose(by=standing_of(steward), what=silent, now=SIX_PM)
    assert why.value.code == "say-why"


def test_only_a_steward_proposes_and_never_about_themselves() -> None:
    steward = make_steward()
    member = make_member(steward.space)

    for by, about, code in (
        (member, steward, "not-here"),
        (make_steward(), member, "not-here"),
        (steward, steward, "oneself"),
    ):
        with pytest.raises(Refused) as refused:
            proposed(about.id, by)
        assert refused.value.code == code


def test_proposing_twice_while_it_waits_is_proposing_once() -> None:
    member = make_member()
    steward = make_steward(member.space)

    assert proposed(member.id, steward).id == proposed(member.id, steward).id
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("covers", "writes", "begins"),
    [(Covers.WRITING, False, False), (Covers.BEGINNING, True, False)],
)
def test_each_restriction_covers_what_it_says_and_no_more(
    covers: Covers, writes: bool, begins: bool
) -> None:
    member = make_member()
    restricted(member, covers)

    by = standing_at(member, DUE)

    assert bool(may_write(by)) is writes
    assert bool(may_begin(by)) is begins


def test_contact_rests_with_one_person_only_and_never_with_a_steward() -> None:
    member, other = make_member(), uuid4()
    steward = make_steward(member.space)
    what = Proposing(member.id, Covers.CONTACT, "Please stop.", 3, other_face=other)
    proposal = propose(by=standing_of(steward), what=what, now=SIX_PM)
    end_wait(proposal_id=proposal.id, now=DUE)

    by = standing_at(member, DUE)

    assert may_contact(by, other, is_steward=False).code == "restricted"
    assert may_contact(by, other, is_steward=True)
    assert may_contact(by, uuid4(), is_steward=False)
    assert may_write(by)
    assert may_begin(by)


def test_a_restriction_is_ended_early_or_taken_back_on_appeal() -> None:
    member, other = make_member(), make_member()
    early, appealed = restricted(member), restricted(other)
    end_restriction(by=standing_of(make_steward(member.space)), proposal=early, now=DUE)
    assert appealed.measure is not None
    appeal = make_appeal(
        by=standing_of(other), measure=appealed.measure, words="I only asked once", now=DUE
    )
    second = standing_of(make_steward(other.space))
    claim_file(by=second, file=appeal, now=DUE)

    decide_appeal(by=second, appeal=appeal, decision=AppealDecision.CHANGED, words="True", now=DUE)

    for each in (member, other):
        assert may_write(standing_at(each, DUE))
    assert set(Measure.objects.values_list("state", flat=True)) == {"put-back"}


def test_a_voice_is_restricted_and_with_it_whoever_speaks_by_it() -> None:
    member, voice = make_member(), uuid4()
    steward = make_steward(member.space)
    make_report_of(make_leaf(member, voice_id=voice))
    proposal = proposed(voice, steward)
    end_wait(proposal_id=proposal.id, now=DUE)
    found = standing_in(member.space.slug, member.person_id, DUE)
    assert found is not None
    space, standing = found
    itself = replace(standing, voices=frozenset({voice}))

    assert may_write(with_restrictions(space, itself, DUE)).code == "restricted"
    assert may_write(standing)
    proposal.refresh_from_db()
    assert proposal.member is None
    assert not Token.objects.filter(holder_id=member.id).exists()


def test_most_spaces_pay_nothing_for_it(django_assert_num_queries: object) -> None:
    member = make_member()

    with django_assert_num_queries(1):  # type: ignore[operator]
        standing_in(member.space.slug, member.person_id, SIX_PM)
