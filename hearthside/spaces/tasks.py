# SPDX-License-Identifier: AGPL-3.0-or-later
"""What spaces does by appointment."""

from __future__ import annotations

from hearthside.core import clock
from hearthside.core.events import after
from hearthside.spaces.actions.arrivals import look_after_greeting
from hearthside.spaces.events import GreetingDue


@after(GreetingDue)
def see_whether_greeted(event: GreetingDue) -> None:
    """An hour and a day after somebody came in: were they greeted?"""
    look_after_greeting(arrival_id=event.arrival_id, now=clock.now())
