# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening who speaks without a name: two people, a reason, a trace, and the person is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.verdicts import Refused
from hearthside.forum.tests.builders import unnamed_thread
from hearthside.forum.tests.seal_builders import LATER, WHY, as_keeper, as_steward, asked
from hearthside.ledger.models import Delivery, Entry
from hearthside.ledger.queries import verify_chain
from hearthside.notices.models import Notice
from hearthside.privacy.actions.seals import (
    Seal,
    ask_to_open,
    decline_opening,
    look_behind,
    second_opening,
)
from hearthside.privacy.events import SealWasOpened
from hearthside.privacy.hooks import Leave, Subject, export_of
from hearthside.privacy.models import SealOpening
from hearthside.privacy.queries import chapters
from hearthside.spaces.actions.memberships import leave_space
from hearthside.spaces.listeners import tell_whose_seal_it_was
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    signed_in,
    standing_of,
)

pytestmark = pytest.mark.django_db
NEXT_DAY = LATER + timedelta(hours=25)


def test_a_steward_and_a_keeper_read_together_who_it_is() -> None:
    member = make_member(name="Fern")
    thread = unnamed_thread(member)
    steward, keeper = as_steward(make_steward(member.space)), as_keeper()
    opening = second_opening(by=keeper, opening=asked(thread, steward), now=LATER)

    for by in (steward, keeper):
        assert look_behind(by=by, opening=opening, now=LATER).name == "Fern"

    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["seal.asked", "seal.opened", "seal.seen", "seal.seen"]
    assert verify_chain().holds


def test_before_a_second_person_agrees_nobody_reads_anything() -> None:
    thread = unnamed_thread(make_member())
    steward = as_steward(make_steward(thread.space))
    opening = asked(thread, steward)

    with pytest.raises(Refused) as refused:
        look_behind(by=steward, opening=opening, now=LATER)

    assert refused.value.verdict.code == "sealed"


def test_two_stewards_are_not_enough() -> None:
    thread = unnamed_thread(make_member())
    opening = asked(thread, as_steward(make_steward(thread.space)))

    with pytest.raises(Refused) as refused:
        second_opening(by=as_steward(make_steward(thread.space)), opening=opening, now=LATER)

    assert refused.value.verdict.code == "keeper-needed"


def test_two_keepers_are_enough_and_one_is_not() -> None:
    thread = unnamed_thread(make_member())
    first = as_keeper()
    opening = asked(thread, first)

    with pytest.raises(Refused) as refused:
        second_opening(by=first, opening=opening, now=LATER)

    assert refused.value.verdict.code == "same-person"
    assert second_opening(by=as_keeper(), opening=opening, now=LATER).state == "opened"


def test_a_steward_who_is_also_a_keeper_does_not_second_themselves() -> None:
    thread = unnamed_thread(make_member())
    steward = make_steward(thread.space)
    opening = asked(thread, as_steward(steward))

    with pytest.raises(Refused) as refused:
        second_opening(by=as_keeper(steward), opening=opening, now=LATER)

    assert refused.value.verdict.code == "same-person"


def test_a_reason_is_more_than_a_word() -> None:
    thread = unnamed_thread(make_member())
    assert thread.author is not None
    seal = Seal("voice", thread.author.id, thread.space_id, thread.author.name)

    with pytest.raises(Refused) as refused:
        ask_to_open(by=as_keeper(), seal=seal, reason="because", now=SIX_PM)

    assert refused.value.verdict.code == "say-why"
    assert not Entry.objects.exists()


def test_somebody_else_with_a_role_does_not_look() -> None:
    thread = unnamed_thread(make_member())
    opening = asked(thread, as_steward(make_steward(thread.space)))
    opening = second_opening(by=as_keeper(), opening=opening, now=LATER)

    with pytest.raises(Refused) as refused:
        look_behind(by=as_steward(make_steward(thread.space)), opening=opening, now=LATER)

    assert refused.value.verdict.code == "not-here"


def test_it_is_open_for_a_day() -> None:
    thread = unnamed_thread(make_member())
    steward = as_steward(make_steward(thread.space))
    opening = second_opening(by=as_keeper(), opening=asked(thread, steward), now=LATER)

    with pytest.raises(Refused) as refused:
        look_behind(by=steward, opening=opening, now=NEXT_DAY)

    assert refused.value.verdict.code == "closed-again"


def test_what_was_declined_stays_sealed() -> None:
    thread = unnamed_thread(make_member())
    steward = as_steward(make_steward(thread.space))
    opening = decline_opening(by=as_keeper(), opening=asked(thread, steward), now=LATER)

    with pytest.raises(Refused):
        look_behind(by=steward, opening=opening, now=LATER)
    with pytest.raises(Refused) as refused:
        second_opening(by=as_keeper(), opening=opening, now=LATER)

    assert refused.value.verdict.code == "over"


def test_a_wish_that_nobody_seconds_lapses_and_can_be_asked_again() -> None:
    thread = unnamed_thread(make_member())
    assert thread.author is not None
    steward = as_steward(make_steward(thread.space))
    old = asked(thread, steward)
    seal = Seal("voice", thread.author.id, thread.space_id, thread.author.name)

    again = ask_to_open(by=steward, seal=seal, reason=WHY, now=SIX_PM + timedelta(days=8))

    assert again.id != old.id
    assert again.state == "asked"


def test_the_person_is_told_a_day_later_through_the_voice_and_reads_why() -> None:
    member = make_member(name="Fern")
    thread = unnamed_thread(member)
    steward = as_steward(make_steward(member.space))
    opening = second_opening(by=as_keeper(), opening=asked(thread, steward), now=LATER)
    owed = Delivery.objects.get(key=f"seal:{opening.id}")
    assert owed.next_try_at == LATER + timedelta(hours=24)

    tell_whose_seal_it_was(SealWasOpened(opening.id))

    notice = Notice.objects.get()
    assert notice.recipient_id == thread.author_id
    page = signed_in(member.person).get(notice.path)
    assert WHY in page.text
    assert signed_in(make_member(member.space).person).get(notice.path).status_code == 404
    deeds = [
        str(entry.deed)
        for chapter in chapters(member.person_id, at_most=9)
        for entry in chapter.entries
    ]
    assert len(deeds) == 2
    parts = {
        part.name: part for parts in export_of.ask(Subject(member.person_id)) for part in parts
    }
    assert [row["reason"] for row in parts["openings"].rows] == [WHY]


def test_no_row_joins_an_opened_voice_to_its_member() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    steward = as_steward(make_steward(member.space))
    opening = second_opening(by=as_keeper(), opening=asked(thread, steward), now=LATER)
    look_behind(by=steward, opening=opening, now=LATER)

    kept = str(SealOpening.objects.values()) + str(Entry.objects.values())

    assert str(member.id) not in kept
    assert member.name not in kept


def test_who_asked_and_left_cannot_second_their_own_wish_as_a_keeper() -> None:
    thread = unnamed_thread(make_member())
    steward = make_steward(thread.space)
    make_steward(thread.space)
    opening = asked(thread, as_steward(steward))
    keeper = as_keeper(steward)
    leave_space(by=standing_of(steward), space=thread.space, leave=Leave.KEEP_WORDS, now=LATER)
    opening.refresh_from_db()

    with pytest.raises(Refused) as refused:
        second_opening(by=keeper, opening=opening, now=LATER)

    assert refused.value.verdict.code == "asker-gone"
