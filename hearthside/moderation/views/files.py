# SPDX-License-Identifier: AGPL-3.0-or-later
"""For stewards: working on a file, and what is looked at a second time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearthside.core import clock
from hearthside.core.htmx import wants_fragment
from hearthside.core.verdicts import Refused
from hearthside.moderation.actions.desk import (
    ask_look,
    claim_file,
    give_look,
    release_file,
    write_note,
)
from hearthside.moderation.actions.drafts import note_sent
from hearthside.moderation.actions.measures import look_again
from hearthside.moderation.forms import HandoverForm, LookForm, NoteForm, SeenForm
from hearthside.moderation.models import Measure, NoteKind
from hearthside.moderation.queries.content import content_of, mark_of_words
from hearthside.moderation.queries.files import file_for, look_for
from hearthside.moderation.rules.measures import CHANGED_AGAIN
from hearthside.moderation.views.showing import back_to, show_file
from hearthside.spaces.http import MemberRequest, steward_view


@require_POST
@steward_view
def claim(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Take a file on; while somebody types, the page asks again, so that it stays theirs."""
    found = file_for(request.standing, report_id)
    claim_file(by=request.standing, file=found, now=clock.now())
    if wants_fragment(request):
        return HttpResponse(status=204)
    messages.success(request, _("This is in your hands now."))
    return back_to(request, found, "decision")


@require_POST
@steward_view
def release(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Give a file back, with a line for whoever goes on."""
    found, form = (
        file_for(request.standing, report_id),
        HandoverForm(request.POST, auto_id="handover_%s"),
    )
    if not form.is_valid():
        return show_file(request, found, {"handover": form})
    words = form.cleaned_data["text"]
    release_file(by=request.standing, file=found, words=words, now=clock.now())
    note_sent(by=request.standing, thing_id=found.id, form="handover", now=clock.now())
    messages.success(request, _("This is free for another steward."))
    return back_to(request, found)


@require_POST
@steward_view
def notes(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Write down what is known, was done, or comes next."""
    found, kind = file_for(request.standing, report_id), request.POST.get("kind", NoteKind.KNOW)
    form = NoteForm(request.POST, auto_id=f"{kind}_%s")
    if not form.is_valid():
        return show_file(request, found, {"note": form})
    kind, words = NoteKind(form.cleaned_data["kind"]), form.cleaned_data["text"]
    write_note(by=request.standing, file=found, kind=kind, words=words, now=clock.now())
    note_sent(by=request.standing, thing_id=found.id, form=kind, now=clock.now())
    messages.success(request, _("Your note is kept."))
    return back_to(request, found, f"notes-{kind}")


@require_POST
@steward_view
def looks(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Ask another steward to look, too."""
    found, form = file_for(request.standing, report_id), LookForm(request.POST, auto_id="ask_%s")
    if not form.is_valid():
        return show_file(request, found, {"ask": form})
    question = form.cleaned_data["text"]
    ask_look(by=request.standing, file=found, question=question, now=clock.now())
    note_sent(by=request.standing, thing_id=found.id, form="look", now=clock.now())
    messages.success(request, _("The other stewards are asked. You still decide."))
    return back_to(request, found, "looks")


@require_POST
@steward_view
def look(request: MemberRequest, look_id: UUID) -> HttpResponse:
    """Say what one sees, as the second steward."""
    asked, form = look_for(request.standing, look_id), SeenForm(request.POST, auto_id="seen_%s")
    found = file_for(request.standing, asked.file_id)
    if not form.is_valid():
        return show_file(request, found, {"seen": form})
    give_look(by=request.standing, look=asked, seen=form.cleaned_data["text"], now=clock.now())
    note_sent(by=request.standing, thing_id=found.id, form="seen", now=clock.now())
    messages.success(request, _("Thank you. Who decides reads what you see."))
    return back_to(request, found, "looks")


@require_http_methods(["GET", "HEAD", "POST"])
@steward_view
def changed(request: MemberRequest, measure_id: UUID) -> HttpResponse:
    """Folded words that their author has changed: show them whole, or leave the fold."""
    measures = Measure.objects.to_look_at(request.standing)
    measure = get_object_or_404(measures, id=measure_id)
    if request.method == "POST":
        return _settled(request, measure)
    reported = None
    if measure.content_id is not None:
        reported = content_of(measure.content_kind, measure.content_id, measure.space_id)
    context = {"measure": measure, "reported": reported, "read": mark_of_words(measure)}
    return render(request, "moderation/changed.html", context)


def _settled(request: MemberRequest, measure: Measure) -> HttpResponse:
    shows_all, read = request.POST.get("shows") == "all", request.POST.get("read", "")
    by, now = request.standing, clock.now()
    try:
        look_again(by=by, measure=measure, shows_all=shows_all, read=read, now=now)
    except Refused as refused:
        if refused.verdict != CHANGED_AGAIN:
            raise
        messages.info(request, str(CHANGED_AGAIN.reason))
        return HttpResponseRedirect(request.path)
    messages.success(request, _("It is settled, and the person who wrote it is told."))
    return HttpResponseRedirect(reverse("moderation:reports", args=[request.space.slug]))
