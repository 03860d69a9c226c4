# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.core import clock
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.proposals import Proposing, end_wait, propose
from hearthside.moderation.models import Appeal, Covers, Decision, Measure, MeasureState
from hearthside.moderation.rules.proposals import LOOK_FIRST
from hearthside.moderation.tests.builders import LEAF, make_leaf, make_measure
from hearthside.notices.models import Notice
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def browser(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def author_of(measure: Measure) -> Membership:
    assert measure.about_face is not None
    return Membership.objects.get(id=measure.about_face)


def at(measure: Measure, noun: str = "measure") -> str:
    return reverse(f"moderation:{noun}", args=[measure.space.slug, measure.id])


def test_a_decision_shows_the_words_the_reason_the_ways_on_and_help() -> None:
    measure = make_measure(Decision.FOLDED)

    page = browser(author_of(measure)).get(at(measure)).content.decode()

    for part in (measure.words, measure.reason, "/help/", at(measure, "agreement")):
        assert part in page
    assert 'id="appeal"' in page


def test_nobody_else_finds_it_not_even_a_steward() -> None:
    measure = make_measure(Decision.FOLDED)

    for member in (make_member(measure.space), make_steward(measure.space), make_member()):
        client = browser(member)
        assert client.get(at(measure)).status_code == 404
        for noun in ("agreement", "appeal"):
            assert client.post(at(measure, noun), {"text": "x"}).status_code == 404

    assert not Appeal.objects.exists()


def test_opening_it_clears_the_notice() -> None:
    measure = make_measure()
    author = author_of(measure)
    run_courier_once()
    assert Notice.objects.of(author.id).filter(seen_at=None).exists()

    browser(author).get(at(measure))

    assert not Notice.objects.of(author.id).filter(seen_at=None).exists()


def test_an_appeal_without_words_comes_back_and_with_words_is_shown_with_its_promise() -> None:
    measure = make_measure()
    client = browser(author_of(measure))

    empty = client.post(at(measure, "appeal"), {"text": " "})
    sent = client.post(at(measure, "appeal"), {"text": "It helped me."}, follow=True)

    assert empty.status_code == 422
    assert b"It helped me." in sent.content
    assert b'id="appeal"' not in sent.content


def test_agreeing_is_one_plain_form() -> None:
    measure = make_measure(Decision.FOLDED)

    page = browser(author_of(measure)).post(at(measure, "agreement"), follow=True)

    measure.refresh_from_db()
    assert measure.state == MeasureState.AGREED
    assert at(measure, "agreement").encode() not in page.content


def test_words_lead_to_what_was_decided_about_them() -> None:
    leaf = make_leaf()
    measure = make_measure(leaf=leaf)
    path = reverse("moderation:decision_of", args=[measure.space.slug, LEAF, leaf.id])

    assert browser(leaf.author).get(path).headers["Location"] == at(measure)
    assert browser(make_member(measure.space)).get(path).status_code == 404


def test_a_member_finds_all_of_their_decisions_from_their_own_page() -> None:
    measure = make_measure()
    client = browser(author_of(measure))
    mine = reverse("moderation:decisions", args=[measure.space.slug])

    own_page = client.get(reverse("spaces:my_membership", args=[measure.space.slug]))

    assert mine.encode() in own_page.content
    assert at(measure).encode() in client.get(mine).content


@pytest.mark.parametrize(("days_ago", "ended"), [(2, False), (20, True)])
def test_a_restriction_says_by_its_day_that_it_is_over(days_ago: int, ended: bool) -> None:
    member, now = make_member(), clock.now()
    began = now - timedelta(days=days_ago)
    what = Proposing(member.id, Covers.WRITING, "Please rest.", 7)
    by = standing_of(make_steward(member.space))
    proposal = propose(by=by, what=what, now=began - LOOK_FIRST)
    end_wait(proposal_id=proposal.id, now=began)
    client, measure = browser(member), Measure.objects.get()

    listed = client.get(reverse("moderation:decisions", args=[member.space.slug])).text
    page = client.get(at(measure)).text

    assert ("It has ended" in listed) is ended
    assert ("In effect" in listed) is not ended
    assert ("This has ended: everything is open to you again." in page) is ended


def test_an_appeal_that_waits_too_long_says_so_and_is_sorry() -> None:
    measure = make_measure(at=clock.now() - timedelta(days=3))
    client = browser(author_of(measure))
    client.post(at(measure, "appeal"), {"text": "Please look"})
    assert "we are sorry" not in client.get(at(measure)).text

    Appeal.objects.update(answer_by=clock.now() - timedelta(minutes=1))

    assert "we are sorry" in client.get(at(measure)).text
