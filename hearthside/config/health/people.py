# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people need before they can come: a keeper, help lines, reviewed words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from hearthside.config.health.findings import Finding, note, to_do, well
from hearthside.config.links import by_way_of_signing_in
from hearthside.directory.queries.gaps import is_set_up, languages_with_help, setup_gaps
from hearthside.directory.queries.lines import is_demo, lines_to_check
from hearthside.directory.rules.lines import DATE_AFTER, WARN_AFTER, Age, age_of
from hearthside.moderation.queries.own import letters_unread
from hearthside.spaces.models import Keeper

_PATIENCE = timedelta(minutes=2)
_NAMED = 5


def look_at_keepers(now: datetime) -> Iterator[Finding]:
    """Whether somebody looks after the place."""
    held = Keeper.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), organisation=None)
    if held.exclude(person=None).exists():
        yield well("Keepers", f"People who look after the whole place: {held.count()}.")
    else:
        yield to_do("Keepers", "Nobody looks after this place yet.", "hearthside keeper")


def look_at_set_up(now: datetime) -> Iterator[Finding]:
    """What stands between this place and its opening."""
    if is_demo():
        yield note("Set-up", "This is a demonstration with made-up people; it needs none.")
        return
    gaps = setup_gaps(now)
    for gap in gaps:
        yield to_do("Set-up", str(gap), by_way_of_signing_in("directory:setup"))
    if not gaps and is_set_up():
        yield well("Set-up", "It is finished. People can join.")
    elif not gaps:
        cure = f"Finish it: {by_way_of_signing_in('directory:setup')}"
        yield to_do("Set-up", "Everything is there, and nobody can join before you say so.", cure)


def look_at_help_lines(now: datetime) -> Iterator[Finding]:
    """Which confirmed lines somebody should try again, and which languages nobody has read."""
    if is_demo():
        return
    page = f"Try each and say so: {by_way_of_signing_in('directory:lines')}"
    to_check = [(age_of(line.verified_on, now.date()), line.name) for line in lines_to_check(now)]
    old = [name for age, name in to_check if age is Age.OLD]
    due = [name for age, name in to_check if age is not Age.OLD]
    if old:
        words = f"Last checked more than {DATE_AFTER.days} days ago: {_some(old)}."
        yield to_do("Help lines", f"{words} The help page shows them with that day.", page)
    if due:
        words = f"Last checked more than {WARN_AFTER.days} days ago: {_some(due)}."
        yield note("Help lines", words, page)
    offered = languages_with_help()
    if waiting := [str(name) for code, name in settings.LANGUAGES if code not in offered]:
        words = f"Not offered, because nobody has read their crisis words here: {_some(waiting)}."
        yield note("Languages", words, by_way_of_signing_in("directory:texts"))


def look_at_letters(now: datetime) -> Iterator[Finding]:
    """In which languages nobody has read over the words that go with a steward's decision."""
    if is_demo():
        return
    unread = [str(name) for code, name in settings.LANGUAGES if letters_unread(code, now)]
    if unread:
        words = (
            "Not read over this year by somebody with lived experience and by a clinician: "
            f"{_some(unread)}. They are used all the same, and stewards are told."
        )
        cure = f"Have them read, and say so: {by_way_of_signing_in('moderation:letters')}"
        yield note("Letters", words, cure)
    else:
        yield well("Letters", "The words that go with a decision were read over this year.")


def look_at_help_pages(now: datetime) -> Iterator[Finding]:
    """Whether the help pages are on the disk, and true."""
    root = Path(settings.HELP_PAGES)
    missing = [code for code in languages_with_help() if not (root / code / "index.html").exists()]
    if missing:
        words = f"They are missing in: {', '.join(missing)}."
        yield to_do("Help pages", words, "hearthside run writes them when it starts.")
        return
    stale = [page for page in root.glob("*/index.now.html") if _true_until(page) < now - _PATIENCE]
    if stale:
        words = "They have not been written since something opened or closed."
        yield to_do("Help pages", words, "Is the courier running? hearthside run starts one.")
    else:
        yield well("Help pages", "They are there, and true.")


def _some(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _true_until(page: Path) -> datetime:
    """Read the instant that a page names in its first line."""
    first = page.read_text().partition("\n")[0]
    return datetime.fromisoformat(first.removeprefix("<!--").removesuffix("-->").strip())
