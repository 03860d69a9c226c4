# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a space shows of its desk: counts and times, from the ledger's entries alone. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from hearthside.ledger.models import Verb
from hearthside.moderation.models import Concerning, Decision

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

FEWEST: Final = 5
"""A count below this is not shown: in a small place it would point at somebody."""

_SUMMER: Final = 7

Fact = tuple[str, str]
"""Of one entry of the ledger: its verb, and its kind of reason."""

COUNTED: Final = (
    Verb.DESK_ANSWERED,
    Verb.DESK_LATE,
    Verb.RESTRICTION_BEGUN,
    Verb.MEMBERSHIP_REMOVED,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many, and the median time to the answer; neither where there are too few."""

    name: str
    count: int | None
    median_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one space shows for one period."""

    by_label: list[Cell] = field(default_factory=list)
    by_decision: list[Cell] = field(default_factory=list)
    others: list[Cell] = field(default_factory=list)


def answered(label: str, decision: str, waited_minutes: int) -> str:
    """Return how an answer is written into the ledger: label, decision, five-minute steps."""
    return f"{label}.{decision}.{waited_minutes - waited_minutes % 5}"


def period_of(now: datetime) -> tuple[datetime, datetime]:
    """Return the last finished half of a year.

    Periods never overlap: numbers that slide along with the days would tell, taken from one
    another, what happened in a single week.
    """
    today = now.astimezone(UTC)
    until = datetime(today.year, 1 if today.month < _SUMMER else _SUMMER, 1, tzinfo=UTC)
    since = until.replace(year=until.year - 1, month=_SUMMER) if until.month == 1 else None
    return since or until.replace(month=1), until


def numbers_from(facts: Iterable[Fact], labels: Iterable[str], decisions: Iterable[str]) -> Numbers:
    """Count entries. What is counted and hidden is the same wherever the numbers are shown."""
    waits: dict[str, list[int]] = {label: [] for label in (*labels, "appeal")}
    decided: Counter[str] = Counter(dict.fromkeys(decisions, 0))
    others: Counter[str] = Counter(late=0, changed=0, restricted=0, removed=0)
    for verb, kind in facts:
        if verb == Verb.DESK_ANSWERED:
            label, decision, minutes = kind.rsplit(".", 2)
            waits.setdefault(label, []).append(int(minutes))
            if label == "appeal":
                others["changed"] += decision == "changed"
            else:
                decided[decision] += 1
        else:
            others[_OTHER[verb]] += 1
    _hide_the_rest(others, len(waits["appeal"]))
    medians = {label: int(median(each)) for label, each in waits.items() if each}
    counts = {label: len(each) for label, each in waits.items()}
    appeals = {"appeal": counts.pop("appeal")}
    return Numbers(
        [*_cells(counts, medians, adds_up=True), *_cells(appeals, medians)],
        _cells(decided, adds_up=True),
        _cells(others),
    )


_OTHER: Final[Mapping[str, str]] = {
    Verb.DESK_LATE: "late",
    Verb.RESTRICTION_BEGUN: "restricted",
    Verb.MEMBERSHIP_REMOVED: "removed",
}


def _hide_the_rest(others: Counter[str], appeals: int) -> None:
    """Appeals that changed nothing are the rest of all appeals: few of them hide both."""
    if appeals - others["changed"] < FEWEST:
        others["changed"] = 0


def _cells(
    counts: Mapping[str, int],
    medians: Mapping[str, int] | None = None,
    *,
    adds_up: bool = False,
) -> list[Cell]:
    """Hide what is too small.

    Reports by label and by decision add up to the same, so what is hidden in one table is the
    rest that the other leaves: there more goes along, until at least two are hidden and they
    are not few together.
    """
    hidden = {name for name, count in counts.items() if count < FEWEST}
    shown = sorted((count, name) for name, count in counts.items() if name not in hidden)
    while adds_up and hidden and shown:
        together = sum(counts[name] for name in hidden)
        if len(hidden) > 1 and not 0 < together < FEWEST:
            break
        hidden.add(shown.pop(0)[1])
    return [
        Cell(name, None) if name in hidden else Cell(name, count, (medians or {}).get(name))
        for name, count in counts.items()
    ]


@dataclass(frozen=True, slots=True)
class Table:
    """Some of the numbers in words, as the page and the command show them."""

    title: _StrOrPromise
    rows: list[tuple[_StrOrPromise, Cell]]
    has_times: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether there is nothing to show in it."""
        return all(cell.count is None for _name, cell in self.rows)


def named(numbers: Numbers) -> list[Table]:
    """Return the numbers with the words for each."""
    labels = {each.value: each.label for each in Concerning} | {"appeal": _("Appeals")}
    decisions = {each.value: each.label for each in Decision}
    others = {
        "late": _("Promises missed"),
        "changed": _("Appeals that changed a decision"),
        "restricted": _("Restrictions until a day"),
        "removed": _("Memberships ended"),
    }
    return [
        Table(_("What was answered, and how soon"), _rows(numbers.by_label, labels), True),
        Table(_("What was decided on reports"), _rows(numbers.by_decision, decisions)),
        Table(_("What else happened"), _rows(numbers.others, others)),
    ]


def _rows(
    cells: Iterable[Cell], words: Mapping[str, _StrOrPromise]
) -> list[tuple[_StrOrPromise, Cell]]:
    return [(words.get(cell.name, cell.name), cell) for cell in cells]
