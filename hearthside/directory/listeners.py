# SPDX-License-Identifier: AGPL-3.0-or-later
"""What directory hears of and answers."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hearthside.core import clock
from hearthside.core.events import after
from hearthside.core.hooks import slot
from hearthside.core.verdicts import Verdict
from hearthside.directory.actions.help_pages import write_help_pages
from hearthside.directory.events import HelpLinesChanged, HelpPagesDue
from hearthside.directory.queries.gaps import is_set_up, may_join_here, setup_gaps
from hearthside.directory.queries.languages import offered_languages as languages_on_disk
from hearthside.directory.queries.lines import (
    countries_with_help,
    is_demo,
    lines_to_check,
    youth_lines,
)
from hearthside.people.hooks import help_countries, may_join, offered_languages
from hearthside.spaces.rules.standing import KeeperStanding


@after(HelpLinesChanged)
def rewrite_changed_pages(event: HelpLinesChanged) -> None:
    """What stands on the help pages changed, so they are written anew."""
    write_help_pages(now=clock.now())


@after(HelpPagesDue)
def rewrite_due_pages(event: HelpPagesDue) -> None:
    """Something opened or closed, so the help pages are written anew."""
    write_help_pages(now=clock.now())


@may_join.answer
def set_up_first() -> Verdict:
    """Nobody joins a place whose help lines nobody has made sure of."""
    return may_join_here()


@offered_languages.answer
def languages_that_can_be_chosen() -> Sequence[str]:
    """Only languages in which the crisis text was read over."""
    return languages_on_disk()


@help_countries.answer
def countries_that_can_be_chosen() -> Sequence[str]:
    """Only countries that "Get help" can lead to."""
    return countries_with_help()


@slot("people.under18").answer
def youth_lines_shown(thing: object) -> SafeString:
    """Where joining ends for somebody under 18, lines for young people stand."""
    lines = youth_lines()
    several = len({shown.line.country for shown in lines}) > 1
    return render_to_string("directory/_under_18.html", {"lines": lines, "several": several})


@slot("keep.home").answer
def directory_kept(thing: object) -> SafeString:
    """On the keepers' page: what is missing, and which lines to check again."""
    keeper = getattr(thing, "keeper", None)
    if not isinstance(keeper, KeeperStanding) or not keeper.keeps_installation:
        return SafeString("")
    context = {
        "is_set_up": is_set_up(),
        "demo": is_demo(),
        "gaps": setup_gaps(),
        "to_check": lines_to_check(clock.now()),
    }
    return render_to_string("directory/_keep.html", context)
