# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions a lower domain asks of those above, and the places it leaves in its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

from django.utils.safestring import SafeString

P = ParamSpec("P")
R = TypeVar("R")


class Hook(Generic[P, R]):
    """A question, typed by its parameters and its answer; asked of all who registered."""

    def __init__(self) -> None:
        self._answers: list[Callable[P, R]] = []

    def answer(self, function: Callable[P, R]) -> Callable[P, R]:
        """Register ``function``; use as a decorator in the higher domain's listeners."""
        if function not in self._answers:
            self._answers.append(function)
        return function

    def ask(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Return every answer, in order of registration."""
        return [function(*args, **kwargs) for function in self._answers]


_slots: dict[str, Hook[[object], SafeString]] = {}


def slot(name: str) -> Hook[[object], SafeString]:
    """Return the place called ``name`` in a page; those above fill it with HTML.

    A template writes ``{% slot "forum.post" post %}``; a higher domain answers with
    ``@slot("forum.post").answer``.
    """
    return _slots.setdefault(name, Hook())
