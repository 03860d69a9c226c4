# SPDX-License-Identifier: AGPL-3.0-or-later
"""Report, mute, block and hide work for everybody from the first minute, on plain pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.forum.tests.builders import make_post, make_thread, place_of
from hearthside.moderation.models import Concerning, Report
from hearthside.spaces.models import Apart, Distance, Membership, MembershipState, Role
from hearthside.spaces.tests.builders import SIX_PM, make_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [None, Role.FACILITATOR, Role.STEWARD])
def test_a_new_member_does_all_four(role: Role | None) -> None:
    thread = make_thread()
    other = make_member(thread.space, role=role)
    post = make_post(thread, by=other)
    newcomer = make_member(thread.space)
    client = Client()
    client.force_login(newcomer.person)
    slug = thread.space.slug

    report = reverse("moderation:new_report", args=[slug, "post", post.id])
    client.post(report, {"concerning": Concerning.UNKIND, "words": "it hurt"})
    distance = reverse("spaces:distance", args=[slug, other.id])
    client.post(distance, {"distance": Distance.MUTE})
    assert Apart.objects.get(by=newcomer).distance == Distance.MUTE
    client.post(distance, {"distance": Distance.BLOCK})
    client.post(reverse("forum:hiding", args=[slug, thread.id]))

    assert Report.objects.get().reporter == newcomer
    assert Apart.objects.get(by=newcomer).distance == Distance.BLOCK
    assert place_of(newcomer, thread).hidden


def test_the_options_of_a_post_lead_to_all_four() -> None:
    thread = make_thread()
    post = make_post(thread)
    client = Client()
    client.force_login(make_member(thread.space).person)

    page = client.get(reverse("forum:post_options", args=[thread.space.slug, post.id]))

    assert reverse("moderation:new_report", args=[thread.space.slug, "post", post.id]) in page.text
    member = reverse("spaces:member", args=[thread.space.slug, post.voice.membership_id])
    assert member in page.text
    assert reverse("forum:hiding", args=[thread.space.slug, thread.id]) in page.text


def test_no_link_leads_to_somebody_who_is_gone() -> None:
    thread = make_thread()
    author = make_member(thread.space)
    post = make_post(thread, by=author)
    Membership.objects.filter(id=author.id).update(state=MembershipState.REMOVED, ended_at=SIX_PM)
    client = Client()
    client.force_login(make_member(thread.space).person)

    page = client.get(reverse("forum:post_options", args=[thread.space.slug, post.id]))

    member = reverse("spaces:member", args=[thread.space.slug, author.id])
    assert member not in page.text
