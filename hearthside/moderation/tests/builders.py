# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that can be reported, and reports of them, for tests.

``leaf`` is a kind of content that exists in tests only: what any domain above would
answer, without one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

from hearthside.moderation import hooks
from hearthside.moderation.actions.decisions import Deciding, decide_report
from hearthside.moderation.actions.desk import claim_file
from hearthside.moderation.actions.measures import look_again
from hearthside.moderation.actions.reports import Reporting, make_report
from hearthside.moderation.hooks import Folding, PuttingBack, Reported, Taking
from hearthside.moderation.models import Concerning, Decision, Measure, Report
from hearthside.moderation.queries.content import mark_of_words
from hearthside.spaces.models import Membership
from hearthside.spaces.tests.builders import SIX_PM, make_member, make_steward, standing_of

LEAF = "leaf"


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some words of a member."""

    author: Membership
    source: str = "Nobody wants you here. Go away."
    voice_id: UUID | None = None
    id: UUID = field(default_factory=uuid4)


_leaves: dict[UUID, Leaf] = {}
_taken: dict[UUID, Taking] = {}
_folded: dict[UUID, Folding] = {}
_back: dict[UUID, PuttingBack] = {}


@hooks.content.answer
def leaf_reported(kind: str, content_id: UUID, space_id: UUID) -> Reported | None:
    """Answer for the leaves of a space."""
    leaf = _leaves.get(content_id)
    if kind != LEAF or leaf is None or leaf.author.space_id != space_id:
        return None
    path = f"/s/{leaf.author.space.slug}/leaves/{leaf.id}/"
    author_id = None if leaf.voice_id else leaf.author.id
    name = "Quiet Fern" if leaf.voice_id else leaf.author.name
    html = f"<p>{leaf.source}</p>"
    face = leaf.voice_id or leaf.author.id
    return Reported("A leaf", html, author_id, name, path, face, leaf.source)


@hooks.take_down.answer
def leaf_taken_down(kind: str, content_id: UUID, taking: Taking) -> bool:
    """Take a leaf out of sight."""
    if leaf_reported(kind, content_id, taking.space_id) is None:
        return False
    _taken[content_id] = taking
    return True


@hooks.fold.answer
def leaf_folded(kind: str, content_id: UUID, folding: Folding) -> bool:
    """Fold a part of a leaf."""
    if leaf_reported(kind, content_id, folding.space_id) is None:
        return False
    _folded[content_id] = folding
    return True


@hooks.put_back.answer
def leaf_put_back(kind: str, content_id: UUID, back: PuttingBack) -> bool:
    """Show a leaf again."""
    if leaf_reported(kind, content_id, back.space_id) is None:
        return False
    _back[content_id] = back
    return True


def make_leaf(author: Membership | None = None, *, voice_id: UUID | None = None) -> Leaf:
    """Make words that can be reported; with a voice, they carry no name."""
    leaf = Leaf(author or make_member(), voice_id=voice_id)
    _leaves[leaf.id] = leaf
    return leaf


def rewrite(leaf: Leaf, source: str) -> None:
    """Let the author change words."""
    _leaves[leaf.id] = replace(leaf, source=source)


def settle(measure: Measure, by: Membership, *, shows_all: bool, now: datetime) -> None:
    """Let a steward, who has read the words as they are, settle changed ones."""
    read = mark_of_words(measure)
    look_again(by=standing_of(by), measure=measure, read=read, shows_all=shows_all, now=now)


def blow_away(leaf: Leaf) -> None:
    """Let words disappear, as if their author had left and taken them along."""
    del _leaves[leaf.id]


def taking_of(leaf: Leaf) -> Taking | None:
    """Return the decision that took these words out of sight, if any did."""
    return _taken.get(leaf.id)


def folding_of(leaf: Leaf) -> Folding | None:
    """Return the decision that folded a part of these words, if any did."""
    return _folded.get(leaf.id)


def putting_back_of(leaf: Leaf) -> PuttingBack | None:
    """Return the decision that showed these words again, if any did."""
    return _back.get(leaf.id)


def make_report_of(
    leaf: Leaf | None = None,
    *,
    by: Membership | None = None,
    words: str = "This frightened me.",
    at: datetime = SIX_PM,
    concerning: Concerning = Concerning.UNKIND,
) -> Report:
    """Report some words, as a neighbour of their author unless somebody is named."""
    leaf = leaf or make_leaf()
    about = Reporting(LEAF, leaf.id, concerning, words)
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
    claim_file(by=by, file=report, now=at)
    spans = ((0, 5),) if decision == Decision.FOLDED else ()
    answer = "Thank you. We looked at it."
    deciding = Deciding(decision, "It breaks our second norm.", answer, spans)
    return decide_report(by=by, report=report, deciding=deciding, now=at)


def make_measure(
    decision: Decision = Decision.TAKEN_DOWN,
    *,
    leaf: Leaf | None = None,
    steward: Membership | None = None,
    at: datetime = SIX_PM,
) -> Measure:
    """Decide something about somebody's words, and return what they read."""
    leaf = leaf or make_leaf()
    report = make_report_of(leaf, at=at)
    make_decided(report, steward or make_steward(leaf.author.space), decision, at)
    return Measure.objects.get(report=report)
