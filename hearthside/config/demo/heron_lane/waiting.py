# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heron Lane, who waits at the end of the story. See `demo.script` for how to read this."""

from __future__ import annotations

WAITING = """
@ 4h40m ago · steps · Second Post
# Until one o'clock
From next week I am to stay until one instead of eleven. It is two hours. I keep walking round
them as if somebody had left a wardrobe in the hall.

Has anybody done this bit, from a little to a little more? What did you do with the middle?

@ 3m · Second Post · is about: work

@ 3h10m ago · steps · Pocket Map · notes medical · wants similar
# The dentist
I have put it off for two years, and now a tooth has decided for me. It is not the pain, it is
lying back and not being able to see the door.

Has anybody found a way of saying that to a dentist?

@ 5m · Pocket Map · is about: anxiety

@ 40m · Halfway Up · gives with-you: Pocket Map

@ 1h20m · Wren · begins to write
I told mine at the desk, before I sat down anywhere. I had it on a card. She read the card and
said

@ 52m ago · espanol · marisol_norte · es · wants listen
Hoy le he dicho a mi madre la verdad. No toda. Un trozo. Se quedó callada y yo no sé si hice
bien.

@ 14m ago · hello · Ninepin
is anybody there
"""
