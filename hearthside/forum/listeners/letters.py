# SPDX-License-Identifier: AGPL-3.0-or-later
"""What messages between two people hear of and answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import clock
from hearthside.core.events import after, within
from hearthside.core.hooks import slot
from hearthside.forum.actions.letter_reports import KIND
from hearthside.forum.actions.letters import part_silently
from hearthside.forum.actions.letters_leaving import (
    forget_walls,
    let_letters_go,
    take_faces_out,
    take_voices_out,
)
from hearthside.forum.events import LetterAccepted, LetterAsked, LettersGo, LetterWritten
from hearthside.forum.models import Letter, LetterSide, LetterState, Voice
from hearthside.forum.queries.excerpts import author_of, excerpt_html, excerpt_of
from hearthside.forum.queries.going import faces_of
from hearthside.forum.queries.letter_faces import is_muted_by
from hearthside.forum.queries.letter_ground import own_rest
from hearthside.forum.queries.letters import kept_back_from, other_side, sides_of
from hearthside.forum.queries.letters_export import exported_letters
from hearthside.moderation.hooks import Reported, content, heeds_contact
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.hooks import Group, group_of, words
from hearthside.notices.queries import Told, is_unnamed
from hearthside.privacy.actions.overwriting import appoint_overwriting
from hearthside.privacy.hooks import Leave, Part, Subject, claims, erase, export_of
from hearthside.spaces.events import Parted
from hearthside.spaces.hooks import not_for
from hearthside.spaces.models import Membership
from hearthside.spaces.queries.own import membership_ids

if TYPE_CHECKING:
    from hearthside.spaces.http import MemberRequest

LETTER_ASKED = "letter-asked"
LETTER_ACCEPTED = "letter-accepted"
LETTER_NEW = "letter-new"

claims(
    "forum.Correspondence",
    "forum.Letter",
    "forum.LetterExcerpt",
    "forum.LetterRest",
    "forum.LetterSide",
    "forum.LetterWall",
)


@after(LetterAsked)
def tell_who_is_asked(event: LetterAsked) -> None:
    """Tell a face that somebody asks to write to it; nobody, where the asking does not arrive.

    A voice without a name is told in any case (`askings_kept_back`): what its person lets rest
    can be seen, and a gap would say whose voice it is.
    """
    side = sides_of(event.correspondence_id).filter(asked=False).first()
    if side is None or side.correspondence.state != LetterState.ASKED:
        return
    if not side.kept_back or is_unnamed(side.face):
        _tell_side(side, LETTER_ASKED)


@not_for.answer
def askings_kept_back(
    _member_id: UUID, voices: Collection[UUID], told: Collection[Told]
) -> Collection[UUID]:
    """Whoever lets askings rest reads of none, under whatever face they are asked."""
    asked = {each.subject_id: each.id for each in told if each.kind == LETTER_ASKED}
    kept_back = kept_back_from(voices, asked) if voices and asked else ()
    return [asked[each] for each in kept_back]


@after(LetterAccepted)
def tell_who_asked(event: LetterAccepted) -> None:
    """Tell whoever asked that both can write now."""
    side = sides_of(event.correspondence_id).filter(asked=True).first()
    if side is not None and side.correspondence.state == LetterState.OPEN:
        _tell_side(side, LETTER_ACCEPTED)


@after(LetterWritten)
def tell_who_is_written_to(event: LetterWritten) -> None:
    """Tell the other of the two, unless they have read it by now."""
    letters = Letter.objects.filter(correspondence_id=event.correspondence_id)
    letter = letters.filter(number=event.number).first()
    if letter is None or letter.taken:
        return
    side = sides_of(event.correspondence_id).exclude(id=letter.side_id).first()
    if side is not None and side.read_to < event.number and not side.gone:
        _tell_side(side, LETTER_NEW)


def _tell_side(side: LetterSide, kind: str) -> None:
    """Tell one of the two; not of somebody whom they mute, as far as the face itself tells.

    A voice without a name is told of everybody: who is left out would tell whose it is.
    """
    if is_muted_by(side.face, other_side(side).face):
        return
    path = reverse("forum:letter", args=[side.space.slug, side.correspondence_id])
    telling = Telling(side.space_id, side.face, kind, side.correspondence_id, path)
    notify(telling=telling, now=side.correspondence.last_at)


@after(LettersGo)
def let_letters_of_voices_go(event: LettersGo) -> None:
    """Messages under no name follow the person who left, at an instant of their own."""
    let_letters_go(going_id=event.going_id, leave=Leave(event.leave), now=clock.now())
    appoint_overwriting(now=clock.now())


@within(Parted)
def part_letters(event: Parted) -> None:
    """Who blocks another has no letters with them any more; nobody is told."""
    part_silently(keeper=event.by_id, other=event.other_id, now=clock.now())


@words.answer
def letter_notice_words(kind: str, times: int) -> str | None:
    """The words of the notices about messages: that there is one, never what or from whom."""
    if kind == LETTER_ASKED:
        return _("Somebody asks to write to you.")
    if kind == LETTER_ACCEPTED:
        return _("You can write to one another now.")
    if kind == LETTER_NEW:
        return ngettext(
            "There is a message for you", "There are %(times)d messages for you", times
        ) % {"times": times}
    return None


@group_of.answer
def letter_notice_group(kind: str) -> Group | None:
    """Somebody writes to them: as an answer does, it goes to the person themselves."""
    return Group.ANSWERS if kind in (LETTER_ASKED, LETTER_ACCEPTED, LETTER_NEW) else None


@content.answer
def shown_letters(kind: str, content_id: UUID, space_id: UUID) -> Reported | None:
    """Show a steward the copy of what somebody chose to show, and nothing beyond it."""
    if kind != KIND or (excerpt := excerpt_of(content_id, space_id)) is None:
        return None
    about = author_of(excerpt)
    return Reported(
        label=_("Messages between two people"),
        html=excerpt_html(excerpt),
        author_id=about.membership_id,
        author_name=about.name,
        path=reverse("forum:letters", args=[excerpt.space.slug]),
        face_id=excerpt.about_face,
        source="",  # a message is between two people: nothing of it is folded, or copied once more
    )


@export_of.answer
def own_letters(subject: Subject) -> list[Part]:
    """What is kept of somebody's messages."""
    ids = membership_ids(subject)
    return exported_letters([*ids, *faces_of(ids)])


