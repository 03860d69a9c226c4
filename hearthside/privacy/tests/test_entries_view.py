# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from hearthside.ledger.models import Verb
from hearthside.privacy.hooks import Holder, holders_of, reason_words
from hearthside.privacy.queries import chapters
from hearthside.privacy.rules.reading import deed_words, may_be_read, role_words
from hearthside.privacy.tests.builders import enter, make_person, signed_in


@pytest.mark.django_db
def test_somebody_reads_what_was_done_about_them_in_every_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person, member_id, stranger_id = make_person(), uuid4(), uuid4()
    monkeypatch.setattr(holders_of, "_answers", [lambda _: [Holder(member_id, "Riverside")]])
    enter(person.id, Verb.KEEPER_MADE)
    enter(member_id)
    enter(stranger_id)

    told = signed_in(person).get("/account/entries/").context["chapters"]

    assert [(chapter.where, len(chapter.entries)) for chapter in told][1:] == [("Riverside", 1)]
    assert len(told[0].entries) == 1


@pytest.mark.django_db
def test_all_that_is_called_alike_is_one_place_with_the_newest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody may write in twenty conversations of a space without their name."""
    person, one, other = make_person(), uuid4(), uuid4()
    unnamed = "Riverside, without your name"
    voices = [Holder(one, unnamed), Holder(other, unnamed)]
    monkeypatch.setattr(holders_of, "_answers", [lambda _: voices])
    for face in (one, other, one):
        enter(face)

    told = chapters(person.id, at_most=10)[1:]

    assert [chapter.where for chapter in told] == [unnamed]
    written = [entry.at for entry in told[0].entries]
    assert len(written) == 3
    assert written == sorted(written, reverse=True)


@pytest.mark.django_db
def test_no_page_names_whoever_acted_or_their_id() -> None:
    person = make_person()
    enter(person.id)

    page = signed_in(person).get("/account/entries/").content.decode()

    assert str(role_words("steward")) in page
    assert "00000000-0000-0000-0000-000000000007" not in page
    assert "because" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("verb", [Verb.REPORT_SEEN, Verb.REPORT_CLAIMED, Verb.REPORT_DECIDED])
def test_nobody_learns_from_the_record_that_somebody_reported_them(
    verb: Verb, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make_person()
    monkeypatch.setattr(reason_words, "_answers", [lambda _kind: "It can stay as it is"])
    enter(person.id, verb, kind="report.nothing")

    shown = chapters(person.id, at_most=10)[0].entries[0]

    assert "report" not in str(shown.deed).lower()
    assert shown.kind == ""


def test_a_worry_is_never_told_by_the_record() -> None:
    assert not may_be_read("concern.raised")
    assert not may_be_read("incident.opened")


@pytest.mark.parametrize("verb", Verb.values)
def test_every_deed_has_words(verb: str) -> None:
    assert str(deed_words(verb))


@pytest.mark.django_db
def test_kinds_of_reason_have_words_or_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_person()
    words = {"steward": "Steward"}
    monkeypatch.setattr(reason_words, "_answers", [words.get])
    enter(person.id, Verb.GRANT_GIVEN, kind="steward")
    enter(person.id, Verb.GRANT_ENDED, kind="something-new")

    assert [shown.kind for shown in chapters(person.id, at_most=10)[0].entries] == ["", "Steward"]


@pytest.mark.django_db
def test_the_newest_come_first_and_the_rest_is_said_to_be_there() -> None:
    person = make_person()
    for verb in (Verb.KEEPER_MADE, Verb.KEEPER_ENDED, Verb.MEMBERSHIP_SEEN):
        enter(person.id, verb)

    chapter = chapters(person.id, at_most=2)[0]

    assert [shown.deed for shown in chapter.entries] == [
        deed_words(Verb.MEMBERSHIP_SEEN),
        deed_words(Verb.KEEPER_ENDED),
    ]
    assert chapter.has_more


@pytest.mark.django_db
def test_entries_are_for_their_person_only() -> None:
    assert Client().get("/account/entries/").status_code == 302
