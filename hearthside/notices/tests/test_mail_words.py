# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a mail about what is new says, and what it never says."""

from __future__ import annotations

import pytest
from django.core import mail

from hearthside.notices import hooks
from hearthside.notices.hooks import Reach
from hearthside.notices.tests.builders import LATER, SPACE, make_face, make_reachable, tell
from hearthside.notices.tests.conftest import Courier

pytestmark = pytest.mark.django_db


def test_a_discreet_mail_says_nothing_of_what_happened_or_where(courier: Courier) -> None:
    me = make_face(make_reachable(names_space=True, discreet=True))
    tell(me)
    courier(LATER)

    (sent,) = mail.outbox
    raw = sent.message().as_string()
    assert sent.subject == "A message for you"
    assert sent.from_email.startswith("Notes <")
    for word in (*SPACE.split(), "herons", "answers: 1", str(me.face_id), str(me.person_id)):
        assert word not in raw


def test_discreet_is_what_everybody_is_who_said_nothing_else(courier: Courier) -> None:
    me = make_face(make_reachable())
    tell(me)
    courier(LATER)

    assert SPACE not in mail.outbox[0].message().as_string()


def test_others_learn_which_space_and_what_kind(courier: Courier) -> None:
    me = make_face(make_reachable(names_space=True))
    tell(me)
    courier(LATER)

    (sent,) = mail.outbox
    assert sent.from_email.startswith(f"{SPACE} <")
    assert "answers: 1" in sent.body
    assert me.path in sent.body


def test_it_speaks_the_language_of_its_reader(courier: Courier) -> None:
    person = make_reachable()
    person.language = "es"
    person.save(update_fields=["language"])
    tell(make_face(person))
    courier(LATER)

    assert mail.outbox[0].subject == "Un mensaje para ti"


def test_a_mail_about_one_thing_can_carry_an_address_for_the_answer(courier: Courier) -> None:
    me = make_face(make_reachable())
    other = make_face(make_reachable("fern@example.org"))

    @hooks.reply_address.answer
    def by_mail(reach: Reach, kind: str, subject_id: object) -> str | None:
        return "answer-1@example.org" if reach.face_id == me.face_id else None

    tell(me)
    tell(other)
    courier(LATER)

    assert {sent.to[0]: list(sent.reply_to) for sent in mail.outbox} == {
        "wren@example.org": ["answer-1@example.org"],
        "fern@example.org": [],
    }
