# SPDX-License-Identifier: AGPL-3.0-or-later
"""One conversation in a list, made once for everybody who meets it in the same state."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from hearthside.core import clock
from hearthside.core.text import excerpt_of
from hearthside.forum.models import Level, Owner, Post, Thread, Wanted
from hearthside.forum.queries.helping import words_in
from hearthside.forum.queries.threads import ThreadRow
from hearthside.forum.queries.waiting import Waiting, about_of, own_waits
from hearthside.forum.rules.notes import read_notes, talks_about
from hearthside.forum.rules.wanted import prompt_for, starters_for

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

register = template.Library()


@register.filter
def answer_prompt(wanted: str) -> _StrOrPromise:
    """What stands over the box in which somebody answers."""
    return prompt_for(wanted)


@register.filter
def answer_starters(wanted: str) -> tuple[_StrOrPromise, ...]:
    """Some words to begin an answer with."""
    return starters_for(wanted)


@register.filter
def wanted_label(wanted: str) -> _StrOrPromise:
    """The name of a kind of answer."""
    return Wanted(wanted).label


@register.filter
def note_labels(notes: str) -> list[str]:
    """What words talk about, a neutral sentence for each note."""
    return [talks_about(note) for note in read_notes(notes)]


register.filter("talks_about", talks_about)

Among = Literal["boards", "board", "pinned", "waiting"]
"""What a list holds: conversations of all boards, of one, those kept at its top, those waiting."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a row stands: the space, the kind of list, the level of its heading, and a note."""

    slug: str
    among: Among
    level: int
    note: str = ""


@register.inclusion_tag("forum/_ask_link.html", takes_context=True)
def ask_link(context: Context, post: Post) -> dict[str, object]:
    """The way to ask whoever wrote a post to write, as the face they have there."""
    face_id = post.voice.face_id if post.voice.is_somebody else None
    slug = context["request"].space.slug
    return {"slug": slug, "face_id": face_id, "thread_id": post.thread_id}


@register.simple_tag(takes_context=True)
def thread_row(
    context: Context, row: ThreadRow, *, among: Among = "boards", level: int = 2, note: str = ""
) -> SafeString:
    """A row of a list, with what the list itself does not say.

    ``level`` is that of the heading, one below what stands over the list; ``note`` says more.
    """
    wait = timesince(row.opened_at) if among == "waiting" else ""
    zone = timezone.get_current_timezone_name()
    listed = Listed(context["request"].space.slug, among, level, note)
    return _row(row, listed, wait, f"{get_language()} {zone}")


@lru_cache(maxsize=4096)
def _row(row: ThreadRow, listed: Listed, wait: str, spoken: str) -> SafeString:
    """The row as HTML; ``spoken`` (language and zone) is part of what it is kept under."""
    context = {"row": row, "wait": wait, **asdict(listed)}
    return render_to_string("forum/_thread_row.html", context)


@register.simple_tag(takes_context=True)
def own_waiting(context: Context, thread: Thread) -> SafeString:
    """What somebody reads while they wait here, for a first answer or for one to a question of
    theirs; nothing for anybody else."""
    request = context["request"]
    waits = own_waits(thread, request.standing, clock.now())
    words: list[tuple[str, str, bool]] = []
    if any(wait.question is None for wait in waits):
        chosen = about_of(thread.id)
        words = [(word, name, word in chosen) for word, name in words_in(thread.space_id).items()]
    shown = {"thread": thread, "words": words, "has_words": any(word[2] for word in words)}
    cards = (
        render_to_string("forum/_own_wait.html", {"wait": wait, **shown}, request) for wait in waits
    )
    return mark_safe("".join(cards))  # noqa: S308 — made by our own template


@register.filter
def beginning(html: str) -> str:
    """The first words of what somebody wrote, which is rendered already."""
    return excerpt_of(html)


@register.filter
def within(time: timedelta) -> str:
    """How long something took, as people say it: minutes, or hours, or days."""
    minutes = max(int(time.total_seconds() // 60), 1)
    if minutes < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


@register.filter
def minutes(number: int) -> timedelta:
    """So many minutes, as a time."""
    return timedelta(minutes=number)


@register.simple_tag
def waiting_note(waiting: Waiting) -> str:
    """How one who waits stands with the clock: what was promised, and whose turn it is."""
    parts = [str(_OWNERS[waiting.owner])]
    if waiting.level != Level.ORDINARY:
        parts.insert(0, _("Needs somebody soon"))
    parts.append(_("later than promised") if waiting.is_late else _by(waiting.answer_by))
    return " · ".join(parts)


def _by(at: datetime) -> str:
    time = date_format(at.astimezone(timezone.get_current_timezone()), "TIME_FORMAT")
    return _("an answer by %(time)s") % {"time": time}


_OWNERS = {
    Owner.EVERYBODY: gettext_lazy("waits for anybody here"),
    Owner.HELPERS: gettext_lazy("people who are glad to answer were asked"),
    Owner.WELCOME: gettext_lazy("the welcome team knows"),
    Owner.STEWARDS: gettext_lazy("the stewards know"),
}
