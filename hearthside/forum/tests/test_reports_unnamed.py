# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.forum.models import Post, Voice
from hearthside.forum.tests.builders import make_post, unnamed_thread
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.leaving import forget_on_desk
from hearthside.moderation.models import Concerning, Decision, Report
from hearthside.moderation.queries.export import reports_made
from hearthside.moderation.tests.builders import make_decided
from hearthside.notices.models import Notice
from hearthside.privacy.hooks import Leave
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward

pytestmark = pytest.mark.django_db


def client_of(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def reported_as_a_voice() -> tuple[Membership, Report]:
    """Somebody who asked without their name reports an answer they got, twice."""
    member = make_member(name="Wren")
    post: Post = make_post(unnamed_thread(member))
    form = reverse("moderation:new_report", args=[post.space.slug, "post", post.id])
    for _ in range(2):
        client_of(member).post(form, {"concerning": Concerning.UNKIND, "text": "It hurts."})
    return member, Report.objects.get()


def test_a_report_does_not_join_a_voice_without_a_name_to_its_member() -> None:
    member, report = reported_as_a_voice()
    steward = make_steward(member.space)

    address = reverse("moderation:report", args=[member.space.slug, report.id])
    page = client_of(steward).get(address).text

    assert (report.reporter, report.reporter_face) == (None, Voice.objects.get(unnamed=True).id)
    assert "It hurts." in page
    assert "A person without a name reported this." in page
    assert "Wren" not in page


def test_who_reported_as_a_voice_finds_the_report_and_is_told_of_the_answer() -> None:
    member, report = reported_as_a_voice()
    make_decided(report, make_steward(member.space), Decision.NOTHING)
    run_courier_once()
    assert report.reporter_face is not None
    told = Notice.objects.filter(recipient_id=report.reporter_face, kind="report-decided")
    assert told.count() == 1

    page = client_of(member).get(reverse("moderation:mine", args=[member.space.slug])).text

    assert "It hurts." in page
    assert "We looked at it." in page
    assert not told.exists()  # known to them, without marking it together with their own


def test_what_a_voice_reported_is_exported_and_goes_with_the_voice() -> None:
    _member, report = reported_as_a_voice()
    assert report.reporter_face is not None
    faces = [report.reporter_face]
    [row] = reports_made([], faces)
    assert row["words"] == "It hurts."

    forget_on_desk(membership_ids=[], faces=faces, leave=Leave.ERASE_ALL, now=SIX_PM)

    assert Report.objects.filter(reporter_face=None).get().words == ""
