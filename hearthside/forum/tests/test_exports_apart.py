# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody takes along names nobody whom their pages do not name."""

from __future__ import annotations

import pytest

from hearthside.forum.actions.asking import decline_letters, take_asking_back
from hearthside.forum.listeners.questions import own_questions
from hearthside.forum.queries.letters_export import exported_letters
from hearthside.forum.tests.builders import go_round, keep_away, make_post
from hearthside.forum.tests.letter_builders import asked_by, block, make_two, make_voice
from hearthside.forum.tests.pages import page_of
from hearthside.forum.tests.question_builders import make_question, make_talk
from hearthside.privacy.hooks import Subject
from hearthside.spaces.actions.memberships import take_name
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_eight")]

OLD, NEW = "Wren", "Heron"


def goes_by_another_name(member: Membership) -> None:
    take_name(by=standing_of(member), space=member.space, name=NEW, now=SIX_PM)
    go_round()


def named_in(member: Membership) -> list[object]:
    """Whom somebody's export names beside what they wrote to one person."""
    parts = {part.name: part.rows for part in exported_letters([member.id])}
    return [row["name"] for row in parts["correspondences"]]


@pytest.mark.parametrize("by_asker", [False, True])
def test_who_was_blocked_does_not_read_the_new_name_of_whom_they_wrote_with(
    by_asker: bool,
) -> None:
    two = make_two()
    one, other = (two.other, two.asker) if by_asker else (two.asker, two.other)
    assert named_in(one) == [other.name]

    block(other, one)
    goes_by_another_name(other)

    assert named_in(one) == [""]


@pytest.mark.parametrize("ending", ["taken back", "declined", "none"])
def test_an_asking_without_a_yes_has_the_name_of_the_day_it_was_asked(ending: str) -> None:
    two = make_two(accepted=False)
    if ending == "taken back":
        take_asking_back(by=standing_of(two.asker), side=two.asking, now=SIX_PM)
    elif ending == "declined":
        decline_letters(by=standing_of(two.other), side=two.asked, now=SIX_PM)

    goes_by_another_name(two.other)

    assert named_in(two.asker) == [OLD]


def test_a_voice_without_a_name_is_named_as_ever() -> None:
    member = make_member()
    owner = make_member(member.space)
    voice = make_voice(owner)
    asked_by(standing_of(member), voice.id)
    keep_away(owner, member)

    assert named_in(member) == [OLD]


def test_who_was_asked_first_and_blocked_them_is_named_no_more() -> None:
    thread = make_talk()
    asked, asker = make_member(thread.space, OLD), make_member(thread.space)
    make_question(thread, by=asker, of=make_post(thread, by=asked))
    go_round()
    assert f"You asked {OLD} first" in page_of(asker, thread)

    keep_away(asked, asker)
    goes_by_another_name(asked)

    parts = own_questions(Subject(asker.person_id, asker.id))
    assert [row["asked_first"] for part in parts[:1] for row in part.rows] == [""]
    assert NEW not in page_of(asker, thread)
