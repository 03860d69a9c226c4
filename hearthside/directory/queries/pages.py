# SPDX-License-Identifier: AGPL-3.0-or-later
"""The help pages as text: what stands on each, in each language, with and without "now"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from hashlib import blake2s
from itertools import zip_longest
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info, pgettext

from hearthside.core.countries import country_name
from hearthside.directory.models import Audience, LineKind
from hearthside.directory.queries.lines import (
    KeptLines,
    ShownLine,
    as_shown,
    is_for_youth,
)
from hearthside.directory.rules.hours import state_at

COUNTRIES_IN_FULL: Final = 6
"""With more countries than this, the first page only links to them: it stays small."""
STRIP_LINES: Final = 5
STRIP_LINES_OF_ALL: Final = 8
"""With several countries: for each its emergency number first, then one line each."""
STYLESHEET: Final = "help.css"
_FOLDER = "directory/help"
_SHEETS = ("ground.css", "bar.css", "button.css", "lines.css")
_BLANK_LINES = re.compile(r"\n\s*\n")
_NOTHING: Final = KeptLines(lines=(), countries=(), shows_unconfirmed=False)


@dataclass(frozen=True, slots=True)
class CountryPart:
    """One country on a page, its lines sorted: who answers now comes first."""

    code: str
    name: str
    emergency: Sequence[ShownLine]
    crisis: Sequence[ShownLine]
    youth: Sequence[ShownLine]
    others: Sequence[ShownLine]

    @property
    def slug(self) -> str:
        return self.code.lower()

    @property
    def nobody_now(self) -> bool:
        return bool(self.crisis) and all(shown.is_open is False for shown in self.crisis)

    @property
    def has_day_and_night(self) -> bool:
        return any(shown.never_closes for shown in self.crisis)

    @property
    def tells_now(self) -> bool:
        return any(shown.state for shown in self.every)

    @property
    def some_unconfirmed(self) -> bool:
        return any(not shown.is_confirmed for shown in self.every)

    @property
    def every(self) -> list[ShownLine]:
        return [*self.emergency, *self.crisis, *self.youth, *self.others]


@dataclass(frozen=True, slots=True)
class Telling:
    """What a set of pages is rendered for."""

    language: str
    languages: Sequence[str]
    now: datetime
    until: datetime | None
    """Until when what the pages say of the present is true; None: they say nothing of it."""


def true_until(kept: KeptLines, now: datetime) -> datetime:
    """The next instant at which a line opens or closes, or a day begins (for ageing)."""
    tomorrow = datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), tzinfo=UTC)
    changes = (state_at(line.hours, line.zone, now).changes_at for line in kept.lines)
    return min([tomorrow, *(at for at in changes if at is not None)])


def pages_of(kept: KeptLines, telling: Telling) -> dict[str, str]:
    """Render every page of one language; names are paths below the language's folder."""
    with translation.override(telling.language):
        parts = _parts(kept, telling)
        served = {country.code for country in kept.countries}
        context = _shared(kept, telling) | {"links": parts}
        first = [part for part in parts if part.code in served]
        few = first if len(first) <= COUNTRIES_IN_FULL else []
        names = {
            "index.html": context | {"parts": few, "served": first, "here": "/help/"},
            "leaving/index.html": context | {"here": "/help/leaving/"},
        }
        for part in parts:
            here = {"part": part, "parts": [part], "here": f"/help/{part.slug}/"}
            names[f"{part.slug}/index.html"] = context | here
        strip = _strip(first or (), context)
        pages = {name: _page(name, values) for name, values in names.items()}
        pages |= {f"{part.slug}/strip.html": _strip([part], context) for part in parts}
        closing = context | {"strip": strip, "here": "/help/"}
        return pages | {
            "strip.html": strip,
            "closed.html": _page("closed.html", closing),
            "broken.html": _page("broken.html", closing),
        }


def built_in_pages(language: str, languages: Sequence[str], now: datetime) -> dict[str, str]:
    """Render the pages that are true always and everywhere: no line, no database."""
    pages = pages_of(_NOTHING, Telling(language, languages, now, until=None))
    return pages | {STYLESHEET: stylesheet()}


def crisis_text(language: str) -> SafeString:
    """Return the words people meet in a crisis in one language, for somebody to read over."""
    with translation.override(language):
        context = {"exit_host": exit_host()}
        return render_to_string(f"{_FOLDER}/_crisis_text.html", context)


