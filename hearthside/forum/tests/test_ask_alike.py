# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same answer, whoever is asked: who does not want it is not to be told from who does."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.forum.actions.asking import decline_letters, let_nobody_ask
from hearthside.forum.actions.letters import let_none_through
from hearthside.forum.events import LetterAsked
from hearthside.forum.listeners.letters import tell_who_is_asked
from hearthside.forum.models import LetterSide, Voice
from hearthside.forum.queries.letter_ground import own_face
from hearthside.forum.tests.builders import go_round, make_board, make_thread, unnamed_post
from hearthside.forum.tests.letter_builders import asked_by, block, make_two, make_voice, side_of
from hearthside.forum.tests.pages import signed_in
from hearthside.notices.models import Notice
from hearthside.privacy.hooks import Leave
from hearthside.spaces.actions.memberships import leave_space
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_space, standing_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted_before")]


def _anybody(space: Space, asker: Membership) -> UUID:
    return make_member(space).id


def _who_blocked(space: Space, asker: Membership) -> UUID:
    other = make_member(space)
    block(other, asker)
    return other.id


def _whom_one_blocked(space: Space, asker: Membership) -> UUID:
    other = make_member(space)
    block(asker, other)
    return other.id


def _who_wants_nobody(space: Space, asker: Membership) -> UUID:
    other = make_member(space)
    let_nobody_ask(by=standing_of(other), now=SIX_PM)
    return other.id


def _who_let_none_through(space: Space, asker: Membership) -> UUID:
    other = make_member(space)
    side = asked_by(standing_of(asker), other.id)
    let_none_through(by=standing_of(other), side=side_of(other, side), now=SIX_PM)
    side.correspondence.delete()
    return other.id


def _who_left(space: Space, asker: Membership) -> UUID:
    other = make_member(space)
    leave_space(by=standing_of(other), space=space, leave=Leave.KEEP_WORDS, now=SIX_PM)
    return other.id


def _who_was_erased(space: Space, asker: Membership) -> UUID:
    other = make_member(space)
    other_id = other.id
    other.person.delete()
    return other_id


def _who_did_not_say_adult(space: Space, asker: Membership) -> UUID:
    other = make_member(space)
    other.person.adult_said_at = None
    other.person.save(update_fields=["adult_said_at"])
    return other.id


def _nobody_at_all(space: Space, asker: Membership) -> UUID:
    return uuid4()


def _somebody_elsewhere(space: Space, asker: Membership) -> UUID:
    return make_member(make_space()).id


def _a_voice(space: Space, asker: Membership) -> UUID:
    return make_voice(make_member(space)).id


def _a_voice_of_who_wants_nobody(space: Space, asker: Membership) -> UUID:
    other = make_member(space)
    let_nobody_ask(by=standing_of(other), now=SIX_PM)
    return make_voice(other).id


def _a_voice_whose_owner_left(space: Space, asker: Membership) -> UUID:
    other = make_member(space)
    voice = make_voice(other)
    leave_space(by=standing_of(other), space=space, leave=Leave.KEEP_WORDS, now=SIX_PM)
    return voice.id


def _a_voice_that_keeps_one_apart(space: Space, asker: Membership) -> UUID:
    thread = make_thread(make_board(space))
    voice = make_voice(make_member(space), thread)
    unnamed_post(thread, asker)
    side = asked_by(standing_of(asker), voice.id, me=own_face(standing_of(asker), voice.id, None))
    owner = standing_of(Membership.objects.get(id=voice.owner))
    let_none_through(by=owner, side=side_of(owner, side), now=SIX_PM)
    side.correspondence.delete()
    return voice.id


UNREACHED: list[Callable[[Space, Membership], UUID]] = [
    _who_blocked,
    _whom_one_blocked,
    _who_wants_nobody,
    _who_let_none_through,
    _who_left,
    _who_was_erased,
    _who_did_not_say_adult,
    _nobody_at_all,
    _somebody_elsewhere,
    _a_voice_of_who_wants_nobody,
    _a_voice_whose_owner_left,
]


def _asked(make: Callable[[Space, Membership], UUID]) -> tuple[int, list[str], str]:
    """Ask somebody by the form; how many queries it took, which, and the page it led to."""
    space = make_space()
    asker = make_member(space, "Ash")
    client, other = signed_in(asker), make(space, asker)
    sent = {"text": "Hello", "called": "Wren", "idempotency_key": uuid4().hex}
    with CaptureQueriesContext(
        connection,
    ) as asking:
        answer = client.post(reverse("forum:ask", args=[space.slug, other]), sent)
    assert answer.status_code == 302
    with CaptureQueriesContext(connection) as looking:
        page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    body = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|space-\d+|person-\d+", "~", page.text)
    body = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", body)
    body = re.sub(r"<svg.*?</svg>|<time.*?</time>", "", body, flags=re.DOTALL)
    queries = [*asking.captured_queries, *looking.captured_queries]
    kinds = [re.sub(r"\s+", " ", query["sql"])[:24] for query in queries]
    return len(queries), kinds, body


