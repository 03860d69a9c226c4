# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where one finds messages: in the navigation, on a member's page, beside a post."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.core.paging import Window
from hearthside.forum.models import LetterSide
from hearthside.forum.queries.letters import letter_list
from hearthside.forum.rules.letters import LETTERS_PER_PAGE
from hearthside.forum.tests.builders import make_post, make_thread
from hearthside.forum.tests.letter_builders import address, asked_by, make_two, make_voice
from hearthside.forum.tests.pages import signed_in
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.models import Notice
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = pytest.mark.django_db


def test_the_navigation_of_a_space_leads_to_messages() -> None:
    space = make_space()
    home = signed_in(make_member(space)).get(reverse("spaces:home", args=[space.slug]))

    assert reverse("forum:letters", args=[space.slug]) in home.text


def test_an_empty_list_says_how_to_begin() -> None:
    space = make_space()
    page = signed_in(make_member(space)).get(reverse("forum:letters", args=[space.slug]))

    assert reverse("spaces:people", args=[space.slug]) in page.text


def test_who_asks_comes_first_in_the_list() -> None:
    two = make_two(accepted=False)
    page = two.as_other().get(reverse("forum:letters", args=[two.space.slug])).text

    assert 'id="asking"' in page
    assert two.address in page


def test_of_many_who_ask_each_is_in_the_list_the_latest_first() -> None:
    space = make_space()
    me = make_member(space)
    days = [SIX_PM + timedelta(days=number) for number in range(LETTERS_PER_PAGE + 3)]
    asked = [asked_by(standing_of(make_member(space)), me.id, now=day) for day in days]

    shown = letter_list(standing_of(me), Window()).asking

    latest_first = [side.correspondence_id for side in reversed(asked)]
    assert [row.correspondence.id for row in shown] == latest_first


def test_a_long_list_takes_as_many_queries_as_a_short_one() -> None:
    space = make_space()
    me = make_member(space)

    def looks() -> int:
        with CaptureQueriesContext(connection) as looking:
            page = signed_in(me).get(reverse("forum:letters", args=[space.slug]))
        assert page.status_code == 200
        return len(looking)

    asked_by(standing_of(me), make_member(space).id)
    asked_by(standing_of(make_member(space)), me.id)
    few = looks()
    for _ in range(5):
        asked_by(standing_of(me), make_member(space).id)
        asked_by(standing_of(make_member(space)), me.id)

    assert looks() == few


def test_a_members_page_leads_to_asking_them() -> None:
    space = make_space()
    other = make_member(space)
    page = signed_in(make_member(space)).get(reverse("spaces:member", args=[space.slug, other.id]))

    assert reverse("forum:ask", args=[space.slug, other.id]) in page.text


def test_beside_a_post_one_asks_whoever_wrote_it_from_that_conversation() -> None:
    post = make_post(make_thread())
    options = reverse("forum:post_options", args=[post.space.slug, post.id])
    page = signed_in(make_member(post.space)).get(options)
    own = signed_in(post.voice.membership).get(options)  # type: ignore[arg-type]

    ask = reverse("forum:ask", args=[post.space.slug, post.voice.membership_id])
    assert f"{ask}?in={post.thread_id}" in page.text
    assert "/letters/ask/" not in own.text


def test_a_voice_without_a_name_is_asked_as_itself() -> None:
    voice = make_voice(make_member())
    client, ask = (
        signed_in(make_member(voice.space)),
        reverse("forum:ask", args=[voice.space.slug, voice.id]),
    )

    page = client.get(ask)

    assert page.status_code == 200
    assert voice.name in page.text
    own_page = reverse("forum:voice", args=[voice.space.slug, voice.id])
    assert ask in client.get(own_page).text


def test_who_speaks_unnamed_in_a_conversation_asks_unnamed_from_there() -> None:
    post = make_post(make_thread())
    hidden = make_member(post.space, "Hidden Heron")
    voice = make_voice(hidden, post.thread)
    client = signed_in(hidden)
    ask = reverse("forum:ask", args=[post.space.slug, post.voice.membership_id])

    page = client.get(f"{ask}?in={post.thread_id}").text
    client.post(ask, {"text": "May I?", "in": str(post.thread_id)})

    assert f'name="in" value="{post.thread_id}"' in page
    assert set(LetterSide.objects.values_list("face", flat=True)) == {
        voice.id,
        post.voice.membership_id,
    }


def test_a_notice_to_a_voice_is_gone_once_its_message_was_read() -> None:
    hidden = make_member()
    voice = make_voice(hidden)
    side = asked_by(standing_of(make_member(voice.space)), voice.id)
    run_courier_once()
    assert Notice.objects.filter(recipient_id=voice.id).count() == 1

    page = signed_in(hidden).get(address(voice.space, side.correspondence_id))

    assert page.status_code == 200
    assert not Notice.objects.filter(recipient_id=voice.id).exists()


def test_who_wants_nobody_to_ask_says_so_and_takes_it_back_on_their_own_page() -> None:
    space = make_space()
    client = signed_in(make_member(space))
    own = reverse("spaces:my_membership", args=[space.slug])
    rest, ending = (
        reverse(f"forum:{name}", args=[space.slug])
        for name in ("letters_rest", "letters_rest_ending")
    )
    assert rest in client.get(own).text

    client.post(rest)
    assert ending in client.get(own).text

    client.post(ending)
    assert rest in client.get(own).text
