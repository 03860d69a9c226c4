# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real mailbox on this machine (IMAP4rev1, as much of it as is asked), for a test."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from itertools import count
from typing import Any

USER, PASSWORD = "replies", "a b%c"


@dataclass
class Kept:
    """A mail in the mailbox."""

    raw: bytes
    flags: set[str] = field(default_factory=set)


@dataclass
class ImapServer:
    """Where it listens, what is in it, and what it was told."""

    port: int = 0
    mails: dict[int, Kept] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    has_uidplus: bool = True
    """It says so only to whoever has signed in, as many do."""
    numbering: int = field(default_factory=count(1).__next__)
    breaks_after: int = -1
    """After so many mails were handed out it hangs up, as a bad line does."""

    @property
    def url(self) -> str:
        return f"imap://{USER}:a%20b%25c@127.0.0.1:{self.port}/INBOX"

    def put(self, raw: bytes) -> int:
        """Let a mail come in; return its number."""
        uid = max(self.mails, default=0) + 1
        self.mails[uid] = Kept(raw)
        return uid


@contextmanager
def imap_server() -> Iterator[ImapServer]:
    """Run one until the end of the block."""
    box = ImapServer()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            _Talk(box, self.rfile, self.wfile).go()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads, allow_reuse_address = True, True

    with Server(("127.0.0.1", 0), Handler) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()


class _Talk:
    def __init__(self, box: ImapServer, lines: Any, answers: Any) -> None:
        self.box, self.lines, self.answers = box, lines, answers
        self.let_in = False

    def go(self) -> None:
        self.send("* OK ready")
        for line in self.lines:
            tag, _, words = line.decode().strip().partition(" ")
            self.box.said.append(words)
            if not self.answer(tag, words):
                return

    def send(self, line: str | bytes) -> None:
        self.answers.write((line if isinstance(line, bytes) else line.encode()) + b"\r\n")

    def answer(self, tag: str, words: str) -> bool:  # noqa: C901 — one branch for each verb
        verb = words.upper().split(" ")[0]
        done = f"{tag} OK done"
        if verb == "CAPABILITY":
            more = " UIDPLUS" if self.box.has_uidplus and self.let_in else ""
            self.send(f"* CAPABILITY IMAP4rev1{more}")
        elif verb == "LOGIN":
            known = words == f'LOGIN {USER} "{PASSWORD}"'
            self.let_in = known
            done = done if known else f"{tag} NO [AUTHENTICATIONFAILED] no"
        elif verb == "SELECT":
            done = done if '"INBOX"' in words else f"{tag} NO no such folder"
            self.send(f"* {len(self.box.mails)} EXISTS")
            self.send(f"* OK [UIDVALIDITY {self.box.numbering}] numbers")
        elif verb == "LOGOUT":
            self.send("* BYE")
            self.send(done)
            return False
        elif verb == "EXPUNGE" or words.upper().startswith("UID EXPUNGE"):
            self.expunge(words)
        elif words.upper().startswith("UID SEARCH"):
            self.search(words)
        elif words.upper().startswith("UID STORE"):
            self.store(words)
        elif words.upper().startswith("UID FETCH"):
            if not self.fetch(words):
                return False
        else:
            done = f"{tag} BAD what"
        self.send(done)
        return True

    def search(self, words: str) -> None:
        if words == "UID SEARCH DELETED":
            gone = [str(uid) for uid, mail in self.box.mails.items() if "\\Deleted" in mail.flags]
            self.send(f"* SEARCH {' '.join(gone)}".rstrip())
            return
        sought = [
            re.findall(r'HEADER (\S+) "([^"]*)"', both)
            for both in re.findall(r"\(([^()]*)\)", words)
        ]
        wants_flag = " FLAGGED" in words
        found = []
        for uid, mail in sorted(self.box.mails.items()):
            head = message_from_bytes(mail.raw, policy=default)
            here = any(
                all(text.lower() in str(head.get(name, "")).lower() for name, text in both)
                for both in sought
            )
            if here and ("\\Flagged" in mail.flags) == wants_flag and "\\Deleted" not in mail.flags:
                found.append(str(uid))
        self.send(f"* SEARCH {' '.join(found)}".rstrip())

    def fetch(self, words: str) -> bool:
        found = re.match(r"UID FETCH (\d+) \((.*)\)", words, re.I)
        assert found
        mail = self.box.mails.get(int(found[1]))
        if mail is None:
            return True
        if "SIZE" in found[2]:
            self.send(f"* 1 FETCH (UID {found[1]} RFC822.SIZE {len(mail.raw)})")
            return True
        if self.box.breaks_after == 0:
            return False
        self.box.breaks_after -= 1
        raw = mail.raw.partition(b"\n\n")[0] + b"\n\n" if "HEADER" in found[2] else mail.raw
        self.send(
            f"* 1 FETCH (UID {found[1]} BODY[] {{{len(raw)}}}".encode() + b"\r\n" + raw + b")"
        )
        return True

    def store(self, words: str) -> None:
        found = re.match(r"UID STORE (\d+) \+FLAGS\S* \((\S+)\)", words, re.I)
        assert found
        self.box.mails[int(found[1])].flags.add(found[2])

    def expunge(self, words: str) -> None:
        only = re.search(r"EXPUNGE (\d+)", words, re.I)
        for uid, mail in list(self.box.mails.items()):
            if "\\Deleted" in mail.flags and (only is None or int(only[1]) == uid):
                del self.box.mails[uid]
