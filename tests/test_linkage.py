# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nothing leads from words without a name to who said them: not a value, an instant, the order
of rows or their size, in the whole database; not a page, a file, a mail or a push to others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import connection

from hearthside.notices.letters import PUSH_BYTES
from tests.linkage import days, spoiled
from tests.linkage.cast import ANN, BEN
from tests.linkage.spoiled import Spoil
from tests.linkage.world import Act, World, alike, live

pytestmark = pytest.mark.django_db


def test_nothing_tells_which_of_two_members_speaks_without_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ann, ben = (live(name, monkeypatch, pages=True) for name in (ANN, BEN))

    assert any("forum_voice" in row for row in ann.rows)
    assert sum(page.startswith("200") for page in ann.pages.values()) > 250
    assert len(ann.to_others) > 10
    alike(ann.rows, ben.rows)
    alike(ann.to_others, ben.to_others)
    alike(ann.cached, ben.cached)
    assert ann.pages.keys() == ben.pages.keys()
    for page, text in ann.pages.items():
        alike([page, *text.splitlines()], [page, *ben.pages[page].splitlines()])
    for world in (ann, ben):
        assert world.places == world.voices == 3  # also of one who left
    _leaves_with_nothing_of_a_voice(ann)


@pytest.mark.skipif(
    connection.vendor == "postgresql", reason="there a row lies where it was last written"
)
def test_nor_is_it_seen_when_who_spoke_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    acts = (days.speak, days.leave, days.long_after)

    ann, ben = (live(name, monkeypatch, acts) for name in (ANN, BEN))

    alike(ann.rows, ben.rows)
    assert ann.places == ben.places == ann.voices


def _leaves_with_nothing_of_a_voice(world: World) -> None:
    """What reaches Ann, who spoke, looks like what reaches others."""
    to_owner = [each for each in world.sent if "ann@" in each.to]
    assert len(to_owner) > 10
    for sent in world.sent:
        assert not [secret for secret in world.secrets if secret in sent.what]
    assert not [sent for sent in to_owner if "At night" in sent.what]
    pushed = {sent.size for sent in world.sent if sent.what.startswith("push")}
    assert len(pushed) == 1
    assert pushed.pop() > PUSH_BYTES


MORE: Sequence[tuple[Spoil, Sequence[Act]]] = (
    (spoiled.wears_its_owners_face, (days.speak,)),
    (spoiled.is_told_by_name, (days.speak,)),
    (spoiled.notes_when_somebody_was_here, (days.speak,)),
    (spoiled.takes_its_number_from_the_member, (days.speak,)),
    (spoiled.marks_instead_of_letting_go, (days.speak,)),
    (spoiled.heeds_whom_the_owner_keeps_away, (days.speak,)),
    (spoiled.heeds_what_the_owner_wishes, (days.speak,)),
    (spoiled.seals_only_what_was_told, (days.speak, days.pass_the_night)),
    (spoiled.asks_helpers_but_the_author, (days.wait_long,)),
    (spoiled.seals_a_refusal_longer, (days.speak, days.give_signs, days.write)),
    (spoiled.tells_nobody_who_left, (days.speak, days.leave)),
    (spoiled.asks_no_voice_for_whom_its_owner_keeps_away, (days.speak, days.ask)),
    (spoiled.keeps_mails_as_long_as_they_are, (days.speak, days.answer_by_mail)),
    (spoiled.hears_no_more_once_forgotten, (days.speak, days.leave, days.long_after)),
)


@pytest.mark.parametrize(("spoil", "acts"), MORE, ids=[spoil.__name__ for spoil, _acts in MORE])
def test_the_comparison_of_rows_notices(
    spoil: Spoil, acts: Sequence[Act], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch)

    ann, ben = (live(name, monkeypatch, acts) for name in (ANN, BEN))

    assert ann.rows != ben.rows


def test_the_comparison_notices_under_which_name_somebody_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoiled.counts_under_plain_digests(monkeypatch)

    acts = (days.speak, days.give_signs, days.wait_long, days.write)
    ann, ben = (live(name, monkeypatch, acts) for name in (ANN, BEN))

    assert ann.cached != ben.cached


def test_a_mail_that_names_the_voice_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    spoiled.calls_mails_by_the_voice(monkeypatch)

    world = live(ANN, monkeypatch, (days.speak, days.wait_long))

    assert [each for each in world.sent if any(one in each.what for one in world.secrets)]
