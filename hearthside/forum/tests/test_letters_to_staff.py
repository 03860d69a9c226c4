# SPDX-License-Identifier: AGPL-3.0-or-later
"""What anybody but the two can ever read of a correspondence."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

import hearthside
from hearthside.core.paging import Window
from hearthside.core.verdicts import Refused
from hearthside.forum.actions.asking import accept_letters
from hearthside.forum.actions.letter_reports import Showing, show_to_stewards
from hearthside.forum.actions.letters_leaving import let_letters_go, purge_letters
from hearthside.forum.models import Going, Letter, LetterExcerpt, LetterSide
from hearthside.forum.queries.letters import letter_list
from hearthside.forum.tests.letter_builders import (
    asked_by,
    make_letter,
    make_two,
    make_voice,
    side_of,
)
from hearthside.forum.tests.pages import signed_in
from hearthside.moderation.models import Concerning, Report
from hearthside.people.models import Person
from hearthside.privacy.actions.leaving import leave
from hearthside.privacy.hooks import Leave, Subject
from hearthside.privacy.queries import export
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_keeper,
    make_member,
    make_steward,
    standing_of,
)
from hearthside.spaces.tests.builders import signed_in as browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted_before")]
SECRET = "the lighthouse was dark that night"
THEIRS = "I know where you live"


def _pages(space: str) -> list[str]:
    """Every address of the product that takes nothing but a space, or nothing at all."""
    found = []
    for name in ("forum", "spaces", "moderation", "privacy", "directory"):
        patterns = get_resolver().namespace_dict[name][1].reverse_dict
        for known in patterns:
            for args in ([space], []):
                try:
                    found.append(reverse(f"{name}:{known}", args=args))
                except NoReverseMatch:
                    continue
    return found


def test_no_page_of_a_steward_or_a_keeper_has_a_word_of_it() -> None:
    two = make_two(text=SECRET)
    steward, keeper = make_steward(two.space), make_keeper()
    pages = _pages(two.space.slug)
    pages += [
        reverse("spaces:member", args=[two.space.slug, two.asker.id]),
        reverse("spaces:staff_page", args=[two.space.slug, two.asker.id]),
        two.address,
    ]
    assert reverse("forum:letters", args=[two.space.slug]) in pages

    for person in (steward.person, keeper.person):
        client = browser_of(person)
        for page in pages:
            assert SECRET not in client.get(page).text, page
    assert not letter_list(standing_of(steward), Window()).rows


def test_there_is_no_other_way_to_the_words() -> None:
    """Only the files of messages name their tables: no admin, no search, no page for staff."""
    root = Path(hearthside.__file__).parent
    named = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if "forum.models" in path.read_text()
        if re.search(r"\bLetter\b|\bLetterSide\b|\bCorrespondence\b", path.read_text())
    }

    assert {name for name in named if "tests/" not in name and "migrations/" not in name} <= {
        "config/demo/letters.py",  # plays made-up people; a demo refuses where a real one lives
        "forum/actions/_letters.py",
        "forum/actions/asking.py",
        "forum/actions/letter_reports.py",
        "forum/actions/letters.py",
        "forum/actions/letters_leaving.py",
        "forum/listeners/letters.py",
        "forum/models/__init__.py",
        "forum/models/letters.py",
        "forum/queries/letter_ground.py",
        "forum/queries/letters.py",
        "forum/queries/letters_export.py",
        "forum/rules/letters.py",
        "forum/views/asking.py",
        "forum/views/letter_deeds.py",
        "forum/views/letters.py",
    }


# --- a report --------------------------------------------------------------------------


def test_without_consent_nothing_is_shown() -> None:
    two = make_two(text=SECRET)
    showing = Showing(frozenset([1]), Concerning.UNKIND, consents=False)

    with pytest.raises(Refused) as refused:
        show_to_stewards(by=standing_of(two.other), side=two.asked, showing=showing, now=SIX_PM)

    assert refused.value.code == "no-consent"
    assert not LetterExcerpt.objects.exists()


def test_numbers_that_no_page_offers_break_nothing() -> None:
    two = make_two(text=SECRET)
    url = reverse("forum:letter_showing", args=[two.space.slug, two.asked.correspondence_id])

    answer = two.as_other().post(url, {"lines": ["9" * 5_000, "-1", "one", "1"], "text": "Look"})

    assert answer.status_code == 422  # nothing was said yet of what is wrong
    assert re.search(r'name="lines" value="1" checked', answer.text)
    assert "Look" in answer.text


def test_the_stewards_read_the_lines_that_were_chosen_and_no_other() -> None:
    two = make_two(text=SECRET)
    make_letter(two, two.asker, THEIRS)
    url = reverse("forum:letter_showing", args=[two.space.slug, two.asked.correspondence_id])
    sent = {"lines": ["2"], "concerning": "contact", "consents": "on", "text": "It scares me."}

    answer = two.as_other().post(url, sent)

    assert answer.status_code == 302
    report = Report.objects.get()
    steward = signed_in(make_steward(two.space))
    page = steward.get(reverse("moderation:report", args=[two.space.slug, report.id])).text
    assert THEIRS in page
    assert "It scares me." in page
    assert SECRET not in page
    assert two.as_asker().get(two.address).text.count(THEIRS) == 1


def test_what_was_shown_stays_when_the_conversation_is_gone_and_goes_after_a_year() -> None:
    two = make_two(text=THEIRS)
    showing = Showing(frozenset([1]), Concerning.UNKIND, consents=True)
    show_to_stewards(by=standing_of(two.other), side=two.asked, showing=showing, now=SIX_PM)
    Letter.objects.all().delete()

    purge_letters(now=SIX_PM + timedelta(days=364))
    assert LetterExcerpt.objects.count() == 1
    purge_letters(now=SIX_PM + timedelta(days=365))
    assert not LetterExcerpt.objects.exists()


def test_an_excerpt_says_nothing_of_the_face_of_who_showed_it() -> None:
    hidden = make_member()
    voice, other = make_voice(hidden), make_member(hidden.space)
    standing = standing_of(hidden)
    side = side_of(standing, asked_by(standing_of(other), voice.id, THEIRS))

    showing = Showing(frozenset([1]), Concerning.UNKIND, consents=True)
    show_to_stewards(by=standing, side=side, showing=showing, now=SIX_PM)

    excerpt = LetterExcerpt.objects.get()
    assert excerpt.about_face == other.id
    report = Report.objects.get()
    assert report.about_id == other.id
    for told in (str(voice.id), str(hidden.id), voice.name):
        assert told not in str(vars(excerpt))
        assert told not in str(vars(report))


# --- leaving and taking along ----------------------------------------------------------


def test_an_export_has_ones_own_words_and_not_the_others() -> None:
    two = make_two(text=SECRET)
    make_letter(two, two.other, THEIRS)

    mine = str([part.rows for part in export(Subject(two.asker.person_id))])

    assert SECRET in mine
    assert THEIRS not in mine
    assert "Wren" in mine


@pytest.mark.parametrize("how", list(Leave))
def test_who_leaves_takes_the_words_along_or_leaves_them_without_a_name(how: Leave) -> None:
    two = make_two(text=SECRET)
    make_letter(two, two.other, THEIRS)
    client, address = two.as_other(), two.address

    leave(person=Person.objects.get(id=two.asker.person_id), how=how, now=SIX_PM)

    page = client.get(address).text
    assert (SECRET in page) == (how == Leave.KEEP_WORDS)
    assert THEIRS in page
    assert "Ash" not in page
    assert 'name="text"' not in page


@pytest.mark.parametrize("how", list(Leave))
def test_what_a_voice_wrote_goes_at_an_instant_of_its_own(how: Leave) -> None:
    hidden = make_member()
    voice, other = make_voice(hidden), make_member(hidden.space)
    side = asked_by(standing_of(hidden), other.id, SECRET, me=voice.id)
    accept_letters(by=standing_of(other), side=side_of(other, side), now=SIX_PM)

    leave(person=hidden.person, how=how, now=SIX_PM)
    assert side_of(other, side).correspondence.state == "open"

    for going in Going.objects.all():
        let_letters_go(going_id=going.id, leave=how, now=SIX_PM + timedelta(days=3))

    assert side_of(other, side).correspondence.state == "ended"
    assert not LetterSide.objects.filter(face=voice.id).exists()
    words = Letter.objects.get().words
    assert (words == SECRET) == (how == Leave.KEEP_WORDS)


def test_who_leaves_takes_an_asking_along() -> None:
    two = make_two(accepted=False)
    client, address = two.as_other(), two.address

    leave(person=Person.objects.get(id=two.asker.person_id), how=Leave.KEEP_WORDS, now=SIX_PM)

    assert client.get(address).status_code == 404


def test_to_who_asked_it_makes_no_difference_that_the_other_left() -> None:
    two = make_two(accepted=False)
    client, address = two.as_asker(), two.address
    before = client.get(address).text

    leave(person=Person.objects.get(id=two.other.person_id), how=Leave.ERASE_ALL, now=SIX_PM)

    nonce = r'csrfmiddlewaretoken" value="\w+"'
    assert re.sub(nonce, "", client.get(address).text) == re.sub(nonce, "", before)


def test_what_was_shown_to_the_stewards_goes_with_whoever_wrote_it() -> None:
    two = make_two(text=THEIRS)
    make_letter(two, two.other, SECRET)
    showing = Showing(frozenset([1, 2]), Concerning.UNKIND, consents=True)
    show_to_stewards(by=standing_of(two.other), side=two.asked, showing=showing, now=SIX_PM)

    leave(person=Person.objects.get(id=two.asker.person_id), how=Leave.ERASE_ALL, now=SIX_PM)
    assert THEIRS not in LetterExcerpt.objects.get().lines
    assert SECRET in LetterExcerpt.objects.get().lines

    leave(person=Person.objects.get(id=two.other.person_id), how=Leave.ERASE_ALL, now=SIX_PM)
    assert SECRET not in LetterExcerpt.objects.get().lines
