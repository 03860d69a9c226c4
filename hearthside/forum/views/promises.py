# SPDX-License-Identifier: AGPL-3.0-or-later
"""Within how long a space means to answer, and its words for experience, for its stewards."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearthside.core import clock
from hearthside.forum.actions.helping import Promise, add_word, drop_word, promise
from hearthside.forum.forms.waiting import PROMISED, OwnWordForm, PromiseForm
from hearthside.forum.models import Experience, OwnWord, WaitKind
from hearthside.forum.queries.clocks import missed_in, pace_of, targets_of
from hearthside.spaces.http import MemberRequest, steward_view


@require_http_methods(["GET", "HEAD", "POST"])
@steward_view
def promises(request: MemberRequest) -> HttpResponse:
    """Choose within how long somebody is answered."""
    kept = _promised(request)
    form = PromiseForm(request.POST) if request.method == "POST" else PromiseForm(initial=kept)
    if form.is_bound and form.is_valid():
        for name, minutes in form.cleaned_data.items():
            what = Promise(*PROMISED[name], minutes)
            promise(by=request.standing, space=request.space, what=what, now=clock.now())
        messages.success(request, _("Kept. It holds for whoever writes from now on."))
        return _back(request)
    return _shown(request, form, OwnWordForm())


@require_POST
@steward_view
def own_words(request: MemberRequest) -> HttpResponse:
    """Add a word to the list of the space."""
    form = OwnWordForm(request.POST)
    if not form.is_valid():
        return _shown(request, PromiseForm(initial=_promised(request)), form)
    name = form.cleaned_data["name"]
    add_word(by=request.standing, space=request.space, name=name, now=clock.now())
    return _back(request)


@require_POST
@steward_view
def own_word_ending(request: MemberRequest, word_id: UUID) -> HttpResponse:
    """Take a word off the list."""
    word = get_object_or_404(OwnWord, id=word_id, space=request.space)
    drop_word(by=request.standing, word=word, now=clock.now())
    return _back(request)


def _promised(request: MemberRequest) -> dict[str, int]:
    """Within how many minutes this space means to answer, by the fields of the form."""
    kept = {kind: targets_of(request.space.id, kind) for kind in WaitKind}
    return {name: kept[kind][level] for name, (kind, level) in PROMISED.items()}


def _shown(request: MemberRequest, form: PromiseForm, word_form: OwnWordForm) -> HttpResponse:
    now, space = clock.now(), request.space
    context = {
        "form": form,
        "word_form": word_form,
        "usual": [label for _value, label in Experience.choices],
        "own": OwnWord.objects.filter(space=space).order_by("name", "id"),
        "pace": pace_of(space.id, now),
        "question_pace": pace_of(space.id, now, WaitKind.QUESTION),
        "missed": missed_in(space.id, now),
    }
    status = 422 if form.errors or word_form.errors else 200
    return render(request, "forum/promises.html", context, status=status)


def _back(request: MemberRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("forum:promises", args=[request.space.slug]))
