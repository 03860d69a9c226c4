# SPDX-License-Identifier: AGPL-3.0-or-later
"""One line a request, for those who asked for it: no query, no ids of invitations, no household.

The line names the route (``s/<slug:space>/``), because a path can be a secret: an
invitation is one.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.urls import Resolver404, resolve

from hearthside.core.log import get_logger, truncated_address

if TYPE_CHECKING:
    from uvicorn._types import (
        ASGI3Application,
        ASGIReceiveCallable,
        ASGISendCallable,
        ASGISendEvent,
        Scope,
    )

_NAME = "hearthside.access"
logger = get_logger(_NAME)


def logged(application: ASGI3Application) -> ASGI3Application:
    """Return the application, writing one line for each request it has answered."""
    logging.getLogger(_NAME).setLevel(logging.INFO)

    async def answer(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["type"] != "http":
            return await application(scope, receive, send)
        began, status = time.perf_counter(), 0

        async def note(event: ASGISendEvent) -> None:
            nonlocal status
            if event["type"] == "http.response.start":
                status = event["status"]
            await send(event)

        await application(scope, receive, note)
        logger.info(
            "answered",
            method=scope["method"],
            route=route_of(scope["path"]),
            status=status,
            milliseconds=round(1000 * (time.perf_counter() - began)),
            address=truncated_address((scope.get("client") or ("", 0))[0]),
        )
        return None

    return answer


def route_of(path: str) -> str:
    """Return the pattern that a path follows, or what is the same for everybody in it."""
    if path.startswith(("/static/", "/help/")):
        return path
    try:
        return "/" + resolve(path).route
    except Resolver404:
        return "(no such page)"
