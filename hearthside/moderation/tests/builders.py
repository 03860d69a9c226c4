# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that can be reported, and reports of them, for tests.

``leaf`` is a kind of content that exists in tests only: what any domain above would
answer, without one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from hearthside.moderation import hooks
from hearthside.moderation.actions.reports import (
    Deciding,
    Reporting,
    claim_report,
    decide_report,
    make_report,
)
from hearthside.moderation.hooks import Reported, Taking
from hearthside.moderation.models import Concerning, Decision, Report
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, standing_of

LEAF = "leaf"


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some words of a member."""

    author: Membership
    html: str = "<p>Nobody wants you here.</p>"
    id: UUID = field(default_factory=uuid4)


_leaves: dict[UUID, Leaf] = {}
_taken: dict[UUID, Taking] = {}


@hooks.content.answer
def leaf_reported(kind: str, content_id: UUID, space_id: UUID) -> Reported | None:
    """Answer for the leaves of a space."""
    leaf = _leaves.get(content_id)
    if kind != LEAF or leaf is None or leaf.author.space_id != space_id:
        return None
    path = f"/s/{leaf.author.space.slug}/leaves/{leaf.id}/"
    return Reported("A leaf", leaf.html, leaf.author.id, leaf.author.name, path)


@hooks.take_down.answer
def leaf_taken_down(kind: str, content_id: UUID, taking: Taking) -> bool:
    """Take a leaf out of sight."""
    if leaf_reported(kind, content_id, taking.space_id) is None:
        return False
    _taken[content_id] = taking
    return True


def make_leaf(author: Membership | None = None) -> Leaf:
    """Make words that can be reported."""
    leaf = Leaf(author or make_member())
    _leaves[leaf.id] = leaf
    return leaf


def blow_away(leaf: Leaf) -> None:
    """Let words disappear, as if their author had left and taken them along."""
    del _leaves[leaf.id]


def taking_of(leaf: Leaf) -> Taking | None:
    """Return the decision that took these words out of sight, if any did."""
    return _taken.get(leaf.id)


def make_report_of(
    leaf: Leaf | None = None,
    *,
    by: Membership | None = None,
    words: str = "This frightened me.",
    at: datetime = SIX_PM,
) -> Report:
    """Report some words, as a neighbour of their author unless somebody is named."""
    leaf = leaf or make_leaf()
    about = Reporting(LEAF, leaf.id, Concerning.UNKIND, words)
    reporter = by or make_member(leaf.author.space)
    return make_report(by=standing_of(reporter), about=about, now=at)


def make_decided(
    report: Report,
    steward: Membership,
    decision: Decision = Decision.NOTHING,
    at: datetime = SIX_PM,
) -> Report:
    """Take a report on and decide on it."""
    by = standing_of(steward)
    claim_report(by=by, report=report, now=at)
    deciding = Deciding(decision, "It breaks our second norm.", "Thank you. We looked at it.")
    return decide_report(by=by, report=report, deciding=deciding, now=at)
