# SPDX-License-Identifier: AGPL-3.0-or-later
"""Logs hold ids and codes; what people wrote never reaches them."""

from __future__ import annotations

import io
import logging
from unittest.mock import patch

import pytest
from django.http import HttpRequest

from hearthside.core import log

SECRET = "my neighbour reads this"


def logged(*, as_json: bool, with_words: bool = False) -> tuple[logging.Logger, io.StringIO]:
    """A logger as the product configures it, and what it wrote."""
    with patch("structlog.configure"):  # loggers that spoke already would not hear of it
        config = log.configure(level="INFO", as_json=as_json, with_words=with_words)
    written = io.StringIO()
    formatter = config["formatters"]["line"]
    line = formatter["()"](
        foreign_pre_chain=formatter["foreign_pre_chain"], processors=formatter["processors"]
    )
    handler = logging.StreamHandler(written)
    handler.setFormatter(line)
    logger = logging.Logger("tests")  # noqa: LOG001 — not among those of the product
    logger.addHandler(handler)
    return logger, written


@pytest.mark.parametrize("as_json", [True, False])
def test_an_error_is_told_by_its_place_not_its_words(as_json: bool) -> None:
    logger, written = logged(as_json=as_json)
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        logger.error("broken", exc_info=error)
    assert SECRET not in written.getvalue()
    assert "ValueError" in written.getvalue()
    assert "test_log.py" in written.getvalue()


def test_an_error_behind_an_error_is_told() -> None:
    logger, written = logged(as_json=True)
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as first:
            raise OSError(SECRET) from first
    except OSError as error:
        logger.error("broken", exc_info=error)
    assert "KeyError" in written.getvalue()
    assert SECRET not in written.getvalue()


def test_developers_read_all_of_it() -> None:
    logger, written = logged(as_json=False, with_words=True)
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        logger.error("broken", exc_info=error)
    assert SECRET in written.getvalue()


@pytest.mark.parametrize("as_json", [True, False])
def test_a_request_is_named_by_its_route(as_json: bool) -> None:
    logger, written = logged(as_json=as_json)
    request = HttpRequest()
    request.method, request.path = "GET", f"/i/{SECRET}/"
    record = {"request": request, "status_code": 500}
    logger.error("Internal Server Error: %s", request.path, extra=record)
    assert SECRET not in written.getvalue()
    assert "(no such page)" in written.getvalue()


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("2001:db8:1:2:3::4", "2001:db8:1::"),
        ("unix:", "-"),
        ("", "-"),
    ],
)
def test_addresses_lose_what_tells_households_apart(address: str, kept: str) -> None:
    assert log.truncated_address(address) == kept
