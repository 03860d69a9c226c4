# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.forum.models import Post, PostState
from hearthside.forum.tests.builders import make_post, make_thread
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.models import Concerning, Decision, Report
from hearthside.moderation.tests.builders import make_decided
from hearthside.notices.models import Notice
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import make_member, make_steward

pytestmark = pytest.mark.django_db

WHY = "It breaks our second norm."


def reported(post: Post, by: Membership) -> Report:
    """Report a post as a person does: from the menu beside it, by one plain form."""
    client = Client()
    client.force_login(by.person)
    menu = client.get(reverse("forum:post_options", args=[post.space.slug, post.id]))
    form = reverse("moderation:new_report", args=[post.space.slug, "post", post.id])
    assert form in menu.content.decode()
    client.post(form, {"concerning": Concerning.UNKIND, "text": ""})
    return Report.objects.get(reporter=by)


def test_three_reports_leave_a_post_where_it_is() -> None:
    post = make_post(make_thread())

    for _ in range(3):
        reported(post, make_member(post.space))
    run_courier_once()

    post.refresh_from_db()
    assert post.state == PostState.VISIBLE
    assert Report.objects.filter(about=post.voice.membership).count() == 3
    assert not Notice.objects.of(post.voice.membership_id).exists()


def test_a_steward_takes_a_reported_post_down_and_its_author_reads_why() -> None:
    post = make_post(make_thread())
    report = reported(post, make_member(post.space, "Wren"))

    make_decided(report, make_steward(post.space), Decision.TAKEN_DOWN)
    run_courier_once()

    post.refresh_from_db()
    assert (post.state, post.state_reason) == (PostState.TAKEN_DOWN, WHY)
    notice = Notice.objects.of(post.voice.membership_id).get(kind="decided-about-you")
    author = Client()
    author.force_login(post.voice.membership.person)  # type: ignore[union-attr]
    page = author.get(notice.path)
    assert WHY in page.content.decode()
    assert "Wren" not in page.content.decode()


def test_a_steward_reads_the_reported_words_in_the_file() -> None:
    post = make_post(make_thread())
    report = reported(post, make_member(post.space))
    steward = Client()
    steward.force_login(make_steward(post.space).person)

    page = steward.get(reverse("moderation:report", args=[post.space.slug, report.id]))

    assert post.html in page.content.decode()


def test_a_post_that_went_with_its_author_leaves_a_report_to_decide() -> None:
    post = make_post(make_thread())
    report = reported(post, make_member(post.space))
    Post.objects.filter(id=post.id).delete()

    assert make_decided(report, make_steward(report.space)).decision == Decision.NOTHING
