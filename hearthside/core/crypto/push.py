# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web push: a pair of keys by which push services know us, and words only one browser can read.

Sources: RFC 8291 (sealing for a browser), RFC 8292 (VAPID, who is sending).
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

_CURVE = ec.SECP256R1()
_VALID = timedelta(hours=12)
_POINT_BYTES, _SECRET_BYTES = 65, 16


class NotAKey(ValueError):
    """What a browser sent is no key that something can be sealed with."""


def new_pair() -> tuple[str, str]:
    """Return a fresh pair as text: the private half, and the public one as browsers want it."""
    key = ec.generate_private_key(_CURVE)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return _text(private), _text(_point(key.public_key()))


def sealed_for(browser_key: str, browser_secret: str, words: bytes) -> bytes:
    """Seal words so that only one browser can read them, padded to one size by the caller.

    Raises:
        NotAKey: the browser's key or secret is none.
    """
    import http_ece  # noqa: PLC0415 — only the courier ever seals

    point, secret = read_key(browser_key), read_secret(browser_secret)
    sealed: bytes = http_ece.encrypt(
        words,
        private_key=ec.generate_private_key(_CURVE),
        dh=point,
        auth_secret=secret,
        version="aes128gcm",
    )
    return sealed


def signed_claim(private: str, *, audience: str, contact: str, now: datetime) -> str:
    """Return the ``Authorization`` by which a push service knows that it is us who sends."""
    from py_vapid import Vapid02  # noqa: PLC0415 — only the courier ever signs

    key = load_der_private_key(_bytes(private), None)
    claims = {"aud": audience, "sub": contact, "exp": int((now + _VALID).timestamp())}
    said: str = Vapid02(key).sign(claims)["Authorization"]
    return said


def read_key(text: str) -> bytes:
    """Return a browser's public key.

    Raises:
        NotAKey: it is none.
    """
    point = _bytes(text)
    if len(point) != _POINT_BYTES:
        raise NotAKey("key")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    except ValueError as error:
        raise NotAKey("key") from error
    return point


def read_secret(text: str) -> bytes:
    """Return a browser's secret.

    Raises:
        NotAKey: it is none.
    """
    secret = _bytes(text)
    if len(secret) != _SECRET_BYTES:
        raise NotAKey("secret")
    return secret


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise NotAKey("not base64") from error
