# SPDX-License-Identifier: AGPL-3.0-or-later
"""The address where Hearthside listens. Bound once, by the parent; the servers share it."""

from __future__ import annotations

import errno
import socket

_WAITING_LINE = 1024


class CannotListen(Exception):
    """The address cannot be had. The message says why, and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Bind and listen. People who come early wait a moment instead of being turned away.

    Raises:
        CannotListen: the address is taken, forbidden or not of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise CannotListen(_unknown(host)) from error
    door = socket.socket(family, kind, protocol)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen(_WAITING_LINE)
    except OSError as error:
        door.close()
        raise CannotListen(_why_not(error, host, port)) from error
    return door


def link_to(host: str, port: int) -> str:
    """Return the address to type into a browser on this machine."""
    if host in ("0.0.0.0", "::", "127.0.0.1", "::1"):  # noqa: S104 — compared, not bound
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is already in use, perhaps by another Hearthside.\n"
            f"Stop that program, or choose another port:  hearthside run --port {port + 1}\n"
            f"(with make:  make run PORT={port + 1}). See docs/settings.md#port"
        )
    if error.errno == errno.EACCES:
        return (
            f"Port {port} is kept for the administrator of this machine.\n"
            f"Choose one above 1023 (8000 is usual) and let a reverse proxy answer on {port}: "
            f"docs/operations.md#reverse-proxy"
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return _unknown(host)
    return f"Cannot listen on {host}, port {port}: {error.strerror}."


def _unknown(host: str) -> str:
    return (
        f"{host} is no address of this machine.\n"
        "Use 127.0.0.1 for this machine only, or 0.0.0.0 for everybody who can reach it.\n"
        "See docs/settings.md#host"
    )
