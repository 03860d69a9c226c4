# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the forum tells of notes and signs, and what a member finds about them on their own page."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hearthside.core import clock
from hearthside.core.events import after
from hearthside.core.hooks import slot
from hearthside.forum.actions.clocks import NUDGE, NUDGE_ASKED
from hearthside.forum.actions.telling import tell_author
from hearthside.forum.events import NoteSuggested, PostNoted, PostReactedTo
from hearthside.forum.listeners.questions import ASKED
from hearthside.forum.queries.digests import ANSWERED
from hearthside.forum.queries.met import hidden_by_notes
from hearthside.forum.queries.questions import hidden_questions
from hearthside.forum.queries.signs import conversations_helped
from hearthside.forum.rules.telling import NOTE_SUGGESTED, NOTED, REACTED, words_to_author
from hearthside.notices.hooks import Reach, left_out, words
from hearthside.notices.models import Notice
from hearthside.privacy.hooks import claims

if TYPE_CHECKING:
    from hearthside.spaces.http import MemberRequest

claims("forum.NoteWishes", "forum.Signs", "forum.Suggestion")

_OF_QUESTIONS = (ASKED, NUDGE_ASKED)


@words.answer
def words_of_signs(kind: str, times: int) -> str | None:
    """The words of the notices about notes and signs."""
    return words_to_author(kind, times)


@after(PostReactedTo)
def tell_of_a_reaction(event: PostReactedTo) -> None:
    """Tell whoever wrote that somebody is with them; many at once are one notice."""
    tell_author(post_id=event.post_id, kind=REACTED, now=event.at or clock.now())


@after(NoteSuggested)
def ask_the_author(event: NoteSuggested) -> None:
    """Ask whoever wrote whether a suggested note is right, on the page where they decide."""
    tell_author(post_id=event.post_id, kind=NOTE_SUGGESTED, now=event.at or clock.now())


@after(PostNoted)
def tell_of_the_notes(event: PostNoted) -> None:
    """Tell an author that a steward chose the notes of their words."""
    tell_author(post_id=event.post_id, kind=NOTED, now=event.at or clock.now())


@left_out.answer
def about_what_they_hide(reach: Reach, notice_ids: Collection[UUID]) -> Collection[UUID]:
    """Nothing goes out about a conversation that its reader hides, also where the note or the
    wish is newer than the notice."""
    about = Notice.objects.filter(id__in=notice_ids, kind__in=(ANSWERED, NUDGE, *_OF_QUESTIONS))
    told = list(about.order_by("id").only("id", "kind", "subject_id"))
    hidden = hidden_by_notes(reach.member_id, {each.subject_id for each in told}) if told else set()
    asked = {each.subject_id for each in told if each.kind in _OF_QUESTIONS}
    unasked = hidden_questions(reach, asked) if asked else set()
    return [
        each.id
        for each in told
        if each.subject_id in hidden or (each.subject_id in unasked and each.kind in _OF_QUESTIONS)
    ]


@slot("spaces.my_membership").answer
def what_i_meet(request: object) -> SafeString:
    """Where a member chooses what they meet, and, for them alone, what their words did."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    helped = conversations_helped(asked.standing)
    context = {"space": asked.space, "helped": helped}
    return render_to_string("forum/_my_forum.html", context)
