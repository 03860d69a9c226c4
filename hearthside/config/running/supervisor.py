# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parent process of a running Hearthside. It does not load Django, and so stays small.

It binds the address and has everything made ready once. The servers load meanwhile and
wait; then it keeps them and the courier alive until it is asked to stop.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from hearthside.config.running.children import Child, Process, end_all, start
from hearthside.config.running.gate import Gate
from hearthside.config.running.listening import link_to
from hearthside.config.running.signals import Signals
from hearthside.config.version import VERSION

DATABASE_AWAY = 75
"""What `hearthside prepare` ends with when the database does not answer; it is tried again."""

_TRY_AGAIN_SECONDS = (2.0, 5.0, 10.0, 30.0)
_END_WITHIN_SECONDS = 4.5


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run, and from where."""

    data: Path
    host: str
    port: int
    servers: int
    demo: bool


@dataclass
class Supervisor:
    """Keeps what a plan names alive. Everything happens in `run`."""

    plan: Plan
    door: socket.socket
    signals: Signals
    gate: Gate = field(default_factory=Gate)
    preparing: Process | None = None
    tries: int = 0
    prepare_at: float = 0.0
    children: list[Child] = field(default_factory=list)
    is_open: bool = False
    is_prepared: bool = False
    said: str = ""
    failure: int = 0

    def run(self) -> int:
        """Run until somebody asks to stop, and return the exit code."""
        self._prepare()
        self._add_servers()
        try:
            self._look_at_children()
            while not self.signals.stopping and not self.failure:
                if self.signals.wait(self._next_look_seconds()):
                    self.is_open = True
                self._look_at_preparation()
                self._look_at_children()
                self._say_once(self._how_it_stands())
        finally:
            self._end()
        return self.failure

    def _add_servers(self) -> None:
        shared = (self.door.fileno(), self.signals.words_in, self.gate.reader)
        words = ["serve", *map(str, shared)]
        for number in range(self.plan.servers):
            name = "server" if self.plan.servers == 1 else f"server {number + 1}"
            self.children.append(Child(name, words, shared))

    def _prepare(self) -> None:
        """Make the data folder, the tables and the pages ready, in a process of its own."""
        demo = ["--demo"] if self.plan.demo else []
        again = ["--again"] if self.tries else []
        self.preparing, self.prepare_at = start(["prepare", *demo, *again]), 0.0

    def _look_at_preparation(self) -> None:
        if self.preparing is None:
            if self.prepare_at and time.monotonic() >= self.prepare_at:
                self._prepare()
            return
        code = self.preparing.poll()
        if code is None:
            return
        self.preparing = None
        if code == 0:
            if self.tries:
                tell("What was missing is there again.")
            self.is_prepared = True
            self.gate.open()
            self.children.append(Child("courier", ["courier"]))
        elif code == DATABASE_AWAY:
            self.gate.open()  # help must answer in any case
            self.prepare_at = time.monotonic() + _TRY_AGAIN_SECONDS[min(self.tries, 3)]
            self.tries += 1
        else:
            self.failure = code if code > 0 else 1

    def _look_at_children(self) -> None:
        for child in () if self.failure else self.children:
            if child.has_fallen():
                tell(f"The {child.name} ended by itself. It starts again {_in(child)}.")
            child.start_if_due()

    def _next_look_seconds(self) -> float:
        pauses = [child.not_before for child in self.children if child.process is None]
        moments = [moment for moment in (*pauses, self.prepare_at) if moment]
        return max(0.05, min(moments) - time.monotonic()) if moments else 3600.0

    def _how_it_stands(self) -> str:
        """Return the address, and how to sign in where this is a demonstration.

        Where not everything could be made ready yet, return where help answers meanwhile.
        """
        link = link_to(self.plan.host, self.plan.port)
        if not self.is_open:
            return ""
        if not self.is_prepared:
            return f"\nHelp answers already:  {link}help/"
        words = f"\nHearthside {VERSION} is ready:  {link}\n"
        with contextlib.suppress(OSError):
            words += "\n" + (self.plan.data / "demo").read_text()
        return f"{words}\nTo stop it, press Ctrl-C."

    def _say_once(self, words: str) -> None:
        if words != self.said:
            say(words)
            self.said = words

    def _end(self) -> None:
        self.door.close()
        processes = [child.process for child in self.children] + [self.preparing]
        running = [process for process in processes if process is not None]
        end_all(running, within_seconds=_END_WITHIN_SECONDS)
        if self.is_open and not self.failure:
            say("Hearthside has stopped.")


def say(words: str) -> None:
    """Tell whoever started us; a closed terminal must not stop the place."""
    with contextlib.suppress(OSError):
        sys.stdout.write(words.rstrip("\n") + "\n")
        sys.stdout.flush()


def tell(words: str) -> None:
    """Write a line for the log."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {words}\n")
        sys.stderr.flush()


def _in(child: Child) -> str:
    return f"in {child.pause_seconds:g} s" if child.pause_seconds >= 1 else "at once"
