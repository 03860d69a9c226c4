# SPDX-License-Identifier: AGPL-3.0-or-later
"""After somebody has left, every model, every table, every byte on the disk is searched for them.

Every model is known here by name: a new one fails until it is said how somebody is in it, or
why nobody is.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from django.apps import apps
from django.core.cache import cache
from pytest_django import Settings

from hearthside.core import clock
from hearthside.forum.actions.letters_leaving import purge_letters
from hearthside.forum.models import Voice
from hearthside.forum.rules.conversation import TAKEN_ALONG_WITHIN
from hearthside.forum.rules.letters import QUIET_DAYS
from hearthside.forum.tests.builders import go_round
from hearthside.ledger.models import Delivery
from hearthside.ledger.queries import verify_chain
from hearthside.privacy.actions.leaving import leave
from hearthside.privacy.actions.overwriting import OWED
from hearthside.privacy.hooks import Leave
from hearthside.privacy.rules.leaving import BYTES_GO_WITHIN
from tests import traces
from tests.somebody.everything import somebody_with_everything
from tests.somebody.marked import Somebody

THEIRS: Final = {
    "account.EmailAddress", "forum.Bookmark", "forum.Draft", "forum.Findable", "forum.Fold",
    "forum.Helper", "forum.Letter", "forum.LetterExcerpt", "forum.LetterRest", "forum.LetterSide",
    "forum.Place", "forum.Post", "forum.Revision", "forum.Stem", "forum.Thread", "forum.Voice",
    "ledger.Delivery", "ledger.Token", "mfa.Authenticator", "moderation.Appeal", "moderation.Look",
    "moderation.Measure", "moderation.Note", "moderation.Proposal", "moderation.Report",
    "notices.Notice", "notices.PushDevice", "notices.Reaching", "people.Person",
    "people.RecoveryCode", "people.SignIn", "privacy.Consent", "privacy.SealOpening",
    "spaces.Apart", "spaces.Arrival", "spaces.Grant", "spaces.Invitation", "spaces.JoinRequest",
    "spaces.Keeper", "spaces.Membership", "spaces.OtherFaces",
}  # fmt: skip
"""Their rows hold a mark or an id: none of both is found anywhere afterwards."""
UNMARKED: Final = {
    "account.EmailConfirmation": 0,
    "forum.Going": 0,
    "forum.LetterWall": 0,
    "forum.NoteWishes": 0,
    "forum.Nudge": 0,
    "forum.Offer": 0,
    "forum.Pin": 0,
    "forum.Question": 1,  # what somebody else asked, and they answered
    "forum.Answer": 0,
    "forum.Shelf": 0,
    "forum.Signs": 1,  # what somebody else gave
    "privacy.Departure": 0,
    "forum.Suggestion": 1,  # on the words of somebody else, by nobody
}
"""Their rows say nothing of them without the keyring: so many are left when all is erased."""
NOBODYS: Final = {
    "auth.Group": "Django's own, not used",
    "auth.Permission": "Django's own, not used",
    "contenttypes.ContentType": "Django's own: the names of the models",
    "directory.Country": "what keepers looked up about a country",
    "directory.HelpLine": "help lines; who confirmed one is a name that keepers sign with",
    "directory.SetUp": "that the place was set up, signed by keepers",
    "directory.TextReview": "who read the words of a crisis, signed by keepers",
    "forum.Board": "a board is the space's",
    "forum.Clock": "how long a conversation waits; goes with it",
    "forum.Correspondence": "the two sides say whose it is",
    "forum.Handover": "that a clock went on; goes with it",
    "forum.OwnWord": "a word of the space",
    "forum.Target": "what stewards of a space promise",
    "forum.ThreadWord": "what a conversation is about; goes with it",
    "ledger.Entry": "names a token only, and the token goes",
    "moderation.LetterReview": "who read the letters over, signed by keepers",
    "moderation.OutsidePerson": "whom keepers named, with their work address",
    "notices.PushKey": "the key of the place",
    "notices.TakenMail": "a blind mark of a mail that came in, without whose it was",
    "privacy.Erasure": "a blind mark of who was erased, so that no backup brings them back",
    "spaces.Organisation": "an organisation",
    "spaces.Space": "a space",
}
HELD: Final = {
    "forum.LetterSide.called": "whom somebody asked to write, sealed, for who asked alone; it "
    "lapses. Gone at once, it would tell when the other left, and so whose a voice was"
}
"""Where something of somebody may be for a while, as the page says that they read before."""

OF_THE_SEARCH: Final = ("forum_stem", "forum_findable_words")
"""What was changed before stays in its index, marked as gone, until the purge of a minute later."""

on_the_disk = pytest.mark.django_db(transaction=True)  # no log is emptied inside a transaction


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time it is; put another into the list to let time go on."""
    told = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: told[0])
    return told


