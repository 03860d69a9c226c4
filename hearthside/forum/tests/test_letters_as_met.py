# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages as one of the two meets them: in their language, and quiet where they mute."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.forum.actions.asking import accept_letters
from hearthside.forum.actions.letters import write_letter
from hearthside.forum.actions.voices import keep_voice_apart
from hearthside.forum.models import Letter, LetterSide
from hearthside.forum.tests.builders import go_round, make_thread
from hearthside.forum.tests.letter_builders import (
    Two,
    address,
    asked_by,
    make_letter,
    make_two,
    make_voice,
    message,
    side_of,
)
from hearthside.forum.tests.pages import signed_in
from hearthside.notices.models import Notice
from hearthside.spaces.actions.distances import keep_apart
from hearthside.spaces.models import Distance, Membership
from hearthside.spaces.rules.standing import Standing
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_in_space, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted_before")]


def mute(by: Membership, other: Membership) -> None:
    keep_apart(by=standing_of(by), other=other, distance=Distance.MUTE, now=SIX_PM)


def send(two: Two, client: Client, **fields: str) -> None:
    url = address(two.space, two.asking.correspondence_id, "letter_words")
    client.post(url, {"idempotency_key": "b" * 32, **fields})


def write(by: Standing, side: LetterSide, text: str) -> None:
    write_letter(by=by, side=side_of(by, side), message=message(text), now=SIX_PM)


def test_a_message_says_its_language() -> None:
    two = make_two()
    send(two, two.as_asker(), text="Buenas noches", language="es")

    page = two.as_other().get(two.address).text

    assert '<div class="prose" lang="es" dir="auto"><p>Buenas noches</p>' in page
    assert 'name="language"' in page


def test_who_chooses_no_language_writes_in_that_of_the_page() -> None:
    two = make_two()
    send(two, two.as_asker(), text="Good night")

    assert Letter.objects.order_by("number").last().language == "en"  # type: ignore[union-attr]  # there is one


def test_an_asking_and_what_the_stewards_are_shown_say_it_too() -> None:
    two = make_two(accepted=False)
    other = make_member(two.space)
    url = reverse("forum:ask", args=[two.space.slug, other.id])
    sent = {"text": "¿Hablamos?", "language": "es", "idempotency_key": "c" * 32}
    page = signed_in(two.asker).post(url, sent, follow=True)
    assert '<div class="prose" lang="es" dir="auto"><p>¿Hablamos?</p>' in page.text

    showing = page.redirect_chain[-1][0] + "report/"

    assert '<span lang="es" dir="auto">¿Hablamos?' in signed_in(other).get(showing).text


def test_messages_of_somebody_muted_are_folded_and_nothing_lights_up() -> None:
    two = make_two()
    go_round()
    Notice.objects.all().delete()
    mute(two.other, two.asker)
    make_letter(two, two.asker, "the lighthouse")
    go_round()

    page = two.as_other().get(two.address).text
    fold = page.rindex("<summary>Words from Ash, folded as you asked</summary>")

    assert fold < page.index("the lighthouse") < page.index("</details>", fold)
    assert not Notice.objects.exists()
    own = two.as_asker().get(two.address).text
    assert "folded as you asked" not in own
    assert "the lighthouse" in own


def test_a_muted_persons_message_is_not_marked_as_new_in_the_list() -> None:
    two = make_two()
    url = reverse("forum:letters", args=[two.space.slug])
    make_letter(two, two.asker)
    new = '<span class="tag" data-tone="care">New</span>'
    assert new in two.as_other().get(url).text

    mute(two.other, two.asker)

    assert new not in two.as_other().get(url).text


def test_an_asking_of_somebody_muted_arrives_without_a_sound() -> None:
    two = make_two(accepted=False)
    third = make_member(two.space, "Fern")
    mute(two.other, third)
    Notice.objects.all().delete()
    go_round()
    Notice.objects.all().delete()

    asked_by(standing_of(third), two.other.id, "the lighthouse")
    go_round()

    assert not Notice.objects.exists()
    page = two.as_other().get(reverse("forum:letters", args=[two.space.slug])).text
    assert "Fern" in page


def test_a_muted_voice_is_folded_in_its_messages_too_and_its_name_is_not() -> None:
    thread = make_thread()
    me, hidden = make_member(thread.space), make_member(thread.space, "Wren")
    voice = make_voice(hidden, thread)
    side = asked_by(standing_of(me), voice.id)
    owner = standing_in_space(thread.space, hidden.person)
    accept_letters(by=owner, side=side_of(owner, side), now=SIX_PM)
    write(owner, side, "from the voice")
    named = asked_by(standing_of(me), hidden.id)
    accept_letters(by=standing_of(hidden), side=side_of(hidden, named), now=SIX_PM)
    write(standing_of(hidden), named, "from the name")

    keep_voice_apart(by=standing_of(me), voice=voice, distance=Distance.MUTE, now=SIX_PM)

    page = signed_in(me).get(address(thread.space, side.correspondence_id)).text
    assert page.index("folded as you asked") < page.index("from the voice")
    other = signed_in(me).get(address(thread.space, named.correspondence_id)).text
    assert "folded as you asked" not in other
