# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keepers' pages: the letters to read over, and the person outside the team."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hearthside.core import clock
from hearthside.moderation.actions.keeping import name_outside_person, review_letters
from hearthside.moderation.forms import LettersReadForm, OutsidePersonForm
from hearthside.moderation.models import LetterReview, OutsidePerson
from hearthside.moderation.rules.letters import LETTER_VERSION, all_letters, missing_readers
from hearthside.spaces.http import KeeperRequest, keeper_view
from hearthside.spaces.queries.keeping import organisations_kept_by
from hearthside.spaces.rules.standing import may_keep


@require_safe
@keeper_view
def letters(request: KeeperRequest) -> HttpResponse:
    """Every language, and who read its letters over."""
    now, reviews = clock.now(), list(LetterReview.objects.filter(version=LETTER_VERSION))
    rows = []
    for code, _name in settings.LANGUAGES:
        of = [review for review in reviews if review.language == code]
        name = get_language_info(code)["name_translated"]
        rows.append({"code": code, "name": name, "by": of, "missing": missing_readers(of, now)})
    return render(request, "moderation/letters.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def letter(request: KeeperRequest, language: str) -> HttpResponse:
    """The letters of one language, to read over."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    form = LettersReadForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        review_letters(by=request.keeper, reading=form.reading(language), now=clock.now())
        return HttpResponseRedirect(reverse("moderation:letters"))
    with override(language):
        told = all_letters()
    context = {
        "form": form,
        "code": language,
        "name": get_language_info(language)["name_translated"],
        "letters": told,
        "may_keep": may_keep(request.keeper, None),
    }
    return render(request, "moderation/letter.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def outside_person(request: KeeperRequest, organisation_id: UUID) -> HttpResponse:
    """Who outside the team takes complaints about the spaces of an organisation."""
    here = get_object_or_404(organisations_kept_by(request.keeper), id=organisation_id)
    known = OutsidePerson.objects.filter(organisation=here).first()
    initial = {"name": known.name, "reach": known.reach} if known else None
    form = OutsidePersonForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        name_outside_person(
            by=request.keeper, organisation=here, now=clock.now(), name=said["name"],
            reach=said["reach"],
        )  # fmt: skip
        messages.success(request, _("This is shown to the members now."))
        return HttpResponseRedirect(reverse("spaces:organisation", args=[here.id]))
    context = {"form": form, "organisation": here}
    status = 422 if form.errors else 200
    return render(request, "moderation/outside_person.html", context, status=status)
