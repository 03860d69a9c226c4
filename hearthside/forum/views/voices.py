# SPDX-License-Identifier: AGPL-3.0-or-later
"""Voices without a name: what they are, and keeping one away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearthside.core import clock
from hearthside.forum.actions.voices import keep_voice_apart, meet_voice_again
from hearthside.forum.models import Voice
from hearthside.forum.queries.places import places_among
from hearthside.spaces.forms import DistanceForm
from hearthside.spaces.http import MemberRequest, member_view
from hearthside.spaces.models import Distance


@require_safe
@member_view
def unnamed(request: MemberRequest) -> HttpResponse:
    """What writing without a name does, and what it cannot do."""
    return render(request, "forum/unnamed.html")


@require_safe
@member_view
def voice(request: MemberRequest, voice_id: UUID) -> HttpResponse:
    """One voice without a name, in its conversation, and how far to keep it away there."""
    here = voice_or_404(request, voice_id)
    place = places_among([here.thread_id], request.member_id).get(here.thread_id)
    context = {
        "voice": here,
        "is_own": request.standing.is_face(here.id),
        "distance": place.distance_to(here.id) if place else "",
    }
    return render(request, "forum/voice.html", context)


@require_POST
@member_view
def voice_distance(request: MemberRequest, voice_id: UUID) -> HttpResponse:
    """Mute or block a voice in its conversation, or meet it again."""
    here = voice_or_404(request, voice_id)
    form = DistanceForm(request.POST)
    if not form.is_valid():
        raise Http404
    by, now, wanted = request.standing, clock.now(), form.cleaned_data["distance"]
    if wanted:
        keep_voice_apart(by=by, voice=here, distance=Distance(wanted), now=now)
        messages.success(request, _("This voice is kept away from you here. Nobody is told."))
    else:
        meet_voice_again(by=by, voice=here, now=now)
        messages.success(request, _("You meet this voice again."))
    thread = reverse("forum:thread", args=[request.space.slug, here.thread_id])
    return HttpResponseRedirect(thread)


def voice_or_404(request: MemberRequest, voice_id: UUID) -> Voice:
    """Return a voice without a name in this space; those with one are met as members."""
    voices = Voice.objects.filter(space_id=request.space.id, unnamed=True)
    return get_object_or_404(voices.defer("owner", "key").select_related("thread"), id=voice_id)
