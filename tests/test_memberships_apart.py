# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two memberships of one person share nothing: `Membership.person` is the one plain key between
them, and no page of anybody who is in both spaces says that they are one person's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from random import Random
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from hearthside.core import clock
from hearthside.core.faces import face_svg
from hearthside.forum.models import Board, Thread
from hearthside.people.models import Person
from hearthside.spaces.models import Membership, Role, Space
from hearthside.spaces.tests.builders import (
    SIX_PM,
    make_keeper,
    make_member,
    make_organisation,
    make_person,
    make_space,
)
from tests.house.isolation_cast import addresses
from tests.linkage.acts import Steps, courier

pytestmark = pytest.mark.django_db

NAMES = {"work": "Otter at the mill", "church": "Lark of the hill"}
_LONG = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,64}")


def _lived(patch: pytest.MonkeyPatch) -> tuple[Person, dict[str, Membership], dict[str, Client]]:
    """One person in two spaces of two organisations, and Vera, a steward, who is in both, too."""
    time = Steps(SIX_PM + timedelta(days=1))
    patch.setattr(clock, "now", time)
    patch.setattr("hearthside.notices.actions.outward._random", Random(7))
    one, vera, keeper = (
        make_person("seen-by-nobody"),
        make_person("vera"),
        make_keeper(make_person("keeper")),
    )
    members: dict[str, Membership] = {}
    at = {name: Client() for name in ("one", "vera", "keeper")}
    assert keeper.person is not None
    for name, person in (("one", one), ("vera", vera), ("keeper", keeper.person)):
        at[name].force_login(person)
    for slug, name in NAMES.items():
        time.on(90)
        space = make_space(organisation=make_organisation(slug))
        Space.objects.filter(id=space.id).update(slug=slug)
        space.refresh_from_db()
        members[slug] = make_member(space, name, person=one)
        make_member(space, f"Vera {slug}", person=vera, role=Role.STEWARD)
        board = Board.objects.create(space=space, slug="nights", name="Nights")
        for number, more in enumerate(({}, {"unnamed": "on"})):
            time.on()
            form = {"text": f"Words {number} in {slug}", "idempotency_key": uuid4().hex}
            page = reverse("forum:new_thread", args=[slug, board.slug])
            assert at["one"].post(page, form | more).status_code == 302
        time.on()
        for thread in Thread.objects.filter(space=space).order_by("opened_at"):
            answer = {"text": "I hear you.", "idempotency_key": thread.id.hex}
            at["vera"].post(reverse("forum:replies", args=[slug, thread.id]), answer)
        courier()
        time.on()
        at["one"].get(reverse("forum:mine", args=[slug]))
        at["one"].get(reverse("spaces:notices", args=[slug]))
    return one, members, at


def _rows_about(start: Membership) -> Iterator[tuple[str, str, object]]:
    """Every value of every row that leads to a membership, over keys and over plain ids."""
    known, seen = {start.id.hex}, set[tuple[str, object]]()
    found = True
    while found:
        found = False
        for model in apps.get_models():
            if model in (Space, Person) or model._meta.app_label in ("auth", "contenttypes"):
                continue
            for row in model.objects.order_by("pk").values():  # type: ignore[attr-defined]
                mark = (model._meta.label, row[model._meta.pk.attname])
                text = " ".join(str(value) for value in row.values()).replace("-", "")
                if mark in seen or not any(one in text for one in known):
                    continue
                seen.add(mark)
                found = True
                if isinstance(row[model._meta.pk.attname], type(start.id)):
                    known.add(row[model._meta.pk.attname].hex)
                yield from ((model._meta.label, name, value) for name, value in row.items())


def _tells(value: object) -> bool:
    """Whether a value is one that two rows do not share by chance."""
    if isinstance(value, bytes | memoryview):
        return len(bytes(value)) > 8
    return bool(_LONG.search(str(value))) or hasattr(value, "microsecond")


def test_only_the_person_is_shared_between_the_rows_of_two_memberships(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _one, members, _at = _lived(monkeypatch)
    space_ids = {str(member.space_id) for member in members.values()}

    values = {
        slug: {
            str(value if not isinstance(value, memoryview) else bytes(value)): (label, name)
            for label, name, value in _rows_about(member)
            if _tells(value) and value != SIX_PM  # when all people came to be here
        }
        for slug, member in members.items()
    }

    assert all(len(found) > 20 for found in values.values())
    shared = values["work"].keys() & values["church"].keys() - space_ids
    assert {values["work"][each] for each in shared} == {("spaces.Membership", "person_id")}


def test_no_model_but_the_membership_leads_from_a_space_to_an_account() -> None:
    leading = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Person
        if any(f.name == "space" for f in model._meta.get_fields())
    }
    # Who asks to be let in is no member yet; the row goes once they are in and leave again.
    assert leading == {"spaces.Membership.person", "spaces.JoinRequest.person"}


def _urls(filled: dict[str, object], theirs: Membership) -> Iterator[tuple[str, bool]]:
    """Every address of a space, as it is and with the membership of the other space in it."""
    for address in addresses():
        within = {"space", "space_id"} & set(address.takes)
        if within and set(address.takes) <= filled.keys():
            yield address.url(filled), True
            yield address.url(filled | {"member_id": theirs.id}), "member_id" not in address.takes


def test_no_page_of_somebody_who_is_in_both_spaces_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    person, members, at = _lived(monkeypatch)
    secrets = [str(person.id), person.id.hex, person.sign_in_name]
    shown = 0

    for slug, other in (("work", "church"), ("church", "work")):
        own, theirs = members[slug], members[other]
        thread = Thread.objects.filter(space=own.space, author__unnamed=False).first()
        assert thread is not None
        filled: dict[str, object] = {
            "space": slug,
            "board": "nights",
            "thread_id": thread.id,
            "post_id": thread.posts.order_by("written_at")[0].id,
            "member_id": own.id,
            "face_id": own.id,
            "space_id": own.space_id,
            "organisation_id": own.space.organisation_id,
        }
        for who, (url, is_own) in product(("vera", "keeper"), _urls(filled, theirs)):
            answer = at[who].get(url)
            text = f"{answer.headers} {b''.join(answer).decode(errors='replace')}"
            shown += answer.status_code == 200
            hidden = [*secrets, theirs.name, str(theirs.space_id)]
            hidden += [str(theirs.id)] if is_own else []
            assert not [each for each in hidden if each in text], (who, url)
    assert shown > 60


def test_faces_and_whatever_is_cached_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    person, members, _at = _lived(monkeypatch)
    work, church = members["work"], members["church"]

    assert work.face != church.face
    assert face_svg("one seed") != face_svg("another seed")
    kept = " ".join(map(str, getattr(caches["fragments"], "_cache", {})))
    assert person.id.hex not in kept.replace("-", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM spaces_otherfaces")
        assert cursor.fetchone()[0] == 2  # two rows under two keys, for one person's voices
