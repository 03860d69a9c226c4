# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the operator reads: ids and codes, never words, names or whole addresses."""

from __future__ import annotations

import ipaddress
import sys
import traceback
from typing import Any

import structlog

_PRIVATE = {"password", "source", "text", "name", "body", "note", "reason", "email", "code_text"}


def truncated_address(address: str) -> str:
    """Return an IP address without what tells one household from the next.

    IPv4 keeps 24 bits, IPv6 keeps 48. Anything else becomes "-".
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "-"
    bits = 24 if ip.version == 4 else 48
    return str(ipaddress.ip_network((ip, bits), strict=False).network_address)


def _redact(_: Any, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    for key in _PRIVATE & event.keys():
        event[key] = "[kept out of logs]"
    return event


class _Breakage:
    """Says where something broke: files, lines and the kind of error, never its words.

    What an error says, and what stood in its variables, can be somebody's words.
    """

    def __init__(self, *, with_words: bool) -> None:
        self._with_words = with_words

    def __call__(
        self, _: Any, __: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        info = event.pop("exc_info", None)
        info = sys.exc_info() if info is True else info
        error = info[1] if isinstance(info, tuple) else info
        if isinstance(error, BaseException):
            event["exception"] = self._told(error)
        return event

    def _told(self, error: BaseException) -> str:
        if self._with_words:
            return "".join(traceback.format_exception(error)).rstrip()
        chain: list[str] = []
        current: BaseException | None = error
        while current is not None:
            frames = traceback.extract_tb(current.__traceback__)
            lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
            chain.append("\n".join([*lines, type(current).__qualname__]))
            current = current.__cause__ or current.__context__
        return "\nafter\n".join(chain)


def _route_only(_: Any, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Name the route of a request that Django logs, because a path can be a secret."""
    record = event.get("_record")
    if record is not None and (request := getattr(record, "request", None)) is not None:
        match = getattr(request, "resolver_match", None)
        event["event"] = "answered-badly" if event.get("exc_info") else "answered"
        event["method"] = getattr(request, "method", "-")
        event["route"] = match.route if match else "(no such page)"
        event["status"] = getattr(record, "status_code", "-")
    return event


def configure(*, level: str, as_json: bool, with_words: bool = False) -> dict[str, Any]:
    """Set structlog up and return Django's ``LOGGING`` to match.

    Args:
        with_words: tell what errors say, too; for development only.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _redact,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    line = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": _last_steps(as_json=as_json, with_words=with_words),
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR"},  # a page that is not there is nothing to fix
        },
    }


def _last_steps(*, as_json: bool, with_words: bool) -> list[structlog.typing.Processor]:
    """What happens to an entry just before it is written."""
    return [
        _route_only,
        _Breakage(with_words=with_words),
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """Return a logger. First word: an event name; the rest: ids and codes as keywords."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger
