# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a reader folds or hides stays so wherever words turn up beside their conversation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from hearthside.core import clock
from hearthside.core.paging import Key, Window
from hearthside.forum.actions.asking import accept_letters
from hearthside.forum.actions.bookmarks import keep_bookmark
from hearthside.forum.actions.clocks import NUDGE
from hearthside.forum.models import Meet
from hearthside.forum.queries.notes import met_with_notes
from hearthside.forum.queries.own_posts import own_posts_page
from hearthside.forum.tests.builders import (
    author_of,
    go_round,
    make_board,
    make_helper,
    make_post,
    make_thread,
    opening_of,
)
from hearthside.forum.tests.letter_builders import address as letter_address
from hearthside.forum.tests.letter_builders import asked_by, make_voice, side_of
from hearthside.forum.tests.note_builders import NEUTRAL, note, noted_thread, wish
from hearthside.forum.tests.pages import HX, address, signed_in
from hearthside.notices.actions.notices import Telling, notify
from hearthside.notices.actions.reaching import keep_wishes as keep_reaching
from hearthside.notices.models import Notice, Pace
from hearthside.spaces.actions.distances import keep_apart
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    standing_in_space,
    standing_of,
)

pytestmark = pytest.mark.django_db


# --- what comes along with one's own answer ---------------------------------------------


@pytest.mark.parametrize("how", ["hide", "fold"])
def test_what_came_meanwhile_with_a_note_does_not_come_along_with_ones_answer(how: str) -> None:
    thread = make_thread(now=clock.now())
    reader, first = make_member(thread.space), opening_of(thread)
    wish(reader, how)
    note(make_post(thread, source="my brother died", now=clock.now()))

    last = Key(first.written_at, first.id)
    sent = {"text": "I am here", "last": str(last), "idempotency_key": "a" * 32}
    answer = signed_in(reader).post(address(thread, "replies"), sent, headers=HX).text

    assert "I am here" in answer
    if how == "hide":
        assert "my brother died" not in answer
        assert "Something is not shown, as you chose." in answer
    else:
        assert answer.index(f"<summary>{NEUTRAL}") < answer.index("my brother died")


def test_who_answers_without_reloading_reads_that_they_follow() -> None:
    thread = make_thread(now=clock.now())
    client, first = signed_in(make_member(thread.space)), opening_of(thread)
    assert "Follow or hide" in client.get(address(thread)).text

    last = Key(first.written_at, first.id)
    sent = {"text": "I am here", "last": str(last), "idempotency_key": "a" * 32}
    answer = client.post(address(thread, "replies"), sent, headers=HX).text

    assert '<span id="followed" hx-swap-oob="true">You follow this</span>' in answer
    form = answer[answer.index('id="following"') :]
    assert address(thread, "unfollowing") in form
    assert 'hx-swap-oob="true"' in form[: form.index(">")]


# --- what conversations are called ------------------------------------------------------


def test_messages_do_not_name_a_conversation_that_is_hidden_or_folded() -> None:
    thread = noted_thread()
    reader, other = make_member(thread.space), make_member(thread.space)
    voice = make_voice(other, thread)
    side = asked_by(standing_of(reader), voice.id)
    theirs = side_of(standing_in_space(thread.space, other.person), side)
    accept_letters(by=standing_in_space(thread.space, other.person), side=theirs, now=SIX_PM)
    page = letter_address(thread.space, side.correspondence_id)
    assert "He died" in signed_in(reader).get(page).text

    for person in (reader, other):
        wish(person, "fold")
        assert NEUTRAL in signed_in(person).get(page).text
        wish(person, "hide")
        shown = signed_in(person).get(page).text
        assert "He died" not in shown
        assert NEUTRAL not in shown
        assert address(thread) in shown


@pytest.mark.parametrize(("how", "called"), [("hide", ""), ("fold", NEUTRAL), ("show", "He died")])
def test_ones_own_words_do_not_name_what_others_began(how: str, called: str) -> None:
    thread = noted_thread()
    reader = make_member(thread.space)
    make_post(thread, by=reader, now=clock.now())
    wish(reader, how)

    assert [row.heading for row in own_posts_page(standing_of(reader), Window()).rows] == [called]


def test_ones_own_words_do_not_name_what_somebody_blocked_began() -> None:
    thread = make_thread(title="The lighthouse", now=clock.now())
    reader = make_member(thread.space)
    make_post(thread, by=reader, now=clock.now())
    keep_apart(by=standing_of(reader), other=author_of(thread), distance=Distance.BLOCK, now=SIX_PM)

    assert [row.heading for row in own_posts_page(standing_of(reader), Window()).rows] == [""]


def test_ones_own_conversation_keeps_its_name_in_ones_own_words() -> None:
    author = make_member()
    noted_thread(by=author)
    wish(author, "hide")

    rows = own_posts_page(standing_of(author), Window()).rows

    assert [row.heading for row in rows] == ["He died"]


