# SPDX-License-Identifier: AGPL-3.0-or-later
"""What keeps the reply clocks going: what they hear of, the appointments they keep, and what
they say in the pages of those below."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import clock
from hearthside.core.events import after, within
from hearthside.core.hooks import slot
from hearthside.forum.actions.clocks import (
    MISSED,
    NUDGE,
    NUDGE_ASKED,
    WAITING,
    keep_clock,
    wind_clock,
)
from hearthside.forum.actions.helping import forget_helping
from hearthside.forum.actions.returning import wait_again
from hearthside.forum.events import ClockDue, PostWritten, ThreadOpened, WaitChanged
from hearthside.forum.models import Board, WaitKind
from hearthside.forum.queries.clocks import missed_in, pace_of, runs
from hearthside.forum.queries.helping import exported_helping, helper_of
from hearthside.forum.queries.questions import asked_by
from hearthside.forum.queries.waiting import begun_by, first_conversation
from hearthside.notices.hooks import Group, group_of, words
from hearthside.notices.queries import Told
from hearthside.privacy.hooks import Leave, Part, Subject, claims, erase, export_of
from hearthside.spaces.events import Readmitted
from hearthside.spaces.hooks import retold
from hearthside.spaces.queries.faces import other_faces
from hearthside.spaces.queries.own import membership_ids

if TYPE_CHECKING:
    from hearthside.spaces.http import MemberRequest

claims(
    "forum.Clock",
    "forum.Handover",
    "forum.Helper",
    "forum.Nudge",
    "forum.Offer",
    "forum.ThreadWord",
)


@within(ThreadOpened)
def start_the_clock(event: ThreadOpened) -> None:
    """A conversation has a clock from the moment in which it is opened."""
    keep_clock(thread_id=event.thread_id, now=clock.now())


@after(PostWritten)
def stop_when_answered(event: PostWritten) -> None:
    """Call the appointments off as soon as somebody other than whoever waits wrote."""
    if runs(event.thread_id):
        keep_clock(thread_id=event.thread_id, now=clock.now())


@after(WaitChanged)
def follow_the_wait(event: WaitChanged) -> None:
    """The clock runs on when an answer goes, and stops when one comes back."""
    keep_clock(thread_id=event.thread_id, now=clock.now())


@after(ClockDue)
def keep_the_appointment(event: ClockDue) -> None:
    """Hand on who waits still."""
    wind_clock(clock_id=event.clock_id, now=clock.now())


@after(Readmitted)
def let_them_wait_again(event: Readmitted) -> None:
    """Whoever is let back in waits again for what nobody answered meanwhile."""
    wait_again(membership_id=event.membership_id, now=clock.now())


@words.answer
def words_of_waiting(kind: str, times: int) -> str | None:
    """What the notices of the clock say."""
    if kind == NUDGE:
        return _("Somebody waits for an answer. You said that you are glad to be asked.")
    if kind == NUDGE_ASKED:
        return _("Somebody asked something and waits. You said that you are glad to be asked.")
    if kind == WAITING:
        return ngettext(
            "Somebody waits longer than was promised. The welcome team is asked.",
            "%(times)d people wait longer than was promised. The welcome team is asked.",
            times,
        ) % {"times": times}
    if kind == MISSED:
        return ngettext(
            "Somebody has waited twice as long as was promised. The stewards are asked.",
            "%(times)d people have waited twice as long as was promised. The stewards are asked.",
            times,
        ) % {"times": times}
    return None


@group_of.answer
def group_of_waiting(kind: str) -> Group | None:
    """Somebody waits, for whoever said that they are glad to be asked or looks after the space."""
    return Group.WAITING if kind in (NUDGE, NUDGE_ASKED, WAITING, MISSED) else None


@retold.answer
def nudges_about_own_words(voices: Collection[UUID], told: Collection[Told]) -> Mapping[UUID, str]:
    """Who waits there without their name is asked like any other helper, and reads why."""
    nudged = {each.subject_id: each.id for each in told if each.kind == NUDGE}
    asked = {each.subject_id: each.id for each in told if each.kind == NUDGE_ASKED}
    if not voices or not (nudged or asked):
        return {}
    why = _(
        "Helpers were asked to answer words that you wrote without your name. You are a helper, "
        "so you were asked, too: else it would show that the words are yours."
    )
    where = _(
        "Somebody waits for an answer where you asked something without your name. If the "
        "question is yours: helpers are asked, and so you were, too. Else it would show that "
        "it is yours."
    )
    begun = {nudged[each]: why for each in begun_by(voices, nudged)} if nudged else {}
    own = {asked[each]: where for each in asked_by(voices, asked)} if asked else {}
    return begun | own


@slot("spaces.my_membership").answer
def link_to_helping(request: object) -> SafeString:
    """Where a member says what they are glad to answer about, and takes a rest from it."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    context = {"space": asked.space, "helper": helper_of(asked.member_id)}
    return render_to_string("forum/_willing_link.html", context, asked)


@slot("spaces.settings").answer
def link_to_promises(request: object) -> SafeString:
    """Where stewards say within how long somebody is answered."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    return render_to_string("forum/_promises_link.html", {"space": asked.space})


@slot("spaces.desk").answer
def who_was_missed(request: object) -> SafeString:
    """How many have waited twice as long as was promised, for a steward who comes in."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    now, space = clock.now(), asked.space
    missed = missed_in(space.id, now)
    context: dict[str, object] = {"space": space, "missed": missed}
    if missed:
        context["pace"] = pace_of(space.id, now)
        context["question_pace"] = pace_of(space.id, now, WaitKind.QUESTION)
    return render_to_string("forum/_desk_waiting.html", context)


@slot("spaces.first_steps").answer
def something_to_begin_with(request: object) -> SafeString:
    """One conversation for somebody new: kept at the top, or the last one written in."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    row = first_conversation(asked.standing)
    return render_to_string("forum/_first_steps.html", {"row": row}, asked)


@slot("spaces.say_hi").answer
def say_hi(request: object) -> SafeString:
    """Where somebody new writes their first words."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    open_boards = Board.objects.visible_to(asked.standing).filter(archived_at=None)
    board = open_boards.order_by("position", "slug").first()
    return render_to_string("forum/_say_hi.html", {"space": asked.space, "board": board})


@export_of.answer
def own_helping(subject: Subject) -> list[Part]:
    """What somebody offered, when they were asked, and what they said their words are about."""
    ids = membership_ids(subject)
    voices = {each for faces in other_faces(ids).values() for each in faces}
    return exported_helping(ids, voices)


@erase.answer
def helping_when_leaving(subject: Subject, leave: Leave, now: datetime) -> None:
    """Nobody is asked who is gone, and that they ever were is nobody's to know."""
    forget_helping(membership_ids=membership_ids(subject), now=now)
