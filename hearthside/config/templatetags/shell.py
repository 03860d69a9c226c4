# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ways through the product: one list of links for each place, said long and short.

They differ by place, language and what a reader is there, and by nothing else: each form
is made once and kept under exactly that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from hearthside.spaces.http import SpaceRequest

register = template.Library()

KEPT = 1024
"""How many forms of the navigation one process keeps."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a navigation; ``short`` stands where there is little room."""

    url: str
    words: str
    icon: str
    short: str = ""
    is_here: bool = False
    has_news: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything the navigation of a space depends on."""

    language: str
    slug: str
    space_name: str
    is_member: bool
    is_steward: bool
    has_news: bool
    name: str
    face: str
    here: str


@register.simple_tag(takes_context=True)
def space_rail(context: Context) -> SafeString:
    """The links of a space, beside the page on wide screens."""
    return _rail(_reader(context["request"]))


@register.simple_tag(takes_context=True)
def space_bar(context: Context) -> SafeString:
    """The same links at the foot of narrow screens: four, and the rest under "More"."""
    return _bar(_reader(context["request"]))


@register.simple_tag(takes_context=True)
def home_nav(context: Context) -> SafeString:
    """A person's own places, in the bar at the top of wide screens."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return SafeString("")
    return _home_form("ui/_home_nav.html", get_language() or "", _one_of(request.path, "", False))


@register.simple_tag(takes_context=True)
def home_bar(context: Context) -> SafeString:
    """A person's own places, at the foot of narrow screens."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return SafeString("")
    return _home_form("ui/_bar.html", get_language() or "", _one_of(request.path, "", False))


def _reader(request: SpaceRequest) -> Reader:
    standing = request.standing
    return Reader(
        language=get_language() or "",
        slug=request.space.slug,
        space_name=request.space.name,
        is_member=standing.is_member,
        is_steward=standing.is_steward,
        has_news=standing.has_notices,
        name=standing.name,
        face=standing.face,
        here=_one_of(request.path, request.space.slug, standing.is_steward),
    )


def _one_of(path: str, slug: str, is_steward: bool) -> str:
    """Return the path where the navigation leads there, or nothing: one form for all others."""
    return path if path in _paths(slug, is_steward) else ""


@lru_cache(maxsize=KEPT)
def _paths(slug: str, is_steward: bool) -> frozenset[str]:
    reader = Reader("", slug, "", True, is_steward, False, "", "", "")
    links = [link for part in _space_links(reader) for link in part] if slug else _home_links("")
    return frozenset(link.url for link in links)


@lru_cache(maxsize=KEPT)
def _rail(reader: Reader) -> SafeString:
    main, steward, own = _space_links(reader)
    context = {"reader": reader, "links": [*main, *own], "steward": steward}
    return render_to_string("ui/_space_rail.html", context)


@lru_cache(maxsize=KEPT)
def _bar(reader: Reader) -> SafeString:
    main, steward, own = _space_links(reader)
    more = [*main[4:], *own, *steward, *_home_links(reader.here)]
    context = {"name": reader.space_name, "links": main[:4], "more": more}
    return render_to_string("ui/_bar.html", context)


@lru_cache(maxsize=KEPT)
def _home_form(form: str, language: str, here: str) -> SafeString:
    """One form of a person's own places; ``language`` is part of what it is kept under."""
    links = _home_links(here)
    return render_to_string(form, {"name": _("Everything"), "links": links, "more": ()})


def _home_links(here: str) -> list[Link]:
    home = Link("", _("My spaces"), "house")
    account = Link("", _("My account"), "circle-user", short=_("Account"))
    return _existing(here, (("home", home), ("account", account)))


def _space_links(reader: Reader) -> tuple[list[Link], list[Link], list[Link]]:
    """What everybody needs daily, what stewards tend, and what is about oneself."""
    main = [("spaces:home", Link("", _("Home"), "house"))]
    own: list[tuple[str, Link]] = []
    steward: list[tuple[str, Link]] = []
    if reader.is_member:
        news = Link("", _("My notices"), "bell", short=_("Notices"), has_news=reader.has_news)
        main += [
            ("forum:waiting", Link("", _("Nobody waits alone"), "hand-heart", short=_("Waiting"))),
            ("forum:mine", Link("", _("My conversations"), "messages-square", short=_("Mine"))),
            ("spaces:notices", news),
            ("forum:letters", Link("", _("Messages"), "mail")),
            ("forum:search", Link("", _("Search"), "search")),
            ("spaces:people", Link("", _("People"), "users")),
        ]
        own = [("spaces:my_membership", Link("", _("Me in this space"), "circle-user"))]
    if reader.is_steward:
        steward = [
            ("moderation:reports", Link("", _("The stewards' desk"), "flag")),
            ("spaces:settings", Link("", _("Settings of this space"), "settings")),
        ]
    return (
        _existing(reader.here, main, reader.slug),
        _existing(reader.here, steward, reader.slug),
        _existing(reader.here, own, reader.slug),
    )


def _existing(here: str, named: Iterable[tuple[str, Link]], *args: str) -> list[Link]:
    """Give the links their addresses; a page that this installation lacks has no link."""
    links = []
    for name, link in named:
        try:
            url = reverse(name, args=args)
        except NoReverseMatch:
            continue
        short = link.short or link.words
        links.append(Link(url, link.words, link.icon, short, here == url, link.has_news))
    return links