def exit_host() -> str:
    """Return where "Leave quickly" leads, in words."""
    return urlsplit(settings.EXIT_URL).netloc.removeprefix("www.")


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the small stylesheet of the help pages, with the tokens it uses and no others."""
    own = "".join(render_to_string(f"{_FOLDER}/{name}") for name in _SHEETS)
    found = finders.find("core/css/tokens.css")
    tokens = Path(found).read_text() if isinstance(found, str) else ""
    return _small(_pruned(_flat(tokens), own) + own)


def _parts(kept: KeptLines, telling: Telling) -> list[CountryPart]:
    """Every country that is served or has a line to show, by name."""
    codes = {country.code for country in kept.countries}
    codes |= {line.country for line in kept.lines if line.country and kept.shown(line.country)}
    return [_part(kept, code, telling) for code in sorted(codes, key=country_name)]


def _part(kept: KeptLines, code: str, telling: Telling) -> CountryPart:
    lines = _shown(kept, code, telling)
    young = [shown for shown in lines if is_for_youth(shown.line)]
    grown = [shown for shown in lines if not is_for_youth(shown.line)]
    return CountryPart(
        code=code,
        name=country_name(code),
        emergency=[s for s in grown if s.line.kind == LineKind.EMERGENCY],
        crisis=[s for s in grown if s.line.kind == LineKind.CRISIS],
        youth=young,
        others=[s for s in grown if not s.is_for_crisis],
    )


def _shown(kept: KeptLines, code: str, telling: Telling) -> list[ShownLine]:
    tells_now = telling.until is not None
    lines = [as_shown(line, now=telling.now, tells_now=tells_now) for line in kept.shown(code)]
    return sorted(
        lines,
        key=lambda shown: (
            shown.is_open is False,
            shown.line.audience == Audience.SOME,
            not shown.never_closes,
            shown.line.name,
        ),
    )


def _shared(kept: KeptLines, telling: Telling) -> dict[str, object]:
    worldwide = _shown(kept, "", telling)
    return {
        "site_name": settings.SITE_NAME,
        "language": telling.language,
        "languages": [(code, native_name(code)) for code in telling.languages],
        "own_language": f"?lang={telling.language}" if len(telling.languages) > 1 else "",
        "style_mark": blake2s(stylesheet().encode(), digest_size=8).hexdigest(),
        "exit_host": exit_host(),
        "worldwide": worldwide,
        "moment": _moment(telling.until) if telling.until else "",
    }


def _page(name: str, context: dict[str, object]) -> str:
    parts, served = context.get("parts", ()), context.get("served", context.get("parts", ()))
    assert isinstance(parts, Sequence)
    assert isinstance(served, Sequence)
    template = "country.html" if "part" in context else name.replace("/index.html", ".html")
    added = {
        "several": len(served) > 1,
        "emergency": [(part, shown) for part in served for shown in part.emergency],
        "knows_emergency": bool(served) and all(part.emergency for part in served),
        "some_unconfirmed": any(part.some_unconfirmed for part in served),
        "until": context["moment"] if any(part.tells_now for part in parts) else "",
    }
    return _BLANK_LINES.sub(
        "\n", render_to_string(f"{_FOLDER}/{template}", context | added).strip()
    )


def _strip(parts: Sequence[CountryPart], context: dict[str, object]) -> SafeString:
    """A few lines for pages that say no or wait: first who answers day and night."""
    named = [(part if len(parts) > 1 else None, shown) for part, shown in _few(parts)]
    strip = render_to_string(f"{_FOLDER}/_strip.html", context | {"strip_lines": named})
    return mark_safe(_BLANK_LINES.sub("\n", strip.strip()))  # noqa: S308 — rendered just now


def _few(parts: Sequence[CountryPart]) -> list[tuple[CountryPart, ShownLine]]:
    """Every country has its turn before one has another: nobody reads only of another country."""
    most = max(STRIP_LINES, min(2 * len(parts), STRIP_LINES_OF_ALL))
    turns = zip_longest(*([(part, shown) for shown in _best(part)] for part in parts))
    in_turn = [one for turn in turns for one in turn if one][:most]
    return [one for part in parts for one in in_turn if one[0] is part]


def _best(part: CountryPart) -> Iterator[ShownLine]:
    yield from part.emergency[:1]
    yield from part.crisis[:2]


def native_name(code: str) -> str:
    """Return what a language calls itself."""
    return str(get_language_info(code)["name_local"])


def _moment(until: datetime) -> SafeString:
    # Translators: a date with its time, in Django's format letters: 22 November 2026, 16:12
    words = date_format(until.astimezone(UTC), pgettext("date format", "j F Y, H:i"))
    moment = until.isoformat(timespec="seconds")
    return mark_safe(f'<time datetime="{moment}">{words} UTC</time>')  # noqa: S308 — no one's words


def _flat(css: str) -> str:
    """Take the layer around the tokens away: this page has one sheet only."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    head, _brace, rest = bare.partition("{")
    return rest.rpartition("}")[0] if "@layer" in head else bare


def _pruned(tokens: str, css: str) -> str:
    """Keep the custom properties that are used, also by way of another."""
    used: set[str] = set()
    wanted = set(re.findall(r"var\((--[\w-]+)", css))
    while wanted - used:
        used |= wanted
        for name in tuple(wanted):
            for value in re.findall(rf"{name}:([^;]+);", tokens):
                wanted |= set(re.findall(r"var\((--[\w-]+)", value))
    return re.sub(r"(--[\w-]+):[^;]+;", lambda match: match[0] if match[1] in used else "", tokens)


def _small(css: str) -> str:
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", bare)).strip()
