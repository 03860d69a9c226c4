# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clocks and promises from before questions had some run on as they were."""

from __future__ import annotations


import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from hearthside.forum.models import Clock, Level, Target, WaitKind
from hearthside.forum.queries.clocks import targets_of
from hearthside.forum.tests.builders import make_thread
from hearthside.forum.tests.question_builders import make_question, make_talk
from hearthside.spaces.tests.builders import SIX_PM

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("forum", "0010_notes_and_reactions")]


def test_a_clock_and_a_promise_from_before_run_on(before: MigrationExecutor) -> None:
    thread = make_thread()
    clock = Clock.objects.get(thread=thread)
    old = before.loader.project_state(BEFORE).apps
    before.migrate(BEFORE)
    old.get_model("forum", "Target").objects.create(
        space_id=thread.space_id, level=Level.ORDINARY, minutes=90
    )

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

    kept = Clock.objects.get(id=clock.id)
    assert (kept.thread_id, kept.question_id, kept.runs_from) == (thread.id, None, SIX_PM)
    assert Target.objects.get().kind == WaitKind.CONVERSATION
    assert targets_of(thread.space_id)[Level.ORDINARY] == 90
    assert targets_of(thread.space_id, WaitKind.QUESTION)[Level.ORDINARY] == 360


def test_a_conversation_has_one_clock_of_its_own_and_one_for_each_question() -> None:
    thread = make_talk()
    for _ in range(2):
        make_question(thread)
    assert Clock.objects.filter(thread=thread).count() == 3

    own = Clock.objects.get(thread=thread, question=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Clock.objects.create(
            space_id=own.space_id,
            thread=thread,
            target_minutes=240,
            began_at=SIX_PM,
            runs_from=SIX_PM,
        )
