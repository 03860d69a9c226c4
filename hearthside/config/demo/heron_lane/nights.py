# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heron Lane, the small hours. See `demo.script` for how to read this."""

from __future__ import annotations

NIGHTS = """
@ day 3 03:12 · nights · Owl Post
# Three in the morning club
I nurse on nights, and on my nights off my body has not been told. So here I am at the
kitchen table with toast, and the whole street is dark except for one window at the end.

If you are that window: hello. If you read this at noon, also hello.

@ 19m · Tomillo · es
Una ventana más: panadero. Me levanto cuando los demás se duermen. Buenas noches o buenos
días, según.

@ 8m · Owl Post
Good something to you too. (I looked up "panadero". I am now hungry for your bread.)

@ 4h · Second Post
I am on the early side of the club. Awake from four, every day since I stopped working. I used
to be out on my round by then, and nobody has told my feet.

@ 9d16h · Plum Jam
Dear club, I was up at three with my hip, and thought of you all with your toast. It was less
long than usual.

@ day 4 23:52 · nights · Dusk
help

@ 3m · Lamplight
I am here, Dusk. One word was enough. What is it like where you are right now?

@ 2m · Dusk
loud. in my head not outside. everything at once

@ 2m · Lamplight
That sounds like a lot. I ask everybody this, because it is easier when somebody asks: are you
thinking of ending your life?

@ 4m · Dusk
no. not that. i just cant do this evening

@ 2m · Lamplight
Thank you for telling me plainly. Then we do this evening in small pieces, and I stay while we
do. If it changes, "Get help" at the top has people who answer all night, and I would stay here
while you reach them. Are you sitting or standing?

@ 1m · Dusk
floor

@ 2m · Lamplight
The floor is good, it holds still. When mine was loud I put my back against the washing
machine. Is there something behind you?

@ 3m · Dusk
bed

@ 6m · Owl Post
Another window here, Dusk. Not much of a talker at this hour, but I am up till morning anyway.

@ 15m · Dusk
its a bit less

@ 2m · Lamplight
A bit less is a real amount. I am here till one, and Owl Post after that.

@ 9h · Dusk
i slept. thank you both

@ day 10 01:40 · nights · Northbound · wants listen
# Bad dreams
Same one, third night. I will not go into what it is. It is from work, a long time ago.

Got up, checked the doors, checked them again. Now on the stairs, because you can see both
ways from the stairs.

@ 12m · Owl Post
Awake. Not going to ask what it is. Are the stairs all right for now?

@ 4m · Northbound
Stairs are fine. Dog is one step down.

@ 3m · Owl Post
What is the dog called?

@ 2m · Northbound
Biscuit. She did not choose it.

@ 9m · Lamplight
For a long time I got up and checked too. What I have now is a list on the back of the door,
with ticks, so that I do not have to believe myself. It does not work every night.

@ 5m · Northbound
A list I could do. I was good at lists.

@ 6h · Northbound
Slept from four. On the sofa. Dog too. Ringing the people I was told to ring, today, before I
think better of it.

@ day 15 02:33 · nights · Second Post
No sleep.

@ 9m · Owl Post
Club is open. Toast?

@ 3m · Second Post
Go on then. It is the going back that does it. Each time I shut my eyes I am sorting.

@ 6m · Owl Post
I dream in call bells. I have started saying out loud, "that is tomorrow's", to the ceiling.
The ceiling has not objected.

@ 5h · Second Post
Told the ceiling. Got two hours. Better than it was.

@ day 19 23:20 · nights · Dusk
# still here
i wrote one word a while ago and people came. so here are more words

this week was medium. slept five hours in a row on wednesday. went to the appointment because
it was already in the calendar and it would have been more work to cancel it

the loud is still there but it has a door now, sometimes

@ 4m · Wren · gives hope: Dusk

@ 3m · Lamplight
I am very glad of the more words. "It would have been more work to cancel" got me through a
whole year, I think.

@ 14m · Halfway Up
It has a door now, sometimes. I am keeping that one.

@ 9h · Quiet Drummer
Mine is loud too, in its own way, and has had a door for some years. Some days I oil the
hinges. Good morning, Dusk.

@ 40m · Dusk
good morning
"""
