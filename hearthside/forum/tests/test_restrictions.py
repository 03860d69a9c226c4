# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.posts import change_post
from hearthside.forum.rules.conversation import may_open_thread, may_reply
from hearthside.forum.tests.builders import make_board, make_post, make_thread, words
from hearthside.moderation.actions.proposals import Proposing, end_wait, propose
from hearthside.moderation.models import Covers, Measure
from hearthside.moderation.rules.proposals import LOOK_FIRST
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def restricted(member: Membership, covers: Covers = Covers.WRITING) -> None:
    """Let something rest for a member, from now on."""
    now = clock.now()
    steward = standing_of(make_steward(member.space))
    what = Proposing(member.id, covers, "Please stop writing to her every hour.")
    proposal = propose(by=steward, what=what, now=now - LOOK_FIRST)
    end_wait(proposal_id=proposal.id, now=now)


@pytest.mark.parametrize(
    ("covers", "writes", "begins"),
    [(Covers.WRITING, False, False), (Covers.BEGINNING, True, False)],
)
def test_each_restriction_covers_what_it_says_and_no_more(
    covers: Covers, writes: bool, begins: bool
) -> None:
    member = make_member()
    thread = make_thread(make_board(member.space))
    restricted(member, covers)

    by = standing_of(member, clock.now())

    assert bool(may_reply(by, thread)) is writes
    assert bool(may_open_thread(by, thread.board)) is begins


def test_old_words_are_no_way_around_it_and_can_still_be_taken_back() -> None:
    member = make_member()
    post = make_post(make_thread(make_board(member.space)), by=member)
    restricted(member)
    by = standing_of(member, clock.now() + timedelta(seconds=1))
    client = Client()
    client.force_login(member.person)

    with pytest.raises(Refused) as refused:
        change_post(by=by, post=post, words=words("Worse words"), now=clock.now())
    client.post(reverse("forum:withdrawal", args=[member.space.slug, post.id]))

    assert refused.value.code == "restricted"
    post.refresh_from_db()
    assert post.state == "withdrawn"


def test_a_restricted_member_still_reaches_everything_else() -> None:
    member = make_member()
    space, client = member.space, Client()
    client.force_login(member.person)
    thread = make_thread(make_board(space))
    restricted(member)
    measure = Measure.objects.get()
    slug = space.slug

    pages = [
        reverse("privacy:export"),
        reverse("privacy:entries"),
        reverse("moderation:decisions", args=[slug]),
        reverse("moderation:measure", args=[slug, measure.id]),
        reverse("spaces:notices", args=[slug]),
        reverse("spaces:leaving", args=[slug]),
        reverse("moderation:mine", args=[slug]),
        reverse("forum:mine", args=[slug]),
        reverse("forum:thread", args=[slug, thread.id]),
    ]
    found = {page: client.get(page).status_code for page in pages}
    appeal = reverse("moderation:appeal", args=[slug, measure.id])
    report = reverse("moderation:new_report", args=[slug, "post", thread.posts.get().id])
    reply = reverse("forum:replies", args=[slug, thread.id])

    assert {page for page, code in found.items() if code != 200} == set()
    assert client.post(report, {"concerning": "unkind"}).status_code == 302
    refused = client.post(reply, {"text": "my words", "idempotency_key": uuid4().hex})
    assert refused.status_code == 422
    assert b"my words" in refused.content
    assert reverse("moderation:decisions", args=[slug]).encode() in refused.content
    assert client.post(appeal, {"text": "Please look again"}).status_code == 302
