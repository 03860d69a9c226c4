# SPDX-License-Identifier: AGPL-3.0-or-later
"""Yes, or no with a reason: the answer every rule gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True, slots=True)
class Verdict:
    """Truthy when allowed; otherwise carries a stable code and a kind reason."""

    code: str = ""
    reason: _StrOrPromise = ""

    def __bool__(self) -> bool:
        return not self.code

    def require(self) -> None:
        """Raise `Refused` unless the verdict is yes."""
        if self.code:
            raise Refused(self)


class Refused(Exception):
    """Somebody asked for what they may not do. The verdict says why, in kind words."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.code)
        self.verdict = verdict

    @property
    def code(self) -> str:
        """The stable code, for tests and logs."""
        return self.verdict.code


ALLOWED = Verdict()
