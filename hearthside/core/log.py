# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the operator reads: ids and codes, never words, names or whole addresses."""

from __future__ import annotations

import ipaddress
import logging
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


def configure(*, level: str, as_json: bool) -> dict[str, Any]:
    """Set structlog up and return Django's ``LOGGING`` to match."""
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
    final: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, final],
            }
        },
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {"django.server": {"handlers": ["out"], "level": level, "propagate": False}},
    }


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """Return a logger. First word: an event name; the rest: ids and codes as keywords."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


__all__ = ["configure", "get_logger", "logging", "truncated_address"]