@erase.answer
def letters_when_leaving(subject: Subject, leave: Leave, now: datetime) -> None:
    """What one wrote goes along, or stays with the other without a name, as one chose."""
    ids = membership_ids(subject)
    take_faces_out(faces=ids, leave=leave, now=now)
    take_voices_out(voices=faces_of(ids), leave=leave, now=now)
    if subject.membership_id is None:
        forget_walls(faces=ids, now=now)


@slot("spaces.member").answer
def ask_this_member(member: object) -> SafeString:
    """The way to ask a member to write, on their page."""
    assert isinstance(member, Membership)
    context = {"slug": member.space.slug, "face_id": member.id}
    return render_to_string("forum/_ask_link.html", context)


@slot("forum.voice").answer
def ask_this_voice(voice: object) -> SafeString:
    """The way to ask a voice without a name to write, on its page."""
    assert isinstance(voice, Voice)
    return render_to_string("forum/_ask_link.html", {"slug": voice.space.slug, "face_id": voice.id})


@slot("spaces.my_membership").answer
def who_may_ask(request: object) -> SafeString:
    """Who may ask a member to write, on their own page."""
    asked: MemberRequest = request  # type: ignore[assignment]  # a slot takes any object
    context = {"rests": own_rest(asked.standing)}
    return render_to_string("forum/_letters_choice.html", context, asked)


@heeds_contact.answer
def messages_heed_what_rests() -> bool:
    """Who rests from writing to somebody does so in messages, too."""
    return True
