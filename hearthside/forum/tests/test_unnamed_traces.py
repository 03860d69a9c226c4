# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the tables hold of unnamed voices, and what becomes of them when somebody leaves."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.actions.leaving import (
    let_unnamed_go,
    let_voices_part,
    let_words_go,
    unname_words,
)
from hearthside.forum.actions.places import hide_thread
from hearthside.forum.models import Draft, Going, Place, Shelf, Thread, Voice
from hearthside.forum.queries.drafts import begun_in, draft_key
from hearthside.forum.queries.export import exported
from hearthside.forum.queries.going import faces_of, read_going
from hearthside.forum.tests.builders import (
    make_board,
    make_thread,
    unnamed_thread,
)
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.models import Delivery, Token, Verb
from hearthside.moderation.actions.reports import Reporting, make_report
from hearthside.moderation.models import Concerning, Report
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.models import Notice
from hearthside.privacy.actions.leaving import leave
from hearthside.privacy.hooks import Leave
from hearthside.spaces.models import Membership, OtherFaces
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    standing_of,
)

pytestmark = pytest.mark.django_db
LATER = SIX_PM + timedelta(hours=1)


def test_what_a_reader_keeps_leads_to_nobody() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    hide_thread(by=standing_of(member), thread=make_thread(thread.board), now=SIX_PM)

    for model in (Place, Shelf, OtherFaces):
        for row in model.objects.values():
            assert str(member.id) not in _raw(model, row["id"])
            assert member.id not in row.values()


def test_the_sealed_owner_is_always_of_one_size() -> None:
    sizes = set()
    for _ in range(3):
        thread = unnamed_thread(make_member())
        assert thread.author_id
        sizes.add(len(_raw(Voice, thread.author_id, "owner")))

    assert len(sizes) == 1


def test_lists_of_other_faces_are_of_one_size_for_many_and_for_few() -> None:
    busy, quiet = make_member(), make_member()
    for _ in range(5):
        unnamed_thread(busy)
    unnamed_thread(quiet)

    rows = list(OtherFaces.objects.values_list("id", flat=True))

    assert len(rows) == 2
    assert len({len(_raw(OtherFaces, row, "kept")) for row in rows}) == 1


def test_an_own_export_holds_unnamed_words_and_anothers_does_not() -> None:
    member = make_member()
    unnamed_thread(member, "nobody knows")
    other = make_member(member.space)

    own = str([part.rows for part in exported([member.id], faces_of([member.id]))])
    theirs = str([part.rows for part in exported([other.id], faces_of([other.id]))])

    assert "nobody knows" in own
    assert "nobody knows" not in theirs


def test_leaving_words_behind_touches_no_unnamed_voice() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    before = Voice.objects.filter(id=str(thread.author_id)).values().get()

    unname_words(membership_ids=[member.id], now=LATER)

    assert Voice.objects.filter(id=str(thread.author_id)).values().get() == before
    (place,) = Place.objects.all()  # without it, the voice would hear no more from now on
    assert place.owners == (member.id, thread.author_id)


def test_words_taken_along_go_each_at_an_instant_of_its_own_within_three_days() -> None:
    member = make_member()
    threads = [unnamed_thread(member) for _ in range(4)]
    voices = faces_of([member.id])

    let_unnamed_go(voice_ids=voices, leave=Leave.ERASE_ALL, now=LATER)

    going = Going.objects.get()
    instants = read_going(going.kept)
    assert set(instants) == voices
    assert len(set(instants.values())) == len(threads)
    assert max(instants.values()) <= LATER + timedelta(days=3)
    assert Delivery.objects.filter(key=f"words-go:{going.id}").count() == 1
    assert not any(str(voice) in str(Delivery.objects.values()) for voice in voices)

    first = min(instants.values())
    let_words_go(going_id=going.id, now=first)
    assert Voice.objects.filter(id__in=voices).count() == 3

    let_words_go(going_id=going.id, now=LATER + timedelta(days=3))
    assert not Voice.objects.filter(id__in=voices).exists()
    assert not Thread.objects.filter(id__in=[each.id for each in threads]).exists()
    assert not Going.objects.exists()


def test_who_was_behind_words_that_stay_is_forgotten_one_voice_at_a_time() -> None:
    member = make_member()
    for _ in range(3):
        unnamed_thread(member)
    voices = faces_of([member.id])
    let_unnamed_go(voice_ids=voices, leave=Leave.KEEP_WORDS, now=LATER)
    going = Going.objects.get()
    instants = sorted(read_going(going.kept).values())

    let_voices_part(going_id=going.id, now=instants[0])
    assert _owned(member) == 2

    let_voices_part(going_id=going.id, now=LATER + timedelta(days=3))
    assert _owned(member) == 0
    assert Voice.objects.filter(id__in=voices).exclude(name="").count() == 3
    assert len(set(Voice.objects.values_list("owner", flat=True))) == 3
    assert not Going.objects.exists()


