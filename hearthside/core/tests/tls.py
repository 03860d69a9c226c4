# SPDX-License-Identifier: AGPL-3.0-or-later
"""A web server on this machine that speaks https, for what is sent to other machines."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hearthside.core.outbound import Trust


@dataclass
class Heard:
    """One request that came in."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Machine:
    """The server: where it is, what it heard, and what it answers next."""

    url: str
    trust: Trust
    heard: list[Heard] = field(default_factory=list)
    status: int = 201
    location: str = ""
    drips_for: float = 0.0
    """For how many seconds it sends a header letter by letter, each just in time."""


@contextmanager
def https_machine(folder: Path) -> Iterator[Machine]:
    """Run one until the end of the block."""
    certificate = _certificate(folder)
    machine: Machine

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            names = {name.lower(): value for name, value in self.headers.items()}
            machine.heard.append(Heard(self.path, names, body))
            if machine.drips_for:
                self._drip()
                return
            self.send_response(machine.status)
            if machine.location:
                self.send_header("Location", machine.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _drip(self) -> None:
            end = time.monotonic() + machine.drips_for
            with suppress(OSError):
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                while time.monotonic() < end:
                    self.wfile.write(b"x")
                    time.sleep(0.05)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — its own name
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    trust = Trust(
        lambda address: address.is_loopback,
        ports=None,
        context=lambda: ssl.create_default_context(cafile=str(certificate)),
    )
    machine = Machine(f"https://localhost:{server.server_port}", trust)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield machine
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "machine.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path
