# SPDX-License-Identifier: AGPL-3.0-or-later
"""Openings of a voice without a name for tests, and the two who ask for them."""

from __future__ import annotations

from datetime import timedelta

from hearthside.forum.models import Thread
from hearthside.privacy.actions.seals import Seal, ask_to_open
from hearthside.privacy.models import SealOpening
from hearthside.privacy.rules.seals import KEEPER, STEWARD, Unsealer
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_keeper

WHY = "They wrote goodbye and nobody can reach them."
LATER = SIX_PM + timedelta(hours=1)


def as_steward(membership: Membership) -> Unsealer:
    return Unsealer(membership.id, membership.person_id, STEWARD)


def as_keeper(membership: Membership | None = None) -> Unsealer:
    keeper = make_keeper(membership.person if membership else None)
    assert keeper.person_id is not None
    return Unsealer(keeper.person_id, keeper.person_id, KEEPER)


def asked(thread: Thread, by: Unsealer) -> SealOpening:
    """Somebody asks to open who began a conversation without their name."""
    assert thread.author is not None
    seal = Seal("voice", thread.author.id, thread.space_id, thread.author.name)
    return ask_to_open(by=by, seal=seal, reason=WHY, now=SIX_PM)
