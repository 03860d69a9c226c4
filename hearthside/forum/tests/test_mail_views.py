# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of mails that wait: why, for their author only, posted or let go."""

from __future__ import annotations

import pytest

from hearthside.forum.actions.leaving import erase_words
from hearthside.forum.actions.threads import close_thread
from hearthside.forum.models import Draft, Post, Thread, Voice
from hearthside.forum.queries.export import exported
from hearthside.forum.queries.mailed import kept_mails
from hearthside.forum.tests.builders import make_board, make_thread, unnamed_thread
from hearthside.forum.tests.mail_builders import address_for, arrives, mail, reached_at
from hearthside.notices.models import Notice
from hearthside.spaces.actions.distances import keep_apart
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    signed_in,
    standing_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("replies")]


def kept(me: Membership, thread: Thread, text: str = "I know that.\n\nPetra") -> str:
    """Let a mail wait; return the address of its form."""
    face = Voice.objects.filter(thread=thread, unnamed=True).first()
    assert (
        arrives(mail(reached_at(me), address_for(face.id if face else me.id, thread), text))
        == "kept"
    )
    (waits,) = kept_mails(standing_of(me))
    return f"/s/{me.space.slug}/mine/mails/{waits.id}/"


def page(me: Membership) -> str:
    return signed_in(me.person).get(f"/s/{me.space.slug}/mine/mails/").content.decode()


def test_it_says_why_and_holds_every_word(me: Membership) -> None:
    thread = make_thread(make_board(me.space), by=me, title="Long evenings")
    kept(me, thread)
    seen = page(me)

    assert "There may be a signature under your words." in seen
    assert "Petra" in seen
    assert "Long evenings" in seen
    assert "under the name you have there" in seen
    words = signed_in(me.person).get(f"/s/{me.space.slug}/mine/words/").content.decode()
    assert "A mail of yours was not posted yet." in words


def test_looking_at_it_makes_its_notice_known(me: Membership) -> None:
    kept(me, make_thread(make_board(me.space), by=me))
    page(me)

    assert not Notice.objects.filter(recipient_id=me.id, seen_at=None).exists()


@pytest.mark.parametrize("unnamed", [False, True])
def test_it_is_posted_as_its_author_leaves_it(me: Membership, unnamed: bool) -> None:
    thread = unnamed_thread(me) if unnamed else make_thread(make_board(me.space), by=me)
    url = kept(me, thread)
    if unnamed:
        assert "It is posted without your name" in page(me)

    answer = signed_in(me.person).post(url, {"text": "I know that."})

    post = Post.objects.get(source="I know that.")
    assert answer.headers["Location"].endswith(f"/posts/{post.id}/")
    assert post.voice.unnamed is unnamed
    assert not Draft.objects.exists()


def test_what_cannot_be_posted_stays_with_the_words_as_they_are_now(me: Membership) -> None:
    thread = make_thread(make_board(me.space), by=me)
    close_thread(by=standing_of(make_steward(me.space)), thread=thread, reason="", now=SIX_PM)
    url = kept(me, thread, "I know that.")

    answer = signed_in(me.person).post(url, {"text": "I know that, too."})

    assert answer.status_code == 422
    assert "I know that, too." in answer.content.decode()
    assert "closed to new words" in answer.content.decode()
    assert Draft.objects.count() == 1


def test_it_can_be_let_go(me: Membership) -> None:
    url = kept(me, make_thread(make_board(me.space), by=me))
    answer = signed_in(me.person).post(f"{url}ending/")

    assert answer.headers["Location"].endswith("/mine/mails/")
    assert not Draft.objects.exists()
    assert "No mail waits for you" in page(me)


def test_another_finds_nothing(me: Membership) -> None:
    url = kept(me, make_thread(make_board(me.space), by=me))
    other = make_member(me.space)

    assert "Petra" not in page(other)
    for address in (url, f"{url}ending/"):
        assert signed_in(other.person).post(address, {"text": "x"}).status_code == 404
    assert Draft.objects.count() == 1


def test_in_a_conversation_one_does_not_meet_it_is_read_and_not_posted(me: Membership) -> None:
    author = make_member(me.space)
    thread = make_thread(make_board(me.space), by=author, title="Theirs")
    url = kept(me, thread)
    keep_apart(by=standing_of(author), other=me, distance=Distance.BLOCK, now=SIX_PM)
    seen = page(me)

    assert "Theirs" not in seen
    assert "Petra" in seen
    assert signed_in(me.person).post(url, {"text": "x"}).status_code == 404
    assert Draft.objects.count() == 1


def test_it_is_in_the_export_and_goes_with_its_author(me: Membership) -> None:
    kept(me, make_thread(make_board(me.space), by=me))

    (part,) = (part for part in exported([me.id], []) if part.name == "drafts")
    assert [row["words"] for row in part.rows] == ["I know that.\n\nPetra"]
    erase_words(membership_ids=[me.id], now=SIX_PM)
    assert not Draft.objects.exists()
