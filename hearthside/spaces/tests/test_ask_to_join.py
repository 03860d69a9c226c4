# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.verdicts import Refused
from hearthside.notices.models import Notice
from hearthside.spaces.actions.joining import ask_to_join, ask_to_return, take_request_back
from hearthside.spaces.models import (
    Joining,
    JoinRequest,
    Membership,
    MembershipState,
    RequestState,
    Space,
)
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_space,
    make_steward,
    newcomer,
)

pytestmark = pytest.mark.django_db


def asking_space() -> Space:
    return make_space(listed=True, joining=Joining.REQUEST)


def removed_from(space: Space) -> Membership:
    member = make_member(space, "Wren")
    Membership.objects.filter(id=member.id).update(state=MembershipState.REMOVED, ended_at=SIX_PM)
    return member


def test_somebody_asks_and_the_stewards_are_told() -> None:
    space = asking_space()
    steward, _ = make_steward(space), make_member(space)

    asked = ask_to_join(space=space, newcomer=newcomer("Wren"), words="Hello", now=SIX_PM)

    assert (asked.name, asked.words, asked.state) == ("Wren", "Hello", RequestState.WAITING)
    assert Notice.objects.get().recipient_id == steward.id


def test_asking_twice_is_asking_once() -> None:
    space, who = asking_space(), newcomer("Wren")
    make_steward(space)

    first = ask_to_join(space=space, newcomer=who, words="Hello", now=SIX_PM)
    again = ask_to_join(space=space, newcomer=who, words="Again", now=SIX_PM)

    assert first == again
    assert Notice.objects.get().times == 1


def test_a_name_of_a_member_is_not_asked_for() -> None:
    space = asking_space()
    make_member(space, "Wren")

    with pytest.raises(Refused) as refused:
        ask_to_join(space=space, newcomer=newcomer("wren"), words="", now=SIX_PM)

    assert refused.value.code == "name-taken"


def test_nobody_asks_where_people_come_by_invitation() -> None:
    space = make_space(listed=True, joining=Joining.INVITATION)

    with pytest.raises(Refused) as refused:
        ask_to_join(space=space, newcomer=newcomer(), words="", now=SIX_PM)

    assert refused.value.code == "by-invitation"


def test_who_left_may_ask_where_others_need_a_link() -> None:
    space = make_space(listed=False, joining=Joining.INVITATION)
    left = make_member(space)
    Membership.objects.update(state=MembershipState.LEFT, ended_at=SIX_PM)

    assert ask_to_join(space=space, newcomer=newcomer(person=left.person), words="", now=SIX_PM)


def test_after_a_no_one_asks_again_on_the_next_day() -> None:
    space, who = asking_space(), newcomer("Wren")
    ask_to_join(space=space, newcomer=who, words="", now=SIX_PM)
    JoinRequest.objects.update(state=RequestState.DECLINED, answered_at=SIX_PM)

    with pytest.raises(Refused) as refused:
        ask_to_join(space=space, newcomer=who, words="", now=SIX_PM + timedelta(hours=23))

    assert refused.value.code == "answered"
    assert ask_to_join(space=space, newcomer=who, words="", now=SIX_PM + timedelta(days=1))


def test_a_request_is_taken_back_and_the_name_is_free_again() -> None:
    space, who = asking_space(), newcomer("Wren")
    ask_to_join(space=space, newcomer=who, words="", now=SIX_PM)

    taken_back = take_request_back(space=space, person_id=who.person_id, now=SIX_PM)

    assert taken_back == 1
    assert ask_to_join(space=space, newcomer=newcomer("Wren"), words="", now=SIX_PM)


@pytest.mark.parametrize("joining", Joining)
def test_who_was_removed_can_always_ask_to_come_back(joining: Joining) -> None:
    space = make_space(listed=False, joining=joining)
    removed, steward = removed_from(space), make_steward(space)

    asked = ask_to_return(space=space, person_id=removed.person_id, words="Please", now=SIX_PM)

    assert (asked.name, asked.words) == ("Wren", "Please")
    assert Notice.objects.get().recipient_id == steward.id


def test_nobody_returns_who_was_not_removed() -> None:
    space = asking_space()

    with pytest.raises(Refused) as refused:
        ask_to_return(space=space, person_id=newcomer().person_id, words="", now=SIX_PM)

    assert refused.value.code == "not-here"
    assert not JoinRequest.objects.exists()
