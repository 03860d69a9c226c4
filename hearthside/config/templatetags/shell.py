# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ways through the product: one list of links for each place, said long and short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from hearthside.spaces.http import SpaceRequest

register = template.Library()


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a navigation; ``short`` stands where there is little room."""

    url: str
    words: str
    icon: str
    short: str = ""
    is_here: bool = False
    has_news: bool = False


@register.inclusion_tag("ui/_space_rail.html", takes_context=True)
def space_rail(context: Context) -> dict[str, object]:
    """The links of a space, beside the page on wide screens."""
    request = context["request"]
    main, steward, own = _space_links(request)
    return {
        "space": request.space,
        "standing": request.standing,
        "links": [*main, *own],
        "steward": steward,
    }


@register.inclusion_tag("ui/_bar.html", takes_context=True)
def space_bar(context: Context) -> dict[str, object]:
    """The same links at the foot of narrow screens: four, and the rest under "More"."""
    request = context["request"]
    main, steward, own = _space_links(request)
    more = [*main[4:], *own, *steward, *_home_links(request)]
    return {"name": request.space.name, "links": main[:4], "more": more}


@register.inclusion_tag("ui/_home_nav.html", takes_context=True)
def home_nav(context: Context) -> dict[str, object]:
    """A person's own places, in the bar at the top of wide screens."""
    return {"links": _home_links(context.get("request"))}


@register.inclusion_tag("ui/_bar.html", takes_context=True)
def home_bar(context: Context) -> dict[str, object]:
    """A person's own places, at the foot of narrow screens."""
    return {"name": _("Everything"), "links": _home_links(context.get("request")), "more": ()}


def _home_links(request: HttpRequest | None) -> list[Link]:
    if request is None or not request.user.is_authenticated:
        return []
    return _existing(
        request,
        (
            ("home", Link("", _("My spaces"), "house")),
            ("account", Link("", _("My account"), "circle-user", short=_("Account"))),
        ),
    )


def _space_links(request: SpaceRequest) -> tuple[list[Link], list[Link], list[Link]]:
    """What everybody needs daily, what stewards tend, and what is about oneself."""
    slug, standing = request.space.slug, request.standing
    main = [("spaces:home", Link("", _("Home"), "house"))]
    own: list[tuple[str, Link]] = []
    steward: list[tuple[str, Link]] = []
    if standing.is_member:
        news = bool(getattr(standing, "has_notices", False))
        main += [
            ("forum:waiting", Link("", _("Nobody waits alone"), "hand-heart", short=_("Waiting"))),
            ("forum:mine", Link("", _("My conversations"), "messages-square", short=_("Mine"))),
            (
                "spaces:notices",
                Link("", _("My notices"), "bell", short=_("Notices"), has_news=news),
            ),
            ("spaces:people", Link("", _("People"), "users")),
        ]
        own = [("spaces:my_membership", Link("", _("Me in this space"), "circle-user"))]
    if standing.is_steward:
        steward = [
            ("moderation:reports", Link("", _("Reports"), "flag")),
            ("spaces:settings", Link("", _("Settings of this space"), "settings")),
        ]
    return (
        _existing(request, main, slug),
        _existing(request, steward, slug),
        _existing(request, own, slug),
    )


def _existing(request: HttpRequest, named: Iterable[tuple[str, Link]], *args: Any) -> list[Link]:
    """Give the links their addresses; a page that this installation lacks has no link."""
    links = []
    for name, link in named:
        try:
            url = reverse(name, args=args)
        except NoReverseMatch:
            continue
        links.append(
            Link(
                url=url,
                words=link.words,
                icon=link.icon,
                short=link.short or link.words,
                is_here=request.path == url,
                has_news=link.has_news,
            )
        )
    return links
