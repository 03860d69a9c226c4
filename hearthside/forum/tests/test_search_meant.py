# SPDX-License-Identifier: AGPL-3.0-or-later
"""After a slip a search asks what was meant, in words that its reader may read."""

from __future__ import annotations

import pytest

from hearthside.core import clock
from hearthside.forum.actions.places import hide_thread
from hearthside.forum.actions.posts import withdraw_post
from hearthside.forum.models import Post
from hearthside.forum.tests.builders import author_of, make_board, make_thread, opening_of
from hearthside.forum.tests.note_builders import note, wish
from hearthside.forum.tests.search_builders import found
from hearthside.ledger.tasks import run_courier_once
from hearthside.spaces.actions.distances import keep_apart
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slip", ["herron", "hreon", "heorn", "swalow", "swallwo"])
def test_a_slip_is_understood(reader: Membership, slip: str) -> None:
    make_thread(make_board(reader.space), source="A heron, a swallow.")

    page = found(slip, reader)

    assert not page.rows
    assert page.meant is not None
    assert page.meant.words in {"heron", "swallow"}


def test_what_is_meant_names_no_word_that_the_reader_cannot_read(reader: Membership) -> None:
    board = make_board(reader.space)
    hidden = make_thread(board, source="Gertrude")
    taken = make_thread(board, source="Hildegard")
    run_courier_once(limit=500)
    hide_thread(by=standing_of(reader), thread=hidden, now=SIX_PM)
    own = standing_of(author_of(taken))
    withdraw_post(by=own, post=Post.objects.get(thread=taken), now=SIX_PM)

    assert found("Gertrud", reader).meant is None
    assert found("Hildegart", reader).meant is None
    assert found("Gertrude", reader).rows == []


def test_a_word_that_stands_in_another_space_is_not_meant(reader: Membership) -> None:
    make_thread(source="swallow")

    assert found("swalow", reader).meant is None


@pytest.mark.parametrize("how", ["hide", "fold"])
def test_what_is_meant_is_said_in_no_words_that_are_folded_or_hidden(how: str) -> None:
    reader = make_member()
    board = make_board(reader.space)
    note(opening_of(make_thread(board, source="A swallow sat there", now=clock.now())))
    assert found("swalow", reader).meant

    wish(reader, how)

    assert found("swalow", reader).meant is None


def test_what_is_meant_is_said_in_no_words_of_somebody_muted() -> None:
    reader = make_member()
    thread = make_thread(make_board(reader.space), source="A swallow", now=clock.now())
    keep_apart(by=standing_of(reader), other=author_of(thread), distance=Distance.MUTE, now=SIX_PM)

    assert found("swalow", reader).meant is None


def test_what_is_meant_does_not_tell_whether_somebody_else_wrote_the_word() -> None:
    """With and without "swalow" in words that this reader hides, they are asked the same."""
    reader = make_member()
    board = make_board(reader.space)
    make_thread(board, source="A swallow sat there", now=clock.now())
    wish(reader, "hide")
    before = found("swalow there", reader).meant
    note(opening_of(make_thread(board, source="swalow", now=clock.now())))

    after = found("swalow there", reader).meant

    assert before == after
    assert before
    assert before.words == "swallow there"


def test_a_title_can_be_meant() -> None:
    reader = make_member()
    make_thread(make_board(reader.space), source="hello", title="Lighthouse", now=clock.now())

    meant = found("lighthuose", reader).meant

    assert meant
    assert meant.words == "lighthouse"
