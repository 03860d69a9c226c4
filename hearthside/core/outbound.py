# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one way in which this product itself asks something of another machine on the web.

Addresses can come from anybody's browser, so that a request could be bent towards a machine
that only we can reach. Only https, only the usual port, only public addresses; the address
that was looked at is the one that is spoken to; no redirect is followed, and no proxy used.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPSConnection
from threading import Timer
from typing import Final
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

MOST_READ: Final = 2_000
"""Bytes of an answer that are looked at."""
LONGEST: Final = 1_000
_PLAIN = re.compile(r"[!-~]+")
"""Visible signs of ASCII: nothing that could end a line or a header."""


class NotAllowed(Exception):
    """The address is not one that may be spoken to. Carries a code, never the address."""


class NotReached(Exception):
    """The other machine could not be spoken to, or not in time. Carries a code only."""


@dataclass(frozen=True, slots=True)
class Trust:
    """To which addresses we may speak, on which ports, and whose certificates we believe."""

    allows: Callable[[Address], bool]
    ports: frozenset[int] | None = frozenset({443})
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, also where IPv6 wraps an older one."""
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour
        if wrapped is not None:
            return is_public(wrapped)
        if address.teredo is not None or address in _TRANSLATED:
            return False
    return address.is_global and not address.is_multicast


_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")
TRUST = Trust(is_public)


def whole(url: str) -> tuple[str, int, str]:
    """Return host, port and the rest of an address that may be spoken to.

    Raises:
        NotAllowed: it is not plain https, or names a machine by a private number.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError as error:
        raise NotAllowed("not-an-address") from error
    host = parts.hostname or ""
    odd = parts.username or parts.password or parts.fragment or len(url) > LONGEST
    if parts.scheme != "https" or not host or odd or not _PLAIN.fullmatch(url):
        raise NotAllowed("not-an-address")
    if TRUST.ports is not None and port not in TRUST.ports:
        raise NotAllowed("odd-port")
    number = _number(host)
    if number is not None and not TRUST.allows(number):
        raise NotAllowed("not-public")
    rest = parts.path or "/"
    return host, port, f"{rest}?{parts.query}" if parts.query else rest


def post(
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    connect_seconds: float,
    read_seconds: float,
) -> int:
    """Send ``body`` by POST and return the status of the answer.

    Raises:
        NotAllowed: see `whole`; or its name leads to an address that is not public.
        NotReached: nobody answered, not in time, or not with a certificate we believe.
    """
    host, port, target = whole(url)
    way = _Pinned(host, port, _address_of(host, port), (connect_seconds, read_seconds))
    # Each step has its time; together they have no more, or an answer could come letter by letter.
    deadline = Timer(connect_seconds + read_seconds, way.cut)
    deadline.start()
    try:
        way.request("POST", target, body=body, headers=dict(headers))
        answer = way.getresponse()
        answer.read(MOST_READ)
        if way.was_cut:
            raise NotReached("too-slow")
        return answer.status
    except (OSError, HTTPException) as error:
        raise NotReached(type(error).__name__) from error
    finally:
        deadline.cancel()
        way.close()


class _Pinned(HTTPSConnection):
    """Speaks to one address that was looked at, under the name it was found by."""

    def __init__(self, host: str, port: int, address: str, seconds: tuple[float, float]) -> None:
        super().__init__(host, port, timeout=seconds[0], context=TRUST.context())
        self._address, self._read_seconds = address, seconds[1]
        self.was_cut = False

    def connect(self) -> None:
        """Connect to the address, not to whatever the name leads to by now."""
        plain = socket.create_connection((self._address, self.port), self.timeout)
        try:
            sealed = self._context.wrap_socket(  # type: ignore[attr-defined]  # typeshed leaves it out
                plain, server_hostname=self.host, do_handshake_on_connect=False
            )
        except BaseException:
            plain.close()
            raise
        self.sock = sealed
        sealed.do_handshake()
        sealed.settimeout(self._read_seconds)

    def cut(self) -> None:
        """End the talk from outside, whatever it waits for: a wait for words sees their end."""
        self.was_cut = True
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def _address_of(host: str, port: int) -> str:
    """Return an address of a host, if every address it has may be spoken to."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NotReached("no-such-name") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses:
        raise NotReached("no-such-name")
    for address in addresses:
        number = _number(address.partition("%")[0])
        if number is None or not TRUST.allows(number):
            raise NotAllowed("not-public")
    return addresses[0]


def _number(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
