# SPDX-License-Identifier: AGPL-3.0-or-later
"""For stewards: proposing a restriction or the end of a membership, and what becomes of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.moderation.actions.drafts import note_sent
from hearthside.moderation.actions.proposals import (
    Proposing,
    agree_to_end,
    agree_to_end_as_keeper,
    ask_to_wait,
    end_restriction,
    propose,
)
from hearthside.moderation.forms import ProposalForm
from hearthside.moderation.hooks import heeds_contact
from hearthside.moderation.models import Covers, Proposal, Report
from hearthside.moderation.queries.drafts import begun_in
from hearthside.moderation.queries.files import file_for
from hearthside.moderation.queries.own import name_of_other
from hearthside.moderation.queries.proposals import other_stewards, takes_part
from hearthside.moderation.rules.proposals import (
    may_agree,
    may_agree_as_keeper,
    may_end,
    may_propose,
    may_stop,
)
from hearthside.spaces.http import KeeperRequest, MemberRequest, keeper_view, steward_view
from hearthside.spaces.models import Membership
from hearthside.spaces.rules.names import name_key

RESTS = [Covers.WRITING, Covers.BEGINNING]


@require_http_methods(["GET", "HEAD", "POST"])
@steward_view
def from_file(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Propose something about whoever a file is about, also a voice without a name."""
    found = file_for(request.standing, report_id)
    if found.about_face is None:
        raise Http404
    report = found if isinstance(found, Report) else None
    return _propose(request, found.about_face, report)


@require_http_methods(["GET", "HEAD", "POST"])
@steward_view
def from_person(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Propose something about a member."""
    here = Membership.objects.active().filter(space=request.space)
    return _propose(request, get_object_or_404(here, id=member_id).id, None)


def _propose(request: MemberRequest, face: UUID, report: Report | None) -> HttpResponse:
    may_propose(request.standing, request.space.id, face).require()
    member = Membership.objects.active().filter(space=request.space, id=face).first()
    begun = begun_in(request.standing, request.space.slug, face, "proposal")["proposal"]
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        offered=_offered(member),
        initial={"text": begun.words},
    )
    if form.is_valid() and (made := _made(request, face, report, form)):
        note_sent(by=request.standing, thing_id=face, form="proposal", now=clock.now())
        return _to(request, made)
    context = {"form": form, "member": member, "report": report, "save_to": begun.save_to}
    status = 422 if form.errors else 200
    return render(request, "moderation/proposal_form.html", context, status=status)


def _made(
    request: MemberRequest, face: UUID, report: Report | None, form: ProposalForm
) -> Proposal | None:
    """Propose what the form says; where that cannot be, the form says why and keeps the words."""
    said = form.cleaned_data
    covers, other = Covers(said["covers"]), None
    if covers == Covers.CONTACT:
        other = _other(request, said["other"])
        if other is None:
            form.add_error("other", _("Nobody has this name here. Please look at it again."))
            return None
    what = Proposing(face, covers, said["text"], said["days"] or 7, report, other)
    try:
        return propose(by=request.standing, what=what, now=clock.now())
    except Refused as refused:
        if refused.code != "one-waits":
            raise
        form.add_error("covers", str(refused.verdict.reason))
        return None


def _offered(member: Membership | None) -> list[Covers]:
    contact = [Covers.CONTACT] if any(heeds_contact.ask()) else []
    return [*RESTS, *contact, *([Covers.MEMBERSHIP] if member else [])]


def _other(request: MemberRequest, name: str) -> UUID | None:
    here = Membership.objects.active().filter(space=request.space, name_key=name_key(name))
    return here.values_list("id", flat=True).first() if name else None


@require_safe
@steward_view
def proposal(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    """One proposal, where it stands, and what a second person can do."""
    found, now = _asked(request, proposal_id), clock.now()
    context = {
        "proposal": found,
        "other": name_of_other(found),
        "is_own": found.proposed_by_id == request.member_id,
        "may_stop": may_stop(request.standing, found),
        "may_agree": may_agree(request.standing, found),
        "may_end": may_end(request.standing, found, now),
        "needs_keeper": found.is_for_good and not other_stewards(found, now),
    }
    return render(request, "moderation/proposal.html", context)


@require_POST
@steward_view
def waiting(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    """Ask that it does not take effect now."""
    found = ask_to_wait(by=request.standing, proposal=_asked(request, proposal_id), now=clock.now())
    messages.success(request, _("It will not take effect. The page says so when the wait is over."))
    return _to(request, found)


@require_POST
@steward_view
def agreement(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    """Agree, as the second person, that a membership ends."""
    found = _asked(request, proposal_id)
    agree_to_end(by=request.standing, proposal=found, now=clock.now())
    return _to(request, found)


@require_POST
@steward_view
def ending(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    """End a restriction before its day."""
    found = _asked(request, proposal_id)
    end_restriction(by=request.standing, proposal=found, now=clock.now())
    messages.success(request, _("It has ended, and they are told."))
    return _to(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_view
def for_keepers(request: KeeperRequest, proposal_id: UUID) -> HttpResponse:
    """A keeper as the second person, where a space has one steward only."""
    rows = Proposal.objects.waiting().select_related("space", "member", "proposed_by")
    found, now = get_object_or_404(rows, id=proposal_id), clock.now()
    keeps = request.keeper.keeps(found.space.organisation_id)
    may = may_agree_as_keeper(keeps, len(other_stewards(found, now)), found)
    if may.code == "not-here" or takes_part(request.keeper, found):
        raise Http404
    if request.method == "POST":
        agree_to_end_as_keeper(by=request.keeper, proposal=found, now=now)
        messages.success(request, _("Thank you. It takes effect after the usual wait."))
        return HttpResponseRedirect(reverse("spaces:keep"))
    return render(request, "moderation/keep_proposal.html", {"proposal": found, "may_agree": may})


def _asked(request: MemberRequest, proposal_id: UUID) -> Proposal:
    rows = Proposal.objects.visible_to(request.standing)
    return get_object_or_404(rows.select_related("member", "proposed_by"), id=proposal_id)


def _to(request: MemberRequest, found: Proposal) -> HttpResponse:
    return HttpResponseRedirect(reverse("moderation:proposal", args=[request.space.slug, found.id]))