@pytest.fixture
def somebody(now: list[datetime], settings: Settings) -> Iterator[Somebody]:
    settings.EMAIL_FILE_PATH = str(Path(settings.DATA) / "mail")
    cache.clear()
    yield somebody_with_everything()
    cache.clear()


def test_every_model_is_known_here() -> None:
    known = {model._meta.label for model in apps.get_models()}

    assert known == THEIRS | UNMARKED.keys() | NOBODYS.keys()


@on_the_disk
def test_they_are_in_every_model_that_can_hold_them(somebody: Somebody) -> None:
    marks = _who(somebody) + traces.marks_of(somebody.said) + traces.forms_of(somebody.voices)

    for label in sorted(THEIRS):
        rows = list(traces.rows_of(apps.get_model(label)))
        assert any(mark in row.lower() or mark in row for row in rows for mark in marks), label
    for label in sorted(UNMARKED.keys() - {"forum.Going", "privacy.Departure"}):
        assert apps.get_model(label)._default_manager.count() > UNMARKED[label], label
    assert traces.in_tables(traces.marks_of([somebody.person.sign_in_name]))
    assert traces.in_files(traces.marks_of(["qxaddress"]))


@on_the_disk
@pytest.mark.parametrize("how", list(Leave))
def test_nothing_of_somebody_who_left_is_found_anywhere(
    how: Leave, somebody: Somebody, now: list[datetime]
) -> None:
    gone = _who(somebody)
    words, voices = traces.marks_of(somebody.said), traces.forms_of(somebody.voices)

    leave(person=somebody.person, how=how, now=now[0])
    left = [each for each in traces.in_tables(gone) if not each.startswith(OF_THE_SEARCH)]
    assert left == []  # at once; what the search kept, and what has no name, take their time
    _days_go_by(now, TAKEN_ALONG_WITHIN + BYTES_GO_WITHIN)

    if how == Leave.ERASE_ALL:
        gone += words + voices
        rows = {name: apps.get_model(name)._default_manager.count() for name in UNMARKED}
        assert rows == UNMARKED
    assert {line.partition(":")[0] for line in traces.in_models(gone)} == HELD.keys()
    purge_letters(now=now[0] + timedelta(days=QUIET_DAYS))
    assert traces.in_models(gone) == []
    assert traces.in_tables(gone) == []
    assert traces.in_files(gone) == []
    assert traces.in_the_cache(gone) == []
    assert bool(traces.in_tables(words)) == (how == Leave.KEEP_WORDS)
    assert verify_chain().holds


@on_the_disk
def test_words_that_stay_join_no_more_to_one_another(
    somebody: Somebody, now: list[datetime]
) -> None:
    voices = somebody.voices
    assert len(voices) == 2

    leave(person=somebody.person, how=Leave.KEEP_WORDS, now=now[0])
    _days_go_by(now, TAKEN_ALONG_WITHIN)

    owners = Voice.objects.filter(id__in=voices).values_list("owner", flat=True)
    assert len(set(owners)) == 2
    assert all(Voice.objects.filter(id__in=voices).values_list("name", flat=True))
    everybodys = Voice.objects.filter(unnamed=True).values_list("owner", "key")
    assert {(len(owner), len(bytes(key or b""))) for owner, key in everybodys} == {(36, 32)}


@on_the_disk
def test_who_leaves_one_space_is_gone_from_it(somebody: Somebody, now: list[datetime]) -> None:
    """The third space was left with words kept; only the name and what was theirs alone went."""
    left = somebody.members[2]
    left.refresh_from_db()

    assert left.name == ""
    _days_go_by(now, BYTES_GO_WITHIN)
    assert traces.in_files(traces.marks_of(["qxname2"])) == []
    assert traces.in_tables(traces.marks_of(["lefthere"]))


def _who(somebody: Somebody) -> list[bytes]:
    return traces.marks_of(somebody.own | somebody.told) + traces.forms_of(somebody.ids)


def _days_go_by(now: list[datetime], how_long: timedelta) -> None:
    until = now[0] + how_long
    while now[0] < until:
        now[0] += timedelta(hours=3)
        go_round()
    now[0] += timedelta(minutes=5)
    go_round()
    for _ in range(60):  # what is in use is tried again each minute
        if not Delivery.objects.filter(key__in=OWED, done_at=None, next_try_at__lte=_soon(now)):
            break
        time.sleep(0.1)
        now[0] += timedelta(minutes=1)
        go_round()
    owed = Delivery.objects.filter(key__in=OWED, done_at=None)
    assert not owed.exclude(failure_code="").values("failure_code", "tries", "event")


def _soon(now: list[datetime]) -> datetime:
    return now[0] + timedelta(minutes=2)
