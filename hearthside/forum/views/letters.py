# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages between two people: the list, and one correspondence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.core.htmx import wants_fragment
from hearthside.core.ids import number_in
from hearthside.core.paging import Window
from hearthside.core.throttle import Limit, TooOften, count
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.actions.letters import note_letters_read, write_letter
from hearthside.forum.forms import LetterForm, new_key
from hearthside.forum.models import Letter, LetterSide
from hearthside.forum.queries.drafts import begun_in
from hearthside.forum.queries.letter_faces import spoken_in
from hearthside.forum.queries.letter_ground import own_rest, walled_off
from hearthside.forum.queries.letters import (
    Opened,
    letter_list,
    lines_since,
    opened,
    own_side,
)
from hearthside.forum.rules.contact import details_in
from hearthside.forum.rules.letters import TOO_MANY, goes_on, lapses_on, may_answer, may_write
from hearthside.notices.actions.notices import clear_for_subject
from hearthside.spaces.http import MemberRequest, member_view

LETTERS_AT_ONCE = Limit("letters-written", times=60, every=timedelta(minutes=10))
"""Somebody in need writes often; nobody writes sixty messages in ten minutes by hand."""


@require_safe
@member_view
def letters(request: MemberRequest) -> HttpResponse:
    """Who asks to write, and with whom one writes."""
    found = letter_list(request.standing, Window.asked(request.GET))
    context = {"found": found, "rests": own_rest(request.standing)}
    return render(request, "forum/letters.html", context)


@require_safe
@member_view
def letter(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """One correspondence, for one of the two."""
    side = side_or_404(request, correspondence_id)
    before = request.GET.get("before", "")
    here = opened(side, request.standing, number_in(before))
    begun = begun_in(f"letter:{correspondence_id}", request.standing)
    form = LetterForm(initial=_fresh() | {"text": begun.words, "begun": begun.form})
    response = page_of(request, here, form)
    _remember(request, here)
    return response


@require_POST
@member_view
def letter_words(request: MemberRequest, correspondence_id: UUID) -> HttpResponse:
    """Write; what cannot go as it is comes back with its words, and with what can be done."""
    side, now = side_or_404(request, correspondence_id), clock.now()
    form = LetterForm(request.POST)
    if form.is_valid():
        details = details_in(form.cleaned_data["text"])
        if details and not request.POST.get("as_it_is"):
            return _again(request, side, form, tip=True)
        try:
            letter = _write(request, side, form, now)
        except Refused as refused:
            form.add_error("text", str(refused.verdict.reason))
            return _again(request, side, form, code=refused.code)
        return _sent(request, side, letter)
    return _again(request, side, form)


def _fresh() -> dict[str, str | None]:
    """What stands in a form that nobody has written into."""
    return {"idempotency_key": new_key(), "language": get_language()}


def _write(request: MemberRequest, side: LetterSide, form: LetterForm, now: datetime) -> Letter:
    try:
        count(LETTERS_AT_ONCE, str(request.member_id), now)
    except TooOften as error:
        raise Refused(TOO_MANY) from error
    return write_letter(by=request.standing, side=side, message=form.message(), now=now)


def _sent(request: MemberRequest, side: LetterSide, letter: Letter) -> HttpResponse:
    """For htmx what was written since, and the emptied form; else the page."""
    address = letter_address(request, side.correspondence_id)
    last = number_in(request.POST.get("last", ""))
    if not wants_fragment(request) or last is None:
        return HttpResponseRedirect(f"{address}#l-{letter.number}")
    side = side_or_404(request, side.correspondence_id)
    here = opened(side, request.standing)
    note_letters_read(
        by=request.standing, side=side, number=here.correspondence.said, now=clock.now()
    )
    context = _context(
        request,
        here,
        LetterForm(initial={"idempotency_key": new_key(), "language": get_language()}),
    )
    fresh = {"fresh": lines_since(side, last), "out_of_band": True}
    return render(request, "forum/_letter_sent.html", context | fresh)


def _again(
    request: MemberRequest, side: LetterSide, form: LetterForm, *, tip: bool = False, code: str = ""
) -> HttpResponse:
    """The form with its words and what to look at; htmx gets it in place of the one sent."""
    unsent = Unsent.sent(request.POST, f"letter:{side.correspondence_id}")
    keep_draft(by=request.standing, unsent=unsent, now=clock.now())
    here = opened(side_or_404(request, side.correspondence_id), request.standing)
    if not wants_fragment(request):
        return page_of(request, here, form, tip=tip, code=code, status=422)
    context = _context(request, here, form) | {"tip": tip, "code": code}
    response = render(request, "forum/_letter_form.html", context, status=422)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#write", "outerHTML"
    return response


def page_of(
    request: MemberRequest, here: Opened, form: LetterForm, *, status: int = 200, **more: object
) -> HttpResponse:
    """Show a correspondence with a form."""
    context = _context(request, here, form) | more
    return render(request, "forum/letter.html", context, status=status)


def _context(request: MemberRequest, here: Opened, form: LetterForm) -> dict[str, object]:
    place = f"letter:{here.correspondence.id}"
    return {
        "here": here,
        "form": form,
        "last": here.lines[-1].number if here.lines else 0,
        "may_write": may_write(request.standing, here.mine),
        "may_answer": may_answer(request.standing, here.mine),
        "lapses_on": lapses_on(here.correspondence),
        "goes_on": goes_on(here.correspondence),
        "walled_off": walled_off(here.mine.face, here.theirs.face),
        "thread": spoken_in(here.other, request.standing),
        "own_thread": spoken_in(here.me, request.standing),
        "save_to": reverse("forum:draft", args=[request.space.slug, place]),
    }


def _remember(request: MemberRequest, here: Opened) -> None:
    """Note how far this side has read, only where that is news."""
    if here.lines and here.lines[-1].number > here.mine.read_to:
        number = here.lines[-1].number
        note_letters_read(by=request.standing, side=here.mine, number=number, now=clock.now())
    if request.standing.has_notices:
        clear_for_subject(
            recipient_id=request.member_id,
            subject_id=here.correspondence.id,
            now=clock.now(),
            voices=request.standing.voices,
        )


def side_or_404(request: MemberRequest, correspondence_id: UUID) -> LetterSide:
    """This member's own side of a correspondence; to everybody else there is no such page."""
    side = own_side(request.standing, correspondence_id)
    if side is None:
        raise Http404
    return side


def letter_address(request: MemberRequest, correspondence_id: UUID) -> str:
    """Where a correspondence is."""
    return reverse("forum:letter", args=[request.space.slug, correspondence_id])


def put(
    request: MemberRequest,
    correspondence_id: UUID,
    action: Callable[..., object],
    said: str,
    then: str = "",
) -> HttpResponseRedirect:
    """Do one thing with a correspondence, say so, and show it again, or what comes then."""
    side = side_or_404(request, correspondence_id)
    action(by=request.standing, side=side, now=clock.now())
    messages.success(request, said)
    return HttpResponseRedirect(then or letter_address(request, correspondence_id))
