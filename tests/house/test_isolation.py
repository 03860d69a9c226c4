# SPDX-License-Identifier: AGPL-3.0-or-later
"""For every address and everybody: they find what the table says, and a new address has a row."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from hearthside.core import clock
from tests.community import Community, make_community
from tests.house.isolation_cast import (
    CAST,
    Address,
    addresses,
    ask,
    device_of,
    filling,
    in_words,
)
from tests.house.isolation_matrix import MATRIX, Row

pytestmark = pytest.mark.django_db

ADDRESSES = [address for address in addresses() if address.name in MATRIX]
OURS = [address for address in ADDRESSES if not address.name.startswith(("account_", "mfa_"))]
"""Without allauth's pages, which look at who asks before they look at the method."""
IN_A_SPACE = [address for address in ADDRESSES if "space" in address.takes]
_OF_NOBODY_ELSE = {"space", "kind", "place", "kept_id", "asked"}
"""What is found together with who asks, so that another's is an empty page in every space."""
OF_ONE_SPACE = [address for address in IN_A_SPACE if set(address.takes) - _OF_NOBODY_ELSE]
SAID_TO_NOBODY = {("forum:ask", "POST")}
"""To ask somebody who is not there is answered as it is for everybody, or it would tell."""
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class World:
    """A community, and everybody's browser."""

    made: Community
    devices: Mapping[str, Client]
    nowhere: Mapping[str, bytes]
    """The page for an address that does not exist, as each of the cast sees it."""

    def body(self, row: Row) -> dict[str, str]:
        """The row's form, filled in."""
        filled = asdict(self.made) | {"today": str(clock.now().date())}
        return {name: value.format(**filled) for name, value in row.body.items()}


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, usual_help_pages: Path
) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_community(clock.now())
        shutil.rmtree(usual_help_pages, ignore_errors=True)  # as they go after every test
        devices = {who: device_of(who) for who in CAST}
        nowhere = {who: ask(devices[who], "GET", "/nowhere/").getvalue() for who in CAST}
        yield World(made, devices, nowhere)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def nothing_counted_before(world: World) -> None:
    """Limits start anew with each address."""
    cache.clear()


def test_every_address_has_its_row() -> None:
    known = {address.name for address in addresses()}

    assert not known - MATRIX.keys(), (
        f"{sorted(known - MATRIX.keys())}: say in tests/house/isolation_matrix.py what each of "
        "the cast gets there"
    )
    assert not MATRIX.keys() - known, f"no such address: {sorted(MATRIX.keys() - known)}"


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_everybody_finds_what_the_table_says(world: World, address: Address) -> None:
    row, url = MATRIX[address.name], address.url(filling(world.made, address.name))
    for method, cells in (("GET", row.get), ("POST", row.post)):
        if not cells:
            continue
        body = world.body(row) if method == "POST" else None
        found = {who: ask(world.devices[who], method, url, body) for who in CAST}
        assert " ".join(in_words(answer) for answer in found.values()) == cells, method
        for who, answer in found.items():
            if answer.status_code == 404 and method == "GET" and "link" not in address.name:
                assert answer.getvalue() == world.nowhere[who], f"{who} can tell it from nothing"


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_other_methods_are_not_taken(world: World, address: Address) -> None:
    row, url = MATRIX[address.name], address.url(filling(world.made, address.name))
    allowed = {name for name, cells in (("GET", row.get), ("POST", row.post)) if cells}
    for method in METHODS:
        if method not in allowed:
            answer = ask(world.devices["steward"], method, url)
            assert in_words(answer) == "405", method


@pytest.mark.parametrize("address", IN_A_SPACE, ids=lambda address: address.name)
def test_an_unlisted_space_is_nowhere(world: World, address: Address) -> None:
    unlisted = filling(world.made, address.name) | {"space": world.made.other_space}
    for who in ("stranger", "member", "steward"):
        for method, cells in (
            ("GET", MATRIX[address.name].get),
            ("POST", MATRIX[address.name].post),
        ):
            if cells:
                answer = ask(world.devices[who], method, address.url(unlisted))
                assert answer.status_code == 404, f"{who}, {method}"


@pytest.mark.parametrize("address", OF_ONE_SPACE, ids=lambda address: address.name)
def test_what_is_in_one_space_is_nowhere_in_another(world: World, address: Address) -> None:
    """A steward of one space asks there for what stands in another."""
    crossed = filling(world.made, address.name) | {"space": world.made.other_space}
    row = MATRIX[address.name]
    for method, cells in (("GET", row.get), ("POST", row.post)):
        if cells and (address.name, method) not in SAID_TO_NOBODY:
            body = world.body(row) if method == "POST" else None
            answer = ask(world.devices["outsider"], method, address.url(crossed), body)
            assert answer.status_code == 404, method
