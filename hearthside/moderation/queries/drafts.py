# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody had begun to write in our forms; kept by whoever keeps drafts."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from hearthside.moderation import hooks
from hearthside.moderation.hooks import Begun
from hearthside.spaces.rules.standing import Standing


def place_of(form: str, thing_id: UUID) -> str:
    """Name the place that words stand in: which form, about which thing."""
    return f"desk:{form}:{thing_id}"


def begun_in(standing: Standing, slug: str, thing_id: UUID, *forms: str) -> Mapping[str, Begun]:
    """Return what somebody had begun in each of these forms about one thing.

    ``slug`` is that of the space. Where nobody keeps drafts, the device alone keeps the words.
    """
    found = {}
    for form in forms:
        answers = hooks.begun.ask(standing, slug, place_of(form, thing_id))
        found[form] = next(iter(answers), Begun(""))
    return found
