# SPDX-License-Identifier: AGPL-3.0-or-later
"""To which machines we speak, and to which never."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from pathlib import Path

import pytest

from hearthside.core import outbound
from hearthside.core.outbound import NotAllowed, NotReached, Trust, is_public, post, whole
from hearthside.core.tests.tls import https_machine


def send(url: str, *, seconds: float = 2.0) -> int:
    return post(url, body=b"hello", headers={}, connect_seconds=seconds, read_seconds=seconds)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)  # fmt: skip
def test_what_only_we_can_reach_is_not_public(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize("number", ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111"])
def test_what_everybody_can_reach_is_public(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "url",
    [
        "http://push.example.org/x", "ftp://push.example.org/", "https://", "hello", "",
        "https://push.example.org:8443/x", "https://me:secret@push.example.org/",
        "https://127.0.0.1/x", "https://[::1]/x", "https://169.254.169.254/latest/",
        "https://push.example.org/\r\nHost: other", "https://push.example.org/a b", "https://push.example.org:port/",
        "https://push.example.org/" + "x" * 1000,
    ],
)  # fmt: skip
def test_only_plain_https_to_a_public_name_is_an_address(url: str) -> None:
    with pytest.raises(NotAllowed):
        whole(url)


def test_a_sound_address_is_taken_apart() -> None:
    assert whole("https://push.example.org/send/1?a=b") == (
        "push.example.org", 443, "/send/1?a=b",
    )  # fmt: skip


def test_a_name_that_leads_to_a_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lead(*where: object, **how: object) -> list[object]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443))
            for number in ("1.1.1.1", "10.0.0.7")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", lead)

    with pytest.raises(NotAllowed, match="not-public"):
        send("https://push.example.org/")


def test_it_is_spoken_to_under_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with https_machine(tmp_path) as machine:
        monkeypatch.setattr(outbound, "TRUST", machine.trust)

        assert send(f"{machine.url}/send/1?a=b") == 201

    (heard,) = machine.heard
    assert (heard.path, heard.body) == ("/send/1?a=b", b"hello")
    assert heard.headers["host"].startswith("localhost:")


def test_no_redirect_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with https_machine(tmp_path) as machine:
        monkeypatch.setattr(outbound, "TRUST", machine.trust)
        machine.status, machine.location = 307, f"{machine.url}/elsewhere"

        assert send(f"{machine.url}/") == 307

    assert len(machine.heard) == 1


def test_a_certificate_we_do_not_know_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with https_machine(tmp_path) as machine:
        trust = Trust(machine.trust.allows, None, ssl.create_default_context)
        monkeypatch.setattr(outbound, "TRUST", trust)

        with pytest.raises(NotReached, match="SSL"):
            send(machine.url)

    assert machine.heard == []


def test_an_answer_that_comes_letter_by_letter_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with https_machine(tmp_path) as machine:
        monkeypatch.setattr(outbound, "TRUST", machine.trust)
        machine.drips_for = 5.0
        began = time.monotonic()

        with pytest.raises(NotReached):
            send(machine.url, seconds=0.4)

        assert time.monotonic() - began < 3


def test_who_does_not_answer_in_time_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        trust = Trust(lambda address: address.is_loopback, None)
        monkeypatch.setattr(outbound, "TRUST", trust)

        with pytest.raises(NotReached):
            send(f"https://localhost:{silent.getsockname()[1]}/", seconds=0.2)
