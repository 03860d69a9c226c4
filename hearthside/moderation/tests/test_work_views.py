# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a steward does with a file in a browser, and what comes back when it cannot be kept."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.core import clock
from hearthside.moderation.actions.measures import make_appeal, note_changed
from hearthside.moderation.actions.proposals import Proposing, propose
from hearthside.moderation.hooks import heeds_contact
from hearthside.moderation.models import (
    Covers,
    Decision,
    Look,
    Measure,
    MeasureState,
    Note,
    NoteKind,
    Proposal,
    Report,
)
from hearthside.moderation.tests.builders import (
    LEAF,
    folding_of,
    make_leaf,
    make_measure,
    make_report_of,
    putting_back_of,
    rewrite,
)
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import make_keeper, make_member, make_steward, standing_of

pytestmark = pytest.mark.django_db


def browser(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def file_of(report: Report, noun: str = "report") -> str:
    return reverse(f"moderation:{noun}", args=[report.space.slug, report.id])


def test_a_sentence_is_folded_by_ticking_it() -> None:
    leaf = make_leaf()
    report = make_report_of(leaf)
    client = browser(make_steward(report.space))
    page = client.post(file_of(report, "claim"), follow=True)
    [(first, words), *_rest] = page.context["form"].fields["parts"].choices

    client.post(
        file_of(report, "decision"),
        {"decision": Decision.FOLDED, "parts": first, "exact": "away", "text": "Why"},
    )

    folding = folding_of(leaf)
    assert folding is not None
    assert [leaf.source[a:b] for a, b in folding.spans] == [words, "away"]


def test_a_part_of_other_words_than_those_read_is_not_folded() -> None:
    leaf = make_leaf()
    report = make_report_of(leaf)
    client = browser(make_steward(report.space))
    page = client.post(file_of(report, "claim"), follow=True)
    [(first, _words), *_rest] = page.context["form"].fields["parts"].choices
    object.__setattr__(leaf, "source", "Nobody hurts you here. Come in.")

    said = {"decision": Decision.FOLDED, "parts": first, "text": "Why"}
    answer = client.post(file_of(report, "decision"), said)

    assert answer.status_code == 422
    assert folding_of(leaf) is None


@pytest.mark.parametrize("exact", ["", "words that are not there"])
def test_a_fold_without_a_part_comes_back_with_everything_typed(exact: str) -> None:
    report = make_report_of()
    client = browser(make_steward(report.space))
    client.post(file_of(report, "claim"))
    said = {"decision": Decision.FOLDED, "exact": exact, "text": "A reason I typed"}

    page = client.post(file_of(report, "decision"), said)

    assert page.status_code == 422
    assert b"A reason I typed" in page.content
    assert exact.encode() in page.content
    report.refresh_from_db()
    assert report.decision == ""


def test_what_another_took_over_meanwhile_comes_back_with_its_words() -> None:
    report = make_report_of()
    first, second = make_steward(report.space), make_steward(report.space)
    client = browser(first)
    client.post(file_of(report, "claim"))
    Report.objects.update(owner=second)

    page = client.post(
        file_of(report, "decision"), {"decision": Decision.NOTHING, "text": "Long thought"}
    )

    assert page.status_code == 422
    report.refresh_from_db()
    assert report.decision == ""


def test_a_page_somebody_types_in_keeps_the_lock_without_leaving() -> None:
    report = make_report_of()
    client = browser(make_steward(report.space))
    client.post(file_of(report, "claim"))
    Report.objects.update(held_until=clock.now())

    kept = client.post(file_of(report, "claim"), headers={"HX-Request": "true"})

    report.refresh_from_db()
    assert kept.status_code == 204
    assert report.held_until is not None
    assert report.held_until > clock.now()


def test_notes_a_handover_and_a_second_look_are_plain_forms() -> None:
    report = make_report_of()
    first, second = browser(make_steward(report.space)), browser(make_steward(report.space))
    first.post(file_of(report, "claim"))

    first.post(file_of(report, "notes"), {"kind": NoteKind.NEXT, "text": "Ask tomorrow"})
    first.post(file_of(report, "looks"), {"text": "Is it too much?"})
    look = Look.objects.get()
    queue = second.get(reverse("moderation:reports", args=[report.space.slug]))
    second.post(reverse("moderation:look", args=[report.space.slug, look.id]), {"text": "No"})
    first.post(file_of(report, "release"), {"text": "I have to go"})

    assert {row.label for row in queue.context["desk"].waiting} == {"unkind", "look"}
    page = second.get(file_of(report)).content.decode()
    for words in ("Ask tomorrow", "Is it too much?", "I have to go"):
        assert words in page
    assert [note.kind for note in Note.objects.order_by("written_at")] == ["next", "handover"]


@pytest.mark.parametrize("noun", ["notes", "looks"])
def test_an_empty_note_or_question_comes_back(noun: str) -> None:
    report = make_report_of()
    client = browser(make_steward(report.space))
    client.post(file_of(report, "claim"))

    assert client.post(file_of(report, noun), {"kind": "know", "text": ""}).status_code == 422


def test_an_appeal_stands_in_the_same_queue_and_is_answered_from_its_file() -> None:
    leaf = make_leaf()
    measure = make_measure(leaf=leaf)
    author = standing_of(leaf.author)
    appeal = make_appeal(by=author, measure=measure, words="It helped", now=clock.now())
    client = browser(make_steward(measure.space))
    queue = reverse("moderation:reports", args=[measure.space.slug])
    file = reverse("moderation:report", args=[measure.space.slug, appeal.id])

    assert [row.id for row in client.get(queue).context["desk"].waiting] == [appeal.id]
    page = client.get(file).content.decode()
    client.post(f"{file}claim/")
    client.post(f"{file}decision/", {"decision": "changed", "text": "You are right"})

    assert "It helped" in page
    assert measure.reason in page
    assert putting_back_of(leaf) is not None


def test_changed_words_are_settled_from_their_own_page() -> None:
    leaf = make_leaf()
    measure = make_measure(Decision.FOLDED, leaf=leaf)
    note_changed(kind=LEAF, content_id=leaf.id, is_gone=False, now=clock.now())
    client = browser(make_steward(measure.space))
    path = reverse("moderation:changed", args=[measure.space.slug, measure.id])

    page = client.get(path).content.decode()
    assert leaf.source in page
    client.post(path, {"shows": "folded", "read": read_mark(page)})

    assert Measure.objects.get().state == MeasureState.STANDING
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("shows", ["all", "folded"])
def test_words_that_were_changed_once_more_are_read_again_before_they_are_settled(
    shows: str,
) -> None:
    leaf = make_leaf()
    measure = make_measure(Decision.FOLDED, leaf=leaf)
    note_changed(kind=LEAF, content_id=leaf.id, is_gone=False, now=clock.now())
    client = browser(make_steward(measure.space))
    path = reverse("moderation:changed", args=[measure.space.slug, measure.id])
    read = read_mark(client.get(path).content.decode())
    rewrite(leaf, "Something nobody has read yet.")

    page = client.post(path, {"shows": shows, "read": read}, follow=True).content.decode()

    assert "changed once more while you were reading" in page
    assert "Something nobody has read yet." in page
    assert Measure.objects.get().state == MeasureState.CHANGED

    client.post(path, {"shows": shows, "read": read_mark(page)})
    assert Measure.objects.get().state != MeasureState.CHANGED


def read_mark(page: str) -> str:
    """What the form of a page says of the words that were read there."""
    found = re.search(r'name="read" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def test_a_restriction_is_proposed_stopped_and_seen_from_the_queue() -> None:
    member = make_member()
    first, second = browser(make_steward(member.space)), browser(make_steward(member.space))
    form = reverse("moderation:member_proposal", args=[member.space.slug, member.id])

    assert first.post(form, {"covers": "writing", "days": "31", "text": "w"}).status_code == 422
    first.post(form, {"covers": "writing", "days": "3", "text": "Please stop"})
    proposal = Proposal.objects.get()
    queue = second.get(reverse("moderation:reports", args=[member.space.slug]))
    page = reverse("moderation:proposal", args=[member.space.slug, proposal.id])
    seen = second.get(page).content.decode()
    second.post(f"{page}waiting/")

    assert [row.id for row in queue.context["desk"].waiting] == [proposal.id]
    assert "Please stop" in seen
    proposal.refresh_from_db()
    assert proposal.stopped


def test_messages_to_one_person_can_rest_where_somebody_carries_messages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    member = make_member()
    other = make_member(member.space, "Wren")
    client = browser(make_steward(member.space))
    form = reverse("moderation:member_proposal", args=[member.space.slug, member.id])
    said = {"covers": "contact", "days": "3", "text": "Please stop", "other": "Nobody"}
    assert client.post(form, said).status_code == 422  # nobody carries messages: not offered
    monkeypatch.setattr(heeds_contact, "_answers", [lambda: True])

    wrong = client.post(form, said)
    client.post(form, said | {"other": " wren "})

    assert wrong.status_code == 422
    assert b"Please stop" in wrong.content
    assert Proposal.objects.get().other_face == other.id


def test_a_keeper_agrees_where_no_other_steward_is() -> None:
    member = make_member()
    what = Proposing(member.id, Covers.MEMBERSHIP, "Please stop")
    by = standing_of(make_steward(member.space))
    proposal = propose(by=by, what=what, now=clock.now())
    keeper, other = Client(), Client()
    keeper.force_login(make_keeper(organisation=member.space.organisation).person)  # type: ignore[arg-type]  # it has one
    other.force_login(make_keeper(organisation=make_member().space.organisation).person)  # type: ignore[arg-type]
    path = reverse("moderation:keep_proposal", args=[proposal.id])

    assert path.encode() in keeper.get(reverse("spaces:keep")).content
    assert path.encode() not in other.get(reverse("spaces:keep")).content
    assert other.get(path).status_code == other.post(path).status_code == 404
    assert b"Please stop" in keeper.get(path).content
    keeper.post(path)

    proposal.refresh_from_db()
    assert proposal.confirmed_as == "keeper"


def test_another_proposal_while_one_waits_keeps_its_words_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heeds_contact, "_answers", [lambda: True])
    member = make_member()
    for name in ("Wren", "Robin"):
        make_member(member.space, name)
    client = browser(make_steward(member.space))
    form = reverse("moderation:member_proposal", args=[member.space.slug, member.id])
    said = {"covers": "contact", "days": "3", "text": "Please stop", "other": "Wren"}

    made = client.post(form, said, follow=True)
    again = client.post(form, said)
    others = [{"other": "Robin"}, {"days": "5"}, {"text": "A quite different thing"}]
    refused = [client.post(form, said | other) for other in others]

    assert "Wren" in made.text
    assert again.status_code == 302
    assert [page.status_code for page in refused] == [422] * 3
    assert all("waits already" in page.text for page in refused)
    assert "A quite different thing" in refused[2].text
    assert Proposal.objects.get().words == "Please stop"