def test_whoever_is_asked_the_answer_is_the_same_in_words_and_work() -> None:
    usual = _asked(_anybody)

    for make in [_a_voice, *UNREACHED]:
        assert _asked(make) == usual, make.__name__


@pytest.mark.parametrize("make", UNREACHED)
def test_an_asking_that_is_not_wanted_reaches_nobody(
    make: Callable[[Space, Membership], UUID],
) -> None:
    space = make_space()
    asker = make_member(space)
    other = make(space, asker)

    side = asked_by(standing_of(asker), other)
    tell_who_is_asked(LetterAsked(space.id, side.correspondence_id))

    theirs = LetterSide.objects.get(correspondence=side.correspondence, asked=False)
    assert theirs.kept_back
    told = Notice.objects.filter(recipient_id=other, kind="letter-asked")
    voices = (_a_voice_of_who_wants_nobody, _a_voice_whose_owner_left)
    assert told.exists() == (make in voices)  # a gap would say whose it is


def test_who_wants_nobody_to_ask_reads_of_no_asking_under_any_face() -> None:
    space = make_space()
    voice = _a_voice_of_who_wants_nobody(space, make_member(space))
    owner = Membership.objects.get(id=Voice.objects.get(id=voice).owner)

    asked_by(standing_of(make_member(space)), voice)
    go_round()

    page = signed_in(owner).get(reverse("spaces:notices", args=[space.slug]))
    assert Notice.objects.filter(recipient_id=voice).exists()
    assert page.context["page"].rows == []
    assert not standing_of(owner).has_notices
    assert not LetterSide.objects.visible_to(standing_of(owner)).exists()


def test_a_refusal_looks_to_who_asked_as_if_nobody_had_answered() -> None:
    two = make_two(accepted=False)
    before = two.as_asker().get(two.address).text

    decline_letters(by=standing_of(two.other), side=two.asked, now=SIX_PM)

    after = two.as_asker().get(two.address).text
    nonce = r'csrfmiddlewaretoken" value="\w+"'
    assert re.sub(nonce, "", after) == re.sub(nonce, "", before)


def test_a_block_after_asking_changes_nothing_that_who_asked_can_see() -> None:
    two = make_two(accepted=False)
    before = two.as_asker().get(two.address).text

    block(two.other, two.asker)

    nonce = r'csrfmiddlewaretoken" value="\w+"'
    after = two.as_asker().get(two.address).text
    assert re.sub(nonce, "", after) == re.sub(nonce, "", before)
    assert two.as_other().get(two.address).status_code == 404


def test_the_form_for_somebody_one_does_not_meet_is_the_page_of_nothing() -> None:
    space = make_space()
    asker = make_member(space)
    client = signed_in(asker)
    nothing = client.get(reverse("forum:ask", args=[space.slug, uuid4()]))

    for make in (_who_blocked, _who_left, _who_was_erased, _somebody_elsewhere):
        page = client.get(reverse("forum:ask", args=[space.slug, make(space, asker)]))
        assert page.status_code == nothing.status_code == 404
        assert page.content == nothing.content


def test_a_form_that_comes_back_names_nobody_whom_one_does_not_meet() -> None:
    """Or an id of another space, or of who blocks one, would be answered with a name."""
    here, elsewhere = make_space(), make_member(make_space(), "Hidden Heron")
    client = signed_in(make_member(here))

    page = client.post(
        reverse("forum:ask", args=[here.slug, elsewhere.id]), {"text": "ring +44 20 7946 0958"}
    )

    assert page.status_code == 422
    assert "Hidden Heron" not in page.text


@pytest.mark.parametrize("make", [_a_voice_that_keeps_one_apart])
def test_a_voice_that_lets_somebody_not_through_is_not_reached_by_them(
    make: Callable[[Space, Membership], UUID],
) -> None:
    space = make_space()
    asker = make_member(space)
    other = make(space, asker)
    standing = standing_of(asker)

    side = asked_by(standing, other, me=own_face(standing, other, None))

    assert LetterSide.objects.get(correspondence=side.correspondence, asked=False).kept_back