def test_a_voice_that_nobody_is_behind_any_more_keeps_its_place_and_its_notices() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    voice = thread.author_id
    assert voice
    notify(telling=Telling(thread.space_id, voice, "answered", thread.id, "/"), now=LATER)
    (before,) = Place.objects.all()

    leave(person=member.person, how=Leave.KEEP_WORDS, now=LATER)
    assert Place.objects.get().owners == (member.id, voice)
    for going in Going.objects.all():
        let_voices_part(going_id=going.id, now=LATER + timedelta(days=3))

    place = Place.objects.get()
    assert place.owners == (UUID(Voice.objects.get(id=voice).owner), voice)
    assert member.id not in place.owners
    assert bytes(place.key) != bytes(before.key)
    assert (place.followed, len(place.owner)) == (before.followed, len(before.owner))
    assert Notice.objects.filter(recipient_id=voice).exists()


def test_the_desk_learns_of_each_voice_that_goes_at_its_own_instant() -> None:
    member = make_member()
    posts = [unnamed_thread(member).posts.get() for _ in range(2)]
    for post in posts:
        about = Reporting("post", post.id, Concerning.UNKIND)
        make_report(by=standing_of(make_member(member.space)), about=about, now=LATER)

    leave(person=member.person, how=Leave.ERASE_ALL, now=LATER)

    owed = Delivery.objects.get(listener__endswith="let_unnamed_words_go")
    going = Going.objects.get(id=owed.event["going_id"])
    first = min(read_going(going.kept).values())
    assert Report.objects.exclude(about_face=None).count() == 2
    let_words_go(going_id=going.id, now=first)
    assert Report.objects.exclude(about_face=None).count() == 1
    let_words_go(going_id=going.id, now=LATER + timedelta(days=3))
    assert not Report.objects.exclude(about_face=None).exists()


def _owned(member: Membership) -> int:
    return sum(voice.owner == str(member.id) for voice in Voice.objects.filter(unnamed=True))


def test_who_never_spoke_without_a_name_leaves_the_same_rows_behind() -> None:
    sizes = set()
    for voices in ([], [make_thread(make_board()).author_id]):
        unnamed = [each for each in voices if each]
        let_unnamed_go(voice_ids=unnamed, leave=Leave.ERASE_ALL, now=LATER)
        going = Going.objects.get()
        sizes.add(len(_raw(Going, going.id, "kept")))
        assert Delivery.objects.filter(key=f"words-go:{going.id}").count() == 1
        let_words_go(going_id=going.id, now=LATER + timedelta(days=3))
        assert not Going.objects.exists()

    assert len(sizes) == 1


def test_what_was_kept_about_a_voice_goes_with_its_words_not_before() -> None:
    member = make_member()
    thread = unnamed_thread(member)
    voice = thread.author_id
    assert voice
    deed = Deed(Verb.SEAL_ASKED, about=voice, space_id=thread.space_id)
    record(by=Actor(None, "keeper"), deed=deed, now=LATER)
    notify(telling=Telling(thread.space_id, voice, "answered", thread.id, "/"), now=LATER)

    leave(person=member.person, how=Leave.ERASE_ALL, now=LATER)

    for rows in (Token.objects.filter(holder_id=voice), Notice.objects.filter(recipient_id=voice)):
        assert rows.exists()
    assert Place.objects.filter(thread=thread).count() == 1
    going = next(each for each in Going.objects.all() if voice in read_going(each.kept))
    let_words_go(going_id=going.id, now=LATER + timedelta(days=3))
    for rows in (Token.objects.filter(holder_id=voice), Notice.objects.filter(recipient_id=voice)):
        assert not rows.exists()
    assert not Place.objects.exists()


def test_a_draft_does_not_say_by_its_size_which_post_it_became() -> None:
    member = make_member()
    by, sizes = standing_of(member), set()
    for words in ("short", "and rather a lot longer than that, with more to say", "  ends so \n"):
        thread = make_thread(make_board(member.space))
        keep_draft(by=by, unsent=Unsent(words, f"thread:{thread.id}"), now=LATER)
        assert begun_in(f"thread:{thread.id}", by).words == words
        draft = Draft.objects.order_by("-pk").get(key=draft_key(by, f"thread:{thread.id}"))
        sizes.add((len(_raw(Draft, draft.id, "words")), len(_raw(Draft, draft.id, "place"))))

    assert len(sizes) == 1


def _raw(model: type, row_id: UUID, column: str = "") -> str:
    """A row, or one column of it, as the database holds it."""
    table = model._meta.db_table  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        value = row_id if connection.vendor == "postgresql" else row_id.hex
        cursor.execute(f'SELECT {column or "*"} FROM "{table}" WHERE id = %s', [value])
        row = cursor.fetchone()
    return str([bytes(v).hex() if isinstance(v, bytes | memoryview) else v for v in row])
