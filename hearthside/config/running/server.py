# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process that answers people: uvicorn around `hearthside.config.asgi`."""

from __future__ import annotations

import gc
import os
import socket
from importlib import import_module

import uvicorn
from django.conf import settings

from hearthside.config.running.access_log import logged
from hearthside.config.running.gate import wait_at

_PROXIES = "127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,fe80::/10"
"""Where a reverse proxy may stand; what it says of addresses is believed from there only."""

_FINISH_WITHIN_SECONDS = 3


class TellingServer(uvicorn.Server):
    """Says one word to the supervisor when people can come in."""

    def __init__(self, config: uvicorn.Config, tell: int) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, then say so."""
        await super().startup(sockets)
        gc.collect()
        gc.freeze()  # what is loaded now stays; looking through it again and again costs time
        os.write(self._tell, b"r")


def serve(*, door: int, tell: int, gate: int) -> None:
    """Answer on the listening socket with number ``door`` until asked to stop.

    Loads what can be loaded, then waits at the ``gate`` until the place is ready.
    """
    import_module(settings.ROOT_URLCONF)
    wait_at(gate)
    application = import_module("hearthside.config.asgi").application
    config = uvicorn.Config(
        logged(application) if settings.ACCESS_LOG else application,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="off",
        interface="asgi3",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=settings.BEHIND_PROXY,
        forwarded_allow_ips=_PROXIES,
        timeout_graceful_shutdown=_FINISH_WITHIN_SECONDS,
    )
    TellingServer(config, tell).run(sockets=[socket.socket(fileno=door)])
