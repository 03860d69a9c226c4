# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heron Lane, what two people write to one another. See `demo.script` for how to read this."""

from __future__ import annotations

BETWEEN_TWO = """
@ day 10 18:20 · to Wren · Pocket Map
You sat on a wall and I sat on a bench, so I thought we might compare furniture. Only if you
like. I am slow at answering and I do not mind if you are, too.

@ 2h · Wren · says yes

@ 4m · Wren
Hello from the wall. It was quite a good wall, in the end. I would like that.

I will say now that I am not very interesting in the weeks when I do not go out.

@ 22h · Pocket Map
I am not very interesting in any week, I have it in writing from my brother.

May I ask you something I would not ask on the boards? When you got home that day, did you tell
anybody straight away, or did you wait until it had shrunk? I always wait. I think it may be
why I end up telling nobody.

@ 3h · Wren
I waited one night. I told my mother in the morning because she looked at my shoes.

I think I wait because I want to tell it as a funny story, and it is not funny yet. You could
tell me before it is funny. I would not need it to be good.

@ 20h30m · Pocket Map
That is a kind thing to be told. I have read it a few times.

@ 6d2h · Wren
Two stops. You will have read it, but I wanted to say it to you as well. I thought of your
sandwich.

@ 50m · Pocket Map
I did read it, and I said "oh" out loud in the kitchen. I am so glad. I hope there was
something nice for tea.

@ 2d14h · Pocket Map
This one is before it is funny. I have to go to the dentist. I am going to write about it on
the board, and I am going to leave out that I have cancelled four times already. There, now
somebody knows.

@ 58m ago · to Wren · Thimble
I laughed about the oranges, and then I thought about where the lamp is for the rest of the
day. I am new here and do not know many people. Would it be all right to write to you now and
then? About lamps, mostly.
"""
