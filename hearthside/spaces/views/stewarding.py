# SPDX-License-Identifier: AGPL-3.0-or-later
"""The people of a space as its stewards see them. Opening a member's page is an entry."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.spaces.actions.grants import NewGrant, end_grant, give_grant
from hearthside.spaces.actions.removals import readmit_member
from hearthside.spaces.actions.stewarding import look_at_member
from hearthside.spaces.forms import FindForm, GrantForm, ReasonForm
from hearthside.spaces.http import MemberRequest, member_view, steward_view
from hearthside.spaces.models import Grant, Membership, MembershipQuerySet, MembershipState, Role
from hearthside.spaces.queries.people import people_page, with_roles
from hearthside.spaces.views.people import after_of

MOST_REMOVED_SHOWN: Final = 200
"""Whoever is not among the first by name is found by name."""


@require_safe
@steward_view
def everybody(request: MemberRequest) -> HttpResponse:
    """All members by name, also those this steward does not meet; then who was removed."""
    form = FindForm(request.GET)
    wanted = form.key()
    people = _people(request).filter(name_key__contains=wanted).order_by("name_key")
    context = {
        "form": form,
        "wanted": wanted,
        "people": people_page(people.active(), after_of(request), clock.now()),
        "removed": people.filter(state=MembershipState.REMOVED)[:MOST_REMOVED_SHOWN],
    }
    return render(request, "spaces/everybody.html", context)


@require_safe
@steward_view
def staff_page(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """One member, their roles, what those above propose about them, and letting back in."""
    return _show(request, member_id, ReasonForm(), GrantForm())


@require_POST
@steward_view
def readmission(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Let somebody back in, with a reason they read."""
    member, form = _member(request, member_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, member_id, form, GrantForm())
    words = form.cleaned_data["reason"]
    readmit_member(by=request.standing, member=member, words=words, now=clock.now())
    messages.success(request, _("They are a member again, and they are told."))
    return _back(request, member_id)


@require_POST
@steward_view
def grants(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Give somebody a role."""
    member, form = _member(request, member_id), GrantForm(request.POST)
    if not form.is_valid():
        return _show(request, member_id, ReasonForm(), form)
    grant = NewGrant(Role(form.cleaned_data["role"]), form.ends_at())
    give_grant(by=request.standing, member=member, grant=grant, now=clock.now())
    messages.success(request, _("They have the role now, and they are told."))
    return _back(request, member_id)


@require_POST
@member_view
def grant_ending(request: MemberRequest, member_id: UUID, grant_id: UUID) -> HttpResponse:
    """End a role: a steward anybody's, a member their own."""
    held = Grant.objects.filter(membership=member_id, membership__space=request.standing.space_id)
    if not request.standing.is_steward:
        held = held.filter(membership=request.member_id)
    grant = get_object_or_404(held.select_related("membership__space"), id=grant_id)
    end_grant(by=request.standing, grant=grant, now=clock.now())
    messages.success(request, _("The role has ended."))
    if member_id == request.member_id:
        return HttpResponseRedirect(reverse("spaces:my_membership", args=[request.space.slug]))
    return _back(request, member_id)


def _people(request: MemberRequest) -> MembershipQuerySet:
    return Membership.objects.filter(space=request.standing.space_id)


def _member(request: MemberRequest, member_id: UUID) -> Membership:
    """Return a member or somebody who was removed; who left is nobody here any more."""
    here = _people(request).exclude(state=MembershipState.LEFT).select_related("space")
    return get_object_or_404(with_roles(here, clock.now()), id=member_id)


def _show(
    request: MemberRequest, member_id: UUID, reason_form: ReasonForm, grant_form: GrantForm
) -> HttpResponse:
    """Show the page, also again after a form that was wrong; each time is an entry."""
    member = _member(request, member_id)
    look_at_member(by=request.standing, member=member, now=clock.now())
    context = {
        "member": member,
        "reason_form": reason_form,
        "grant_form": grant_form,
    }
    is_wrong = reason_form.errors or grant_form.errors
    return render(request, "spaces/staff_page.html", context, status=422 if is_wrong else 200)


def _back(request: MemberRequest, member_id: UUID) -> HttpResponse:
    target = reverse("spaces:staff_page", args=[request.space.slug, member_id])
    return HttpResponseRedirect(target)
