# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nobody is asked to answer, or told that they are asked, about what they put out of sight."""

from __future__ import annotations

import pytest

from hearthside.core import clock
from hearthside.forum.actions.notes import set_notes
from hearthside.forum.actions.places import hide_thread
from hearthside.forum.actions.voices import keep_voice_apart
from hearthside.forum.listeners.signs import about_what_they_hide
from hearthside.forum.models import Helper, Question, Thread
from hearthside.forum.tests.builders import (
    go_round,
    make_board,
    make_helper,
    make_post,
    make_thread,
    unnamed_post,
    unnamed_thread,
)
from hearthside.forum.tests.clock_builders import HOUR, Later, told
from hearthside.forum.tests.note_builders import note, wish
from hearthside.forum.tests.question_builders import asker_of, fresh, make_question, make_talk
from hearthside.notices.models import Notice
from hearthside.notices.queries import reach_of
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def helper() -> Helper:
    return make_helper(make_space())


@pytest.fixture
def free(helper: Helper) -> Helper:
    """Another, who keeps nothing away."""
    return make_helper(helper.space)


def put_away(thread: Thread, by: Membership, distance: Distance | None) -> None:
    """Somebody hides a conversation, or keeps the voice that began it away."""
    assert thread.author
    standing = standing_of(by)
    if distance:
        keep_voice_apart(by=standing, voice=thread.author, distance=distance, now=SIX_PM)
    else:
        hide_thread(by=standing, thread=thread, now=SIX_PM)


@pytest.mark.parametrize("distance", [None, *Distance])
def test_who_hid_a_conversation_or_blocked_its_voice_is_not_nudged(
    helper: Helper, free: Helper, later: Later, distance: Distance | None
) -> None:
    thread = unnamed_thread(make_member(helper.space))
    put_away(thread, helper.membership, distance)

    later(2 * HOUR)

    muted = distance == Distance.MUTE
    assert (helper.membership_id in told("nudge")) == muted
    assert free.membership_id in told("nudge")


def asked_unnamed(helper: Helper) -> Question:
    return make_question(make_talk(helper.space), by=make_member(helper.space), unnamed=True)


def test_nor_is_who_blocked_the_voice_that_asks(helper: Helper, free: Helper, later: Later) -> None:
    voice = asked_unnamed(helper).post.voice
    keep_voice_apart(
        by=standing_of(helper.membership), voice=voice, distance=Distance.BLOCK, now=SIX_PM
    )

    later(4 * HOUR)

    assert told("nudge-asked") == {free.membership_id}


@pytest.mark.parametrize(("how", "asked"), [("hide", False), ("fold", True)])
def test_nor_who_hides_what_a_question_is_about(
    helper: Helper, later: Later, how: str, asked: bool
) -> None:
    note(asked_unnamed(helper).post)
    wish(helper.membership, how)

    later(4 * HOUR)

    assert (helper.membership_id in told("nudge-asked")) == asked


def outside(member: Membership) -> list[Notice]:
    """What goes out of a member's notices."""
    notices = Notice.objects.filter(recipient_id=member.id).order_by("at", "id")
    reach = reach_of(member.id)
    assert reach
    left_out = about_what_they_hide(reach, [each.id for each in notices])
    return [each for each in notices if each.id not in left_out]


@pytest.mark.parametrize("noted", ["question", "conversation"])
def test_a_nudge_owed_before_the_wish_came_does_not_go_out(
    helper: Helper, later: Later, noted: str
) -> None:
    question = asked_unnamed(helper)
    later(4 * HOUR)
    assert [each.kind for each in outside(helper.membership)] == ["nudge-asked"]

    opening = question.thread.posts.order_by("written_at", "id")[0]
    note(fresh(question.post) if noted == "question" else fresh(opening))
    wish(helper.membership, "hide")

    assert outside(helper.membership) == []


def test_who_hides_what_it_is_about_is_not_told_that_they_are_asked_first(later: Later) -> None:
    thread = make_talk()
    asked = make_member(thread.space)
    question = make_question(thread, of=make_post(thread, by=asked))
    asker = standing_of(asker_of(question))
    set_notes(by=asker, post=question.post, notes=["grief"], now=SIX_PM)
    wish(asked, "hide")

    later(2 * HOUR)

    assert told("asked") == set()


def test_a_voice_without_a_name_is_told_and_nothing_of_it_goes_out(later: Later) -> None:
    thread = make_thread(make_board(), now=clock.now())
    owner = make_member(thread.space)
    theirs = unnamed_post(thread, owner)
    thread.refresh_from_db()
    question = make_question(thread, of=theirs, now=SIX_PM + 2 * HOUR)
    note(fresh(question.post))
    wish(owner, "hide")

    go_round()

    assert told("asked") == {theirs.voice_id}
    reach = reach_of(theirs.voice_id)
    assert reach
    told_of = Notice.objects.get(kind="asked")
    assert about_what_they_hide(reach, [told_of.id]) == [told_of.id]
