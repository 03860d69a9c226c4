# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wherever words go, a folded part does not go along."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse

from hearthside.forum.actions.bookmarks import keep_bookmark
from hearthside.forum.actions.posts import change_post
from hearthside.forum.models import Findable, Post, Thread
from hearthside.forum.tests.builders import make_board, make_post, make_thread, words
from hearthside.forum.tests.test_digest import told_to
from hearthside.forum.tests.test_folds import DETAIL, SOURCE, author_of, make_folded
from hearthside.forum.tests.test_search_view import search
from hearthside.ledger.models import Delivery, Entry
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.reports import Reporting, make_report
from hearthside.moderation.models import Concerning, Decision, Report
from hearthside.moderation.tests.builders import make_decided
from hearthside.notices.models import Notice
from hearthside.privacy.hooks import Subject, export_of
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_member,
    make_steward,
    signed_in,
    standing_of,
)

pytestmark = pytest.mark.django_db


def opening() -> tuple[Post, Membership, Membership]:
    """The first words of a conversation with an unsafe detail; a reader, and a steward."""
    steward = make_steward()
    thread = make_thread(make_board(steward.space), by=make_member(steward.space), source=SOURCE)
    return thread.posts.get(), make_member(steward.space), steward


def test_the_search_finds_it_no_longer_by_these_words() -> None:
    post, reader, steward = opening()
    client, rest = signed_in(reader.person), "sleep"
    assert str(post.id) in search(client, reader, DETAIL).text

    make_folded(post, steward)

    assert str(post.id) not in search(client, reader, DETAIL).text
    found = search(client, reader, rest).text
    assert str(post.id) in found
    assert DETAIL not in found
    assert "forti" not in str(list(Findable.objects.values()))


def test_a_bookmark_made_before_shows_it_no_longer() -> None:
    post, reader, steward = opening()
    keep_bookmark(by=standing_of(reader), post=post, note="", now=SIX_PM)
    client, page = signed_in(reader.person), reverse("forum:kept", args=[post.space.slug])
    assert "forty" in client.get(page).text

    make_folded(post, steward)

    assert DETAIL not in client.get(page).text
    assert DETAIL not in str(export_of.ask(Subject(reader.person_id)))


def test_a_digest_and_what_is_already_owed_go_without_it() -> None:
    post, reader, steward = opening()
    make_post(post.thread, by=reader)
    client = signed_in(reader.person)
    client.get(reverse("forum:thread", args=[post.space.slug, post.thread_id]))

    make_folded(post, steward)
    run_courier_once(limit=500)

    assert "forty" not in str(told_to(reader))
    assert "forty" not in str(list(Notice.objects.values()))
    assert "forty" not in str(list(Delivery.objects.values()))
    assert "forty" not in str(list(Entry.objects.values()))
    assert "forty" not in str(Thread.objects.values())


def test_earlier_versions_are_for_the_author_and_the_stewards() -> None:
    post, reader, steward = opening()
    make_folded(post, steward)
    author = author_of(post)
    change_post(by=standing_of(author), post=post, words=words(f"Sorry. {SOURCE}"), now=SIX_PM)
    history = reverse("forum:post_history", args=[post.space.slug, post.id])

    seen = {who: signed_in(who.person).get(history) for who in (author, steward, reader)}

    assert DETAIL in seen[author].text
    assert DETAIL in seen[steward].text
    assert seen[reader].status_code == 403
    assert DETAIL not in seen[reader].text


def test_a_page_kept_for_everybody_is_made_anew() -> None:
    post, reader, steward = opening()
    client, page = signed_in(reader.person), reverse("forum:post", args=[post.space.slug, post.id])
    cache.clear()
    assert DETAIL in client.get(page, follow=True).text

    make_folded(post, steward)

    assert DETAIL not in client.get(page, follow=True).text
    assert DETAIL not in signed_in(make_member(post.space).person).get(page, follow=True).text


def folded_by_desk(post: Post, steward: Membership, exact: str) -> tuple[Report, str]:
    """Fold these words through the desk; the file, and its page as the steward sees it."""
    reporter = standing_of(make_member(post.space))
    about = Reporting("post", post.id, Concerning.UNSAFE)
    report = make_report(by=reporter, about=about, now=SIX_PM)
    client = signed_in(steward.person)
    file = reverse("moderation:report", args=[post.space.slug, report.id])
    client.post(f"{file}claim/")
    said = {"decision": Decision.FOLDED, "exact": exact, "text": "You matter."}
    client.post(f"{file}decision/", said)
    return report, client.get(file).text


@pytest.mark.parametrize(
    "quote",
    [
        f"> {SOURCE}\n\nI know this.",
        "> I counted out forty of\n> the blue ones last night\n\nMe too.",
        f"You wrote: **{DETAIL.upper()}**",
    ],
)
def test_the_steward_learns_who_quoted_it_and_nothing_is_folded_there_by_itself(quote: str) -> None:
    post, reader, steward = opening()
    quoting = make_post(post.thread, by=reader, source=quote)
    other = make_post(post.thread, by=reader, source="Forty winks, the blue ones are nice.")

    _report, page = folded_by_desk(post, steward, DETAIL)

    again = reverse("moderation:new_report", args=[post.space.slug, "post", quoting.id])
    assert again in page
    assert str(other.id) not in page
    assert Post.objects.get(id=quoting.id).shown_source == quote

    by_steward = signed_in(steward.person).post(again, {"concerning": "unsafe"})
    assert by_steward.status_code == 302
    theirs = Report.objects.get(content_id=quoting.id)
    make_decided(theirs, steward, Decision.TAKEN_DOWN)
    assert (
        again
        not in signed_in(steward.person)
        .get(reverse("moderation:report", args=[post.space.slug, _report.id]))
        .text
    )


def test_words_too_short_to_mean_anything_are_looked_for_nowhere() -> None:
    post, reader, steward = opening()
    make_post(post.thread, by=reader, source="I cannot say.")

    _report, page = folded_by_desk(post, steward, "I cannot")

    assert "The folded words also stand" not in page


def test_a_detail_in_the_title_is_pointed_out_with_where_to_change_it() -> None:
    steward = make_steward()
    thread = make_thread(make_board(steward.space), source=SOURCE, title="Forty blue ones")
    post = thread.posts.get()

    _report, page = folded_by_desk(post, steward, DETAIL)

    assert "Forty blue ones" in page
    assert reverse("forum:title", args=[post.space.slug, thread.id]) in page
