# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heron Lane, who waits at the end of the story. See `demo.script` for how to read this."""

from __future__ import annotations

WAITING = """
@ 3h10m ago · steps · Pocket Map
# The dentist
I have put it off for two years, and now a tooth has decided for me. It is not the pain, it is
lying back and not being able to see the door.

Has anybody found a way of saying that to a dentist?

@ 2h · Wren · begins to write
I told mine at the desk, before I sat down anywhere. I had it on a card. She read the card and
said

@ 52m ago · espanol · marisol_norte · es
Hoy le he dicho a mi madre la verdad. No toda. Un trozo. Se quedó callada y yo no sé si hice
bien.

@ 14m ago · hello · Ninepin
is anybody there
"""
