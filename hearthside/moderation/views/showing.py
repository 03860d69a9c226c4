# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting the page of one file together: what is in it, its forms, and what was begun in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hearthside.core import clock
from hearthside.moderation.actions.desk import see_file
from hearthside.moderation.forms import (
    AppealDecisionForm,
    DecisionForm,
    HandoverForm,
    LookForm,
    NoteForm,
    SeenForm,
)
from hearthside.moderation.hooks import Begun, Elsewhere, same_words
from hearthside.moderation.models import Appeal, Decision, File, FileState, Note, NoteKind, Report
from hearthside.moderation.queries.desk import next_file
from hearthside.moderation.queries.drafts import begun_in
from hearthside.moderation.queries.files import Opened, opened
from hearthside.moderation.queries.own import letters_unread
from hearthside.moderation.rules.desk import may_claim, may_give_look, may_release, may_work
from hearthside.spaces.http import MemberRequest
from hearthside.spaces.rules.standing import Standing

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

RECORD = (NoteKind.KNOW, NoteKind.DID, NoteKind.NEXT)
"""What a file says, in this order: what we know, what we did, what comes next."""

_FORMS = ("decision", "handover", "look", "seen", *(kind.value for kind in RECORD))


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a file's record: what it says so far, and the form that adds to it."""

    kind: str
    title: _StrOrPromise
    notes: list[Note]
    form: NoteForm
    begun: Begun


def show_file(
    request: MemberRequest,
    found: File,
    forms_back: Mapping[str, forms.Form] | None = None,
    inside: Opened | None = None,
) -> HttpResponse:
    """Show a whole file, with a form that came back, and note that it was read."""
    now, standing, back = clock.now(), request.standing, forms_back or {}
    see_file(by=standing, file=found, now=now)
    inside = inside or opened(standing, found)
    context = _facts(standing, inside, now) | _forms(request, inside, back)
    context |= {**_verdicts(standing, inside, now), **back}
    return render(request, "moderation/report.html", context, status=422 if back else 200)


def _facts(standing: Standing, inside: Opened, now: datetime) -> dict[str, object]:
    found, is_decided = inside.file, inside.file.state == FileState.DECIDED
    return {
        "file": found,
        "inside": inside,
        "words": words_of(inside),
        "holder": found.owner if found.holder_at(now) else None,
        "is_late": not is_decided and now >= found.answer_by,
        "unread": letters_unread(get_language() or settings.LANGUAGE_CODE, now),
        "handed_over": [note for note in inside.notes if note.kind == NoteKind.HANDOVER],
        "elsewhere": _elsewhere(found),
        "next": next_file(standing, now) if is_decided else None,
    }


def _forms(
    request: MemberRequest, inside: Opened, back: Mapping[str, forms.Form]
) -> dict[str, object]:
    begun = begun_in(request.standing, request.space.slug, inside.file.id, *_FORMS)
    return {
        "begun": begun,
        "form": decision_form(inside, None, begun["decision"].words),
        "sections": _sections(inside, begun, back.get("note")),
        "handover": HandoverForm(auto_id="handover_%s", initial=_said(begun["handover"])),
        "ask": LookForm(auto_id="ask_%s", initial=_said(begun["look"])),
        "seen": SeenForm(auto_id="seen_%s", initial=_said(begun["seen"])),
    }


def back_to(request: MemberRequest, found: File, part: str = "") -> HttpResponse:
    """On to the file as it now is; ``part`` is where whoever came from there goes on."""
    address = reverse("moderation:report", args=[request.space.slug, found.id])
    return HttpResponseRedirect(f"{address}#{part}" if part else address)


def decision_form(inside: Opened, data: QueryDict | None, begun: str = "") -> forms.Form:
    """The form that decides on a file, of the kind that fits."""
    initial = {"text": begun}
    if isinstance(inside.file, Appeal):
        return AppealDecisionForm(data, initial=initial)
    source = inside.reported.source if inside.reported else ""
    return DecisionForm(data, source=source, initial=initial)


def words_of(inside: Opened) -> SafeString:
    """The words a file is about, whole."""
    html = inside.reported.html if inside.reported else ""
    return mark_safe(html)  # noqa: S308 — core.text made it


def _sections(inside: Opened, begun: Mapping[str, Begun], back: forms.Form | None) -> list[Section]:
    told = []
    for kind in RECORD:
        came_back = isinstance(back, NoteForm) and back.data.get("kind") == kind
        fresh = NoteForm(auto_id=f"{kind}_%s", initial={"kind": kind, **_said(begun[kind])})
        form = back if came_back and isinstance(back, NoteForm) else fresh
        notes = [note for note in inside.notes if note.kind == kind]
        told.append(Section(kind, kind.label, notes, form, begun[kind]))
    return told


def _elsewhere(found: File) -> list[Elsewhere]:
    """Where else what was folded can still be read; asked only once something is folded."""
    if not isinstance(found, Report) or found.decision != Decision.FOLDED:
        return []
    answers = same_words.ask(found.content_kind, found.content_id, found.space_id)
    return [each for answer in answers for each in answer]


def _said(begun: Begun) -> dict[str, str]:
    return {"text": begun.words}


def _verdicts(standing: Standing, inside: Opened, now: datetime) -> dict[str, object]:
    found = inside.file
    asked = next((look for look in inside.looks if look.given_at is None), None)
    if found.state == FileState.DECIDED:
        asked = None
    return {
        "asked": asked,
        "may_claim": may_claim(standing, found, now),
        "may_release": may_release(standing, found),
        "may_decide": may_work(standing, found),
        "may_give_look": may_give_look(standing, found, asked) if asked else None,
    }
