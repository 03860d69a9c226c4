# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import pytest

from hearthside.core import clock
from hearthside.forum.models import Thread, Voice
from hearthside.forum.tests.builders import make_board, make_thread
from hearthside.ledger.tasks import run_courier_once
from hearthside.spaces.actions.memberships import take_another_face, take_name
from hearthside.spaces.tests.builders import make_member, standing_of

pytestmark = pytest.mark.django_db


def test_a_name_that_was_given_up_is_gone_from_older_words() -> None:
    author = make_member(name="Maria Lopez")
    own, other = make_thread(make_board(author.space), by=author), make_thread()
    before = {thread.id: thread.version for thread in Thread.objects.all()}

    take_name(by=standing_of(author), space=author.space, name="Wren", now=clock.now())
    run_courier_once()

    assert not Voice.objects.filter(name="Maria Lopez").exists()
    assert Voice.objects.get(membership=author).name == "Wren"
    versions = {thread.id: thread.version for thread in Thread.objects.all()}
    assert versions == {own.id: before[own.id] + 1, other.id: before[other.id]}


def test_another_face_stands_over_older_words_too() -> None:
    author = make_member()
    make_thread(make_board(author.space), by=author)

    member = take_another_face(by=standing_of(author), space=author.space, now=clock.now())
    run_courier_once()

    assert Voice.objects.get(membership=author).face == member.face
