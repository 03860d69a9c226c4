# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.core.paging import Key
from hearthside.notices.models import Notice
from hearthside.notices.tests.builders import make_notice, telling_to
from hearthside.privacy.hooks import Leave, Subject, claimed, erase, export_of
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_person, make_space

pytestmark = pytest.mark.django_db

HERE = "/s/riverside/conversations/1/"


def list_of(member: Membership) -> str:
    return reverse("spaces:notices", args=[member.space.slug])


def tell(member: Membership, subject_id: UUID | None = None) -> Notice:
    telling = telling_to(
        member.id, space_id=member.space_id, subject_id=subject_id, path=f"{HERE}?x=1#words"
    )
    return make_notice(telling)


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def test_the_list_shows_what_is_new_and_what_is_known() -> None:
    member = make_member()
    known, new = tell(member), tell(member)
    Notice.objects.filter(id=known.id).update(seen_at=SIX_PM)

    page = signed_in(member).get(list_of(member))

    told = {row.id: row.is_new for row in page.context["page"].rows}
    assert told == {known.id: False, new.id: True}
    assert b"answers: 1" in page.content


def test_looking_at_the_list_marks_nothing() -> None:
    member = make_member()
    tell(member)

    signed_in(member).get(list_of(member))

    assert Notice.objects.filter(seen_at=None).count() == 1


def test_opening_a_notice_marks_it_and_goes_on_to_the_thing() -> None:
    member = make_member()
    notice = tell(member)

    answer = signed_in(member).get(reverse("spaces:notice", args=[member.space.slug, notice.id]))

    notice.refresh_from_db()
    assert answer.headers["Location"] == f"{HERE}?x=1#words"
    assert notice.seen_at is not None


def test_a_path_that_leads_out_of_the_house_is_not_followed() -> None:
    member = make_member()
    notice = tell(member)
    Notice.objects.update(path="//example.org/")

    answer = signed_in(member).get(reverse("spaces:notice", args=[member.space.slug, notice.id]))

    assert answer.headers["Location"] == list_of(member)


def test_marking_all_as_read_spares_what_came_since() -> None:
    member = make_member()
    shown, since = tell(member), tell(member)
    Notice.objects.filter(id=since.id).update(at=SIX_PM + timedelta(minutes=1))
    until = str(Key(shown.at, shown.id))

    answer = signed_in(member).post(f"{list_of(member)}reading/", {"until": until})

    assert answer.headers["Location"] == list_of(member)
    assert list(Notice.objects.filter(seen_at=None)) == [since]


def test_marking_all_without_a_list_marks_nothing() -> None:
    member = make_member()
    tell(member)

    signed_in(member).post(f"{list_of(member)}reading/", {"until": "soon"})

    assert Notice.objects.filter(seen_at=None).count() == 1


def test_an_empty_list_says_what_it_is_for() -> None:
    member = make_member()

    page = signed_in(member).get(list_of(member))

    assert page.status_code == 200
    assert b"empty-state" in page.content


def test_nobody_reads_or_opens_the_notice_of_another() -> None:
    member = make_member()
    notice = tell(member)
    neighbour, elsewhere = make_member(member.space), make_member()
    at = reverse("spaces:notice", args=[member.space.slug, notice.id])

    assert signed_in(neighbour).get(list_of(member)).context["page"].rows == []
    assert signed_in(neighbour).get(at).status_code == 404
    assert signed_in(elsewhere).get(at).status_code == 404
    assert signed_in(elsewhere).get(list_of(member)).status_code == 404
    assert Client().get(list_of(member)).status_code == 404
    assert Notice.objects.filter(seen_at=None).count() == 1


def test_the_notices_of_one_space_are_not_shown_in_another() -> None:
    person = make_person()
    here, there = (make_member(make_space(), person=person) for _ in range(2))
    notice = tell(here)

    at = reverse("spaces:notice", args=[there.space.slug, notice.id])

    assert signed_in(there).get(list_of(there)).context["page"].rows == []
    assert signed_in(there).get(at).status_code == 404


@pytest.mark.parametrize("method", ["get", "put"])
def test_marking_all_is_a_post(method: str) -> None:
    member = make_member()

    answer = getattr(signed_in(member), method)(f"{list_of(member)}reading/")

    assert answer.status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_list() -> None:
    member = make_member()
    client = signed_in(member)
    tell(member)
    with CaptureQueriesContext(connection) as few:
        client.get(list_of(member))
    for _ in range(10):
        tell(member)

    with CaptureQueriesContext(connection) as many:
        client.get(list_of(member))

    assert len(many) == len(few) <= 4


def test_notices_are_exported_with_the_person_and_go_with_them() -> None:
    member, other = make_member(), make_member()
    tell(member), tell(other)
    subject = Subject(member.person_id)

    parts = [part for answer in export_of.ask(subject) for part in answer if part.name == "notices"]
    assert [row["words"] for part in parts for row in part.rows] == ["answers: 1"]

    erase.ask(subject, Leave.KEEP_WORDS, SIX_PM)

    assert "notices.Notice" in claimed
    assert [notice.recipient_id for notice in Notice.objects.order_by("id")] == [other.id]


def test_leaving_one_space_erases_the_notices_of_that_space_only() -> None:
    person = make_person()
    here, there = (make_member(make_space(), person=person) for _ in range(2))
    tell(here), tell(there)

    erase.ask(Subject(person.id, here.id), Leave.KEEP_WORDS, SIX_PM)

    assert [notice.recipient_id for notice in Notice.objects.order_by("id")] == [there.id]
