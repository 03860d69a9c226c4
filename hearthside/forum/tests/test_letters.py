# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages between two people: written, sealed, linked, and read by nobody else."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from hearthside.core import clock
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.drafts import Unsent, keep_draft
from hearthside.forum.actions.letters import (
    agree_to_links,
    do_without_links,
    end_letters,
    put_letters_away,
    write_letter,
)
from hearthside.forum.models import Draft, Letter
from hearthside.forum.tests.letter_builders import make_letter, make_two, message
from hearthside.forum.tests.pages import signed_in
from hearthside.ledger.tasks import run_courier_once
from hearthside.notices.models import Notice
from hearthside.spaces.models import Grant, Role
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted_before")]
NUMBER = "ring me at +44 20 7946 0958"


# --- writing ---------------------------------------------------------------------------


def test_nobody_writes_before_the_other_said_yes() -> None:
    two = make_two(accepted=False)

    for member in (two.asker, two.other):
        with pytest.raises(Refused) as refused:
            make_letter(two, member)
        assert refused.value.code == "not-open"


def test_after_a_yes_both_write_and_each_hears_of_the_other() -> None:
    two = make_two()
    make_letter(two, two.asker, "from Ash")
    make_letter(two, two.other, "from Wren")

    run_courier_once()

    for member in (two.asker, two.other):
        page = signed_in(member).get(two.address).text
        assert "from Ash" in page
        assert "from Wren" in page
    kinds = Notice.objects.filter(recipient_id=two.asker.id).values_list("kind", flat=True)
    assert set(kinds) == {"letter-accepted", "letter-new"}


def test_words_are_sealed_at_rest() -> None:
    two = make_two(text="the first words")
    make_letter(two, two.asker, "the lighthouse was dark")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM forum_letter")
        rows = str([[bytes(v) if isinstance(v, memoryview) else v for v in r] for r in cursor])

    assert "lighthouse" not in rows
    assert "first words" not in rows


def test_a_form_sent_twice_writes_once() -> None:
    two = make_two()
    said = message("once")

    for _ in range(2):
        write_letter(by=standing_of(two.asker), side=two.asking, message=said, now=SIX_PM)

    assert Letter.objects.filter(side=two.asking, once=said.once).count() == 1


def test_what_was_kept_while_writing_goes_with_the_sending_and_does_not_come_back() -> None:
    two = make_two()
    standing, place = standing_of(two.asker), f"letter:{two.asking.correspondence_id}"
    said = message("half of it and the rest")
    keep_draft(by=standing, unsent=Unsent("half of it", place, said.once), now=SIX_PM)
    assert "half of it" in two.as_asker().get(two.address).text

    write_letter(by=standing, side=two.asking, message=said, now=SIX_PM)
    keep_draft(by=standing, unsent=Unsent("half of it", place, said.once), now=SIX_PM)

    assert not Draft.objects.exists()


def test_a_message_is_new_until_its_page_was_opened_and_the_other_never_learns_it() -> None:
    two = make_two()
    make_letter(two, two.asker)
    run_courier_once()
    listed = reverse("forum:letters", args=[two.space.slug])
    assert ">New<" in two.as_other().get(listed).text
    before = two.as_asker().get(two.address).text

    two.as_other().get(two.address)

    assert ">New<" not in two.as_other().get(listed).text
    assert not Notice.objects.filter(recipient_id=two.other.id, seen_at=None).exists()
    assert _plain(two.as_asker().get(two.address).text) == _plain(before)


def test_by_htmx_the_new_words_come_alone_with_an_emptied_form() -> None:
    two = make_two()
    url = reverse("forum:letter_words", args=[two.space.slug, two.asking.correspondence_id])

    answer = two.as_asker().post(
        url, {"text": "by htmx", "last": "1"}, headers={"HX-Request": "true"}
    )

    assert "by htmx" in answer.text
    assert "<html" not in answer.text
    assert 'hx-swap-oob="true"' in answer.text


def _plain(page: str) -> str:
    return "\n".join(
        line for line in page.splitlines() if "csrf" not in line and "<svg" not in line
    )


def test_many_messages_come_page_by_page() -> None:
    two = make_two()
    for number in range(55):
        make_letter(two, two.asker, f"message {number:02d}", now=clock.now())

    last, earlier = (two.as_other().get(two.address + query).text for query in ("", "?before=7"))

    assert "message 54" in last
    assert "message 00" not in last
    assert "message 00" in earlier
    assert "message 54" not in earlier


