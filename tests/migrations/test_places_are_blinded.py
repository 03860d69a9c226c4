# SPDX-License-Identifier: AGPL-3.0-or-later
"""What readers kept before places had blind keys is theirs afterwards."""

from __future__ import annotations


import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hearthside.core.crypto.keyring import keyring
from hearthside.core.crypto.padding import read_ids
from hearthside.forum.models import Place, Shelf
from hearthside.forum.queries.places import place_key, shelf_key
from hearthside.forum.tests.builders import make_board, make_post, make_thread
from hearthside.spaces.tests.builders import SIX_PM, make_member

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_read_followed_and_hidden_is_found_again(before: MigrationExecutor) -> None:
    member = make_member()
    board = make_board(member.space)
    followed, hidden, spoken = (make_thread(board) for _ in range(3))
    make_post(spoken, by=member)
    old = before.loader.project_state([("forum", "0004_draft_form")]).apps
    Place.objects.all().delete()
    Shelf.objects.all().delete()
    before.migrate([("forum", "0004_draft_form")])
    for thread, marks in (
        (followed, {"followed": True}),
        (hidden, {"hidden": True}),
        (spoken, {"followed": True, "read_to": SIX_PM}),
    ):
        old.get_model("forum", "Place").objects.create(
            space_id=member.space_id, membership_id=member.id, thread_id=thread.id, **marks
        )

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

    def kept(thread_id: object) -> Place:
        return Place.objects.get(key=keyring().blind("place", member.id, thread_id))

    assert kept(followed.id).followed
    assert kept(hidden.id).hidden
    assert kept(spoken.id).read_to == SIX_PM
    assert kept(spoken.id).owners == (member.id, member.id)
    assert bytes(kept(spoken.id).key) == place_key(member.id, spoken.id)
    shelf = Shelf.objects.get(key=shelf_key(member.id))
    assert read_ids(shelf.kept) == {followed.id, hidden.id}
