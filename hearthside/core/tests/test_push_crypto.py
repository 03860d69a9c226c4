# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

from hearthside.core.crypto.push import NotAKey, new_pair, read_key, read_secret, signed_claim
from hearthside.core.tests.browser import FakeBrowser

NOW = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)


def unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_a_claim_says_to_whom_until_when_and_is_signed_with_our_key() -> None:
    private, public = new_pair()

    said = signed_claim(
        private, audience="https://push.example.org", contact="mailto:us@example.org", now=NOW
    )

    scheme, _, rest = said.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    head, body, signature = parts["t"].split(".")
    assert (scheme, parts["k"]) == ("vapid", public)
    claims = json.loads(unpacked(body))
    assert claims["aud"] == "https://push.example.org"
    assert 0 < claims["exp"] - NOW.timestamp() <= 24 * 3600
    raw = unpacked(signature)
    der = utils.encode_dss_signature(
        int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    )
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unpacked(public))
    key.verify(der, f"{head}.{body}".encode(), ec.ECDSA(SHA256()))


@pytest.mark.parametrize("text", ["", "hello", "A" * 87, "é", "AAAA"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NotAKey):
        read_key(text)
    with pytest.raises(NotAKey):
        read_secret(text)


def test_the_test_browser_reads_the_example_of_the_standard() -> None:
    """RFC 8291, appendix A."""

    private = int.from_bytes(unpacked("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"), "big")
    browser = FakeBrowser("", ec.derive_private_key(private, ec.SECP256R1()))
    browser.secret = unpacked("BTBZMqHH6r4Tts7J_aSIgg")
    body = unpacked(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
        "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy"
        "4a-fN"
    )

    assert browser.opens(body) == b"When I grow up, I want to be a watermelon"