def test_who_rests_from_writing_to_somebody_still_writes_to_a_steward() -> None:
    two = make_two()
    standing = standing_of(two.asker)
    resting = replace(standing, restrictions=frozenset({f"contact:{two.other.id}"}))

    with pytest.raises(Refused) as refused:
        write_letter(by=resting, side=two.asking, message=message(), now=SIX_PM)
    assert refused.value.verdict.code == "restricted"

    Grant.objects.create(membership=two.other, role=Role.STEWARD, since=SIX_PM)
    assert write_letter(by=resting, side=two.asking, message=message(), now=SIX_PM)


# --- contact details -------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["form", "htmx"])
def test_a_message_with_a_number_is_sent_once_the_sender_says_so(headers: dict[str, str]) -> None:
    two = make_two()
    url = reverse("forum:letter_words", args=[two.space.slug, two.asking.correspondence_id])
    client, sent = two.as_asker(), {"text": NUMBER, "idempotency_key": uuid4().hex}

    tip = client.post(url, sent, headers=headers)

    assert tip.status_code == 422
    assert 'name="as_it_is"' in tip.text
    assert NUMBER in tip.text
    assert NUMBER not in two.as_other().get(two.address).text
    client.post(url, {**sent, "as_it_is": "yes"}, headers=headers)
    assert NUMBER in two.as_other().get(two.address).text


def test_the_tip_comes_before_an_asking_with_an_address_too() -> None:
    two = make_two(accepted=False)
    stranger = signed_in(make_member(two.space))
    url = reverse("forum:ask", args=[two.space.slug, two.other.id])
    sent = {"text": "write to wren@example.org", "idempotency_key": uuid4().hex}

    tip = stranger.post(url, sent)

    assert tip.status_code == 422
    assert "write to wren@example.org" in tip.text
    assert stranger.post(url, {**sent, "as_it_is": "yes"}).status_code == 302


# --- links -----------------------------------------------------------------------------


def test_a_link_waits_with_its_words_until_both_agreed() -> None:
    two = make_two()
    client = two.as_asker()
    url = reverse("forum:letter_words", args=[two.space.slug, two.asking.correspondence_id])
    sent = {"text": "see https://example.org/walks", "idempotency_key": uuid4().hex}

    refused = client.post(url, sent)

    assert refused.status_code == 422
    assert "https://example.org/walks" in refused.text
    links = reverse("forum:letter_links", args=[two.space.slug, two.asking.correspondence_id])
    assert links in refused.text
    client.post(links)
    assert client.post(url, sent).status_code == 422
    agree_to_links(by=standing_of(two.other), side=two.asked, now=SIX_PM)
    assert client.post(url, sent).status_code == 302
    assert 'href="https://example.org/walks"' in two.as_other().get(two.address).text


def test_who_takes_their_agreement_back_meets_addresses_as_words() -> None:
    two = make_two()
    agree_to_links(by=standing_of(two.asker), side=two.asking, now=SIX_PM)
    agree_to_links(by=standing_of(two.other), side=two.asked, now=SIX_PM)
    make_letter(two, two.asker, "see https://example.org/walks")

    do_without_links(by=standing_of(two.other), side=two.asked, now=SIX_PM)

    page = two.as_other().get(two.address).text
    assert "https://example.org/walks" in page
    assert 'href="https://example.org/walks' not in page


# --- nobody else -----------------------------------------------------------------------


@pytest.mark.parametrize("who", ["member", "steward"])
def test_to_everybody_else_there_is_no_such_page(who: str) -> None:
    two = make_two()
    make = make_member if who == "member" else make_steward
    client = signed_in(make(two.space))
    nothing = client.get("/nowhere/")

    for name in ("letter", "letter_showing"):
        page = client.get(
            reverse(f"forum:{name}", args=[two.space.slug, two.asking.correspondence_id])
        )
        assert page.status_code == 404
        assert page.content == nothing.content


def test_nobody_acts_on_the_side_of_another() -> None:
    two = make_two()
    steward = standing_of(make_steward(two.space))

    for action in (end_letters, agree_to_links, put_letters_away):
        with pytest.raises(Refused) as refused:
            action(by=steward, side=two.asking, now=SIX_PM)
        assert refused.value.code == "not-here"
