# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making the place ready: the crisis text is read over, and set-up ends."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.directory.events import HelpLinesChanged
from hearthside.directory.models import SetUp, TextReview
from hearthside.directory.queries.gaps import may_open, setup_gaps
from hearthside.directory.rules.gates import CRISIS_TEXT_VERSION
from hearthside.directory.rules.lines import ByKeeper, may_keep_directory
from hearthside.ledger.actions.entries import Actor, Deed, record
from hearthside.ledger.actions.outbox import announce
from hearthside.ledger.models import Verb


@transaction.atomic
def review_text(*, by: ByKeeper, language: str, reviewed_by: str, now: datetime) -> TextReview:
    """Say who read the crisis text of a language, as it stands now. A ledger entry.

    Reading it again replaces the name and the day. Announces `HelpLinesChanged`: the
    language is offered from the next writing of the help pages on.
    """
    may_keep_directory(by).require()
    review, _is_new = TextReview.objects.update_or_create(
        language=language,
        version=CRISIS_TEXT_VERSION,
        defaults={"reviewed_by": reviewed_by, "reviewed_at": now},
    )
    record(
        by=Actor(holder_id=by.holder_id, role="keeper"),
        deed=Deed(
            verb=Verb.TEXT_REVIEWED,
            reason_kind=language,
            reason=f"{language}, version {CRISIS_TEXT_VERSION}: {reviewed_by}",
        ),
        now=now,
    )
    announce(HelpLinesChanged(changed_at=now))
    return review


@transaction.atomic
def finish_setup(*, by: ByKeeper, finished_by: str, now: datetime) -> SetUp:
    """End set-up: people may join from now on, and unconfirmed lines are shown no longer.

    Raises `Refused` ("not-ready") while anything in `setup_gaps` is missing. Finishing
    twice is once. Announces `HelpLinesChanged`.
    """
    may_keep_directory(by).require()
    may_open(setup_gaps(now)).require()
    setup, is_new = SetUp.objects.get_or_create(
        only=1, defaults={"finished_at": now, "finished_by": finished_by}
    )
    if is_new:
        record(
            by=Actor(holder_id=by.holder_id, role="keeper"),
            deed=Deed(verb=Verb.SETUP_FINISHED, reason=finished_by),
            now=now,
        )
        announce(HelpLinesChanged(changed_at=now))
    return setup