@pytest.mark.parametrize(
    ("how", "said"), [("hide", NEUTRAL), ("fold", NEUTRAL), ("show", "He died")]
)
def test_a_steward_meets_headings_as_they_chose_too(how: str, said: str) -> None:
    thread = noted_thread()
    steward = make_steward(thread.space)
    wish(steward, how)

    page = signed_in(steward).get(address(thread, "steering")).text

    assert said in page
    assert ("He died" in page) == (how == "show")


# --- what somebody keeps, and finds -----------------------------------------------------


def test_what_helped_is_folded_like_everywhere() -> None:
    thread = noted_thread()
    reader, post = make_member(thread.space), opening_of(thread)
    keep_bookmark(by=standing_of(reader), post=post, note="for me", now=SIX_PM)
    pages = [
        reverse("forum:kept", args=[thread.space.slug]),
        reverse("forum:bookmark", args=[thread.space.slug, post.id]),
    ]
    wish(reader, "fold")

    for url, summary in zip(pages, ("Folded as you asked.", NEUTRAL), strict=True):
        page = signed_in(reader).get(url).text
        assert "He died" not in page
        assert page.count(NEUTRAL) == 1  # said once: above the fold, or on it
        assert (
            page.index(f"<summary>{summary}")
            < page.index("my brother")
            < page.index("</details>", page.index("my brother"))
        )
    wish(reader, "hide")
    assert "my brother" not in signed_in(reader).get(pages[0]).text
    assert signed_in(reader).get(pages[1]).status_code == 404


def test_what_helped_is_folded_once_its_writer_is_muted() -> None:
    thread = make_thread(source="the lighthouse", now=clock.now())
    reader, post = make_member(thread.space), opening_of(thread)
    keep_bookmark(by=standing_of(reader), post=post, note="", now=SIX_PM)
    keep_apart(by=standing_of(reader), other=author_of(thread), distance=Distance.MUTE, now=SIX_PM)

    page = signed_in(reader).get(reverse("forum:kept", args=[thread.space.slug])).text

    kept = page[page.index(f'id="k-{post.id}"') :]
    assert kept.index("folded as you asked") < kept.index('<div class="prose"')


def test_who_began_a_conversation_finds_the_answers_in_it() -> None:
    author = make_member()
    thread = noted_thread(by=author)
    answer = make_post(thread, source="a lighthouse", now=clock.now())
    other = make_member(author.space)
    for each in (author, other):
        wish(each, "hide")

    met = [met_with_notes([answer.id], each.id)[answer.id] for each in (author, other)]

    assert met == [Meet.SHOW, Meet.HIDE]
    note(answer)
    assert met_with_notes([answer.id], author.id)[answer.id] == Meet.HIDE


# --- what is told ------------------------------------------------------------------------


def told_to(member: Membership) -> int:
    return Notice.objects.filter(recipient_id=member.id, kind="answered").count()


@pytest.mark.parametrize("noted", ["opening", "answer"])
def test_nobody_is_told_of_what_they_hide_but_who_began_it(noted: str) -> None:
    author = make_member()
    thread = make_thread(make_board(author.space), by=author, now=clock.now())
    hides, reads = make_member(author.space), make_member(author.space)
    for each in (hides, reads):
        make_post(thread, by=each, now=clock.now())
    go_round()
    Notice.objects.all().delete()
    for each in (author, hides):
        wish(each, "hide")

    if noted == "opening":
        note(opening_of(thread))
    answer = make_post(thread, now=clock.now())
    if noted == "answer":
        note(answer)
    go_round()

    assert (told_to(author), told_to(hides), told_to(reads)) == (1, 0, 1)


def test_nobody_is_asked_to_answer_what_they_hide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: SIX_PM)
    thread = make_thread()
    hides, reads = make_member(thread.space), make_member(thread.space)
    for each in (hides, reads):
        make_helper(member=each)
    wish(hides, "hide")
    note(opening_of(thread))
    go_round()

    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(hours=3))
    go_round()

    asked = Notice.objects.filter(kind=NUDGE).values_list("recipient_id", flat=True)
    assert set(asked) == {reads.id}


@pytest.mark.parametrize("kind", ["answered", NUDGE])
def test_a_note_that_comes_after_a_notice_keeps_its_mail_at_home(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: SIX_PM)
    thread = make_thread()
    hides, reads = make_member(thread.space), make_member(thread.space)
    wish(hides, "hide")
    for each in (hides, reads):
        EmailAddress.objects.create(
            user=each.person, email=f"{each.name}@example.org".replace(" ", ""), verified=True
        )
        soon = {"mail_answers": Pace.SOON, "mail_waiting": Pace.SOON}
        keep_reaching(person=each.person, wishes=soon, now=SIX_PM)
        notify(
            telling=Telling(thread.space_id, each.id, kind, thread.id, "/"),
            now=SIX_PM,
        )
    note(opening_of(thread))

    monkeypatch.setattr(clock, "now", lambda: SIX_PM + timedelta(minutes=6))
    go_round()

    address_of = EmailAddress.objects.get(user=reads.person).email
    assert [sent.to for sent in mail.outbox] == [[address_of]]
    told = Notice.objects.filter(kind=kind).exclude(mailed_at=None).count()
    assert told == 2  # left out counts as told: it does not come later either
