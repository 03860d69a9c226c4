# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coming into a space that is open, or asking to be let in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearthside.core import clock
from hearthside.spaces.actions.joining import (
    ask_to_join,
    ask_to_return,
    join_space,
    take_request_back,
)
from hearthside.spaces.forms import AskingForm, JoiningForm, WordsForm
from hearthside.spaces.http import SpaceRequest, person_id_of, space_view
from hearthside.spaces.models import Joining, MembershipState
from hearthside.spaces.queries.own import Doorstep, doorstep_of
from hearthside.spaces.rules.joining import may_find, way_in
from hearthside.spaces.views.home import outside
from hearthside.spaces.views.newcomers import (
    fresh_form,
    is_ready,
    newcomer_of,
    sent_form,
    show,
    taken_in,
    to_the_door,
    welcome,
)


@require_http_methods(["GET", "HEAD", "POST"])
@space_view
def joining(request: SpaceRequest) -> HttpResponse:
    """Pick a name, read the norms and limits, and come in or ask."""
    doorstep = doorstep_of(request.space.id, person_id_of(request))
    if (elsewhere := _not_here(request, doorstep)) is not None:
        return elsewhere
    way = way_in(request.space, doorstep.state)
    kind = JoiningForm if way == Joining.OPEN else AskingForm
    form = fresh_form(kind)
    if request.method == "POST":
        form = sent_form(kind, request.user, request.POST.dict())

    def come() -> str:
        return _come(request, form, way)

    if is_ready(form) and (done := taken_in(request.user, request.space, form, come)):
        return done
    return show(request, "spaces/joining.html", form, {"space": request.space, "way": way})


def _come(request: SpaceRequest, form: JoiningForm, way: Joining) -> str:
    space, newcomer = request.space, newcomer_of(form, request.user)
    if way == Joining.OPEN:
        join_space(space=space, newcomer=newcomer, now=clock.now())
        return welcome(request, space)
    words = form.cleaned_data["words"]
    ask_to_join(space=space, newcomer=newcomer, words=words, now=clock.now())
    return _asked(request)


def _not_here(request: SpaceRequest, doorstep: Doorstep) -> HttpResponse | None:
    """Members, and whoever waits, was removed or has no account, have another page to go to."""
    if request.standing.is_member:
        return HttpResponseRedirect(request.space.get_absolute_url())
    if not may_find(request.space, doorstep.state):
        raise Http404
    settled = doorstep.waiting or doorstep.state == MembershipState.REMOVED
    if settled or way_in(request.space, doorstep.state) == Joining.INVITATION:
        return HttpResponseRedirect(request.space.get_absolute_url())
    return None if request.user.is_authenticated else to_the_door(request)


@require_POST
@space_view
def returning(request: SpaceRequest) -> HttpResponse:
    """Ask to come back after a removal."""
    doorstep = doorstep_of(request.space.id, person_id_of(request))
    form = WordsForm(request.POST)
    if doorstep.state != MembershipState.REMOVED:
        raise Http404
    if not form.is_valid():
        return outside(request, doorstep, form)
    words, now = form.cleaned_data["words"], clock.now()
    ask_to_return(space=request.space, person_id=request.user.id, words=words, now=now)
    return HttpResponseRedirect(_asked(request))


@require_POST
@space_view
def taking_back(request: SpaceRequest) -> HttpResponse:
    """Ask no longer to be let in."""
    doorstep = doorstep_of(request.space.id, person_id_of(request))
    if doorstep.waiting is None:
        raise Http404
    take_request_back(space=request.space, person_id=request.user.id, now=clock.now())
    messages.success(request, _("You no longer ask to be let in."))
    return HttpResponseRedirect(reverse("home"))


def _asked(request: SpaceRequest) -> str:
    messages.success(request, _("The stewards have your words. You find their answer here."))
    return request.space.get_absolute_url()
