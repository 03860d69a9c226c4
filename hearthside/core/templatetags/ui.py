# SPDX-License-Identifier: AGPL-3.0-or-later
"""The components of a page. `/styleguide/` shows each of them in every state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, PasswordInput, RadioSelect, Select
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from lucide.templatetags.lucide import lucide

from hearthside.core import hooks
from hearthside.core.faces import face_svg
from hearthside.core.text import render

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Tone = Literal["", "calm", "care", "urgent", "sunk"]

register = template.Library()


@register.simple_block_tag
def callout(content: SafeString, *, title: str = "", tone: Tone = "calm") -> SafeString:
    """A boxed message. ``urgent`` is announced at once by screen readers."""
    role = "alert" if tone == "urgent" else "note"
    context = {"content": content, "title": title, "tone": tone, "role": role}
    return render_to_string("ui/callout.html", context)


@register.simple_block_tag
def card(content: SafeString, *, title: str = "", tone: Tone = "", anchor: str = "") -> SafeString:
    """A sheet with one matter on it. ``calm`` and ``care`` tint it, ``sunk`` sets it back."""
    context = {"content": content, "title": title, "tone": tone, "anchor": anchor}
    return render_to_string("ui/card.html", context)


@register.simple_block_tag
def empty_state(content: SafeString, *, title: str, picture: str = "sprout") -> SafeString:
    """What stands where nothing is yet: what this is for, and the first step."""
    context = {"content": content, "title": title, "picture": picture}
    return render_to_string("ui/empty_state.html", context)


@register.simple_tag
def tag(words: str, *, tone: Tone = "") -> SafeString:
    """A short mark beside a title: a role, a state, how long somebody waits."""
    return format_html('<span class="tag" data-tone="{}">{}</span>', tone, words)


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button or check box of a field, with the words that explain it."""

    control: SafeString
    label: _StrOrPromise
    hint: _StrOrPromise


@register.inclusion_tag("ui/field.html")
def field(field: BoundField, *, label: str = "", hint: str = "") -> dict[str, object]:
    """One question of a form: its words, its hint, what was wrong, and the control.

    Choices become cards. A form may explain them in ``choice_hints``, a mapping from
    value to words, set on the form's field.
    """
    widget = field.field.widget
    kind = "line"
    if isinstance(widget, CheckboxInput):
        kind = "check"
    elif isinstance(widget, RadioSelect):  # and CheckboxSelectMultiple, which is one
        kind = "choices"
    elif isinstance(widget, Select):  # which always says something, so nothing is left out
        kind = "select"
    return {
        "field": field,
        "kind": kind,
        "label": label or field.label,
        "hint": hint or field.help_text,
        "choices": _choices(field) if kind == "choices" else (),
    }


def _choices(field: BoundField) -> list[Choice]:
    hints = getattr(field.field, "choice_hints", {})
    return [
        Choice(
            control=SafeString(part.tag()),
            label=part.choice_label,
            hint=hints.get(str(part.data["value"]), ""),
        )
        for part in field.subwidgets
    ]


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: BaseForm, *, focus: bool = True) -> dict[str, object]:
    """What to look at again, in one list over the form, with links to the fields.

    It takes the focus, so that a screen reader begins there.
    """
    found = [
        (_first_control(form[name]), form[name]) for name in form.errors if name in form.fields
    ]
    kept = any(not isinstance(field.field.widget, PasswordInput) for field in form.visible_fields())
    return {"form": form, "found": found, "focus": focus, "kept": kept}


def _first_control(field: BoundField) -> str:
    """The id that a link can bring the focus to; groups have none of their own."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.inclusion_tag("ui/pager.html")
def pager(*, earlier: str = "", later: str = "") -> dict[str, str]:
    """Links to the neighbouring pages of a keyset; nothing where there is only one."""
    return {"earlier": earlier, "later": later}


@register.simple_tag
def face(seed: str, size: Literal["", "small", "large"] = "") -> SafeString:
    """The drawn face of a member."""
    drawn = face_svg(seed)
    return SafeString(drawn.replace("face ", f"face face-{size} ", 1)) if size else drawn


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """A point in time in words that stay true; ``<time-ago>`` brings them closer.

    The words are in the active zone and name it, so they can be read without scripting.
    """
    return _moment(at, timezone.get_current_timezone(), get_language())


@lru_cache(maxsize=8192)  # the same few instants are shown to everybody
def _moment(at: datetime, zone: tzinfo, language: str | None) -> SafeString:
    here = at.astimezone(zone)
    # Translators: a date with its time, in Django's format letters: 22 November 2026, 16:12
    words = date_format(here, pgettext("date format", "j F Y, H:i"))
    return format_html(
        '<time-ago><time datetime="{}">{} {}</time></time-ago>',
        here.isoformat(timespec="seconds"),
        words,
        here.tzname(),
    )


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """An icon from the lucide package, hidden from screen readers: words stand beside it."""
    drawn = lucide(name, size=None, **{"class": "icon"}, aria_hidden="true")
    return SafeString(" ".join(drawn.split()).replace("> <", "><").replace(" />", "/>"))


@register.simple_tag
def slot(name: str, thing: object = None) -> SafeString:
    """What the domains above have to say at this place of the page."""
    return SafeString("".join(hooks.slot(name).ask(thing)))


@register.filter
def rendered(source: str) -> SafeString:
    """Words that describe a place, as safe HTML, in the small Markdown of posts."""
    return SafeString(render(source))


@register.simple_block_tag
def draft_keeper(
    content: SafeString, *, save_to: str = "", whose: UUID | None = None
) -> SafeString:
    """Around a form with words in it: they are sent or kept, never lost.

    ``save_to`` takes the sealed draft of a signed-in person (POST: text, idempotency_key).
    ``whose`` keeps the words on a device that several people use apart from one another's.
    """
    context = {"content": content, "save_to": save_to, "whose": whose}
    return render_to_string("ui/draft_keeper.html", context)
