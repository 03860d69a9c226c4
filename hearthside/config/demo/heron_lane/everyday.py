# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heron Lane, ordinary days. See `demo.script` for how to read this."""

from __future__ import annotations

EVERYDAY = """
@ day 2 07:50 · everyday · Wren · wants celebrate
# The bus
This morning I walked to the stop, stood there while the bus came, and let it go without me.

It is the first time since winter that I did not turn round at the corner. My hands were
shaking and nobody looked. I counted the people who got off: four, and a pushchair.

That was all. I am home again and I have put the coat on its hook.

@ 15m · Fern · gives well-done: Wren

@ 7m · Blue Gate
I know how far it is to a corner. Well done for standing there.

@ 1h · Lamplight
I like that you counted. When I was where you are, I read the advertisements. I still know the
telephone number of a carpet shop by heart.

@ 2h · Wren
A carpet shop. I will look out for one.

@ 8h · Old Bicycle
Letting one go is part of it. Wheels get trued a quarter turn at a time.

@ day 7 08:15 · everyday · Blue Gate
# As far as the gate
Mon: gate. Touched it, went in.

Tue: no.

Wed: gate, and I stayed for one song on the headphones.

I write it down because otherwise I only remember the Tuesday.

@ 2h · Plum Jam · asks: Blue Gate
Dear Blue Gate, what was the song?

@ 15m · Blue Gate
An old one about a harbour. I chose it because it is short.

@ 10h · Marigold
For years my list had one word a week on it, and the word was "bread". I kept those lists.

@ 12h · Blue Gate · changes
Mon: gate. Touched it, went in.

Tue: no.

Wed: gate, and I stayed for one song on the headphones.

Thu: gate. The song again. A bus went by and I waved at it, in case it was Wren's.

I write it down because otherwise I only remember the Tuesday.

@ day 9 17:45 · everyday · Wren · wants listen
# Not the bus today
It did not go well, so I am writing it down quickly before I make it smaller or bigger.

I got on. It was fuller than I thought. After one stop my chest went tight and I could not
hear properly, and I asked to get off in the middle of the road, and the driver let me. Then
I sat on a wall until a woman asked if I wanted water. I said no and then I said yes.

I am cross with myself. I had told my mother that I was better.

@ 5m · Blue Gate · gives with-you: Wren

@ 2m · Lamplight
I am here. Are you home, and warm?

@ 5m · Wren
Home. Blanket. Yes.

@ 3m · Lamplight
Good. You do not have to decide this evening what it means.

@ 18m · Pocket Map
The wall, the water, all of it: mine was a bench outside a supermarket. I went back to that
bench a month later with a sandwich. I do not know why that helped, but I am fond of it now.

@ 40m · Halfway Up
You asked to get off and you got off. I would have stayed on out of politeness until the
depot.

@ 10m · Wren · gives thank-you: Pocket Map

@ 2m · Wren
That made me laugh. Thank you. I did say sorry to the driver four times.

@ 13h · Wren
Morning. I slept. I told my mother the true version. She said "one stop is a stop".

@ 50m · Marigold · looks at: Wren

@ 1h40m before now · Wren · asks: Pocket Map
Pocket Map, may I ask you something about the bench? How long did you leave it before you went
back? I walk past the wall every day now, and I cannot tell whether that is practice.

@ day 12 16:20 · everyday · Halfway Up
# One thing
I did one thing today and there is nobody at home to report it to, so: I opened the post.
All of it. Some of it was from a different year.

Would anybody else like to put a thing here? No size requirements.

@ 11m · Sock Drawer
I found the scissors. I was not looking for the scissors, but a find is a find.

@ 25m · Fern
Watered the beans. Sat down next to them afterwards, which was not on the plan.

@ 1h30m · Plum Jam
Dear all, I rang the surgery myself and spoke to the machine.

@ 50m · Wren
Ate lunch at lunchtime.

@ 10m · Brass Button
Did not answer a message from an old friend who only knows me from the pub.

@ 8m · Kettle Nine
That one is big, Brass Button. I put the kettle on in your honour.

@ 2h · Dusk
showered

@ 6m · Halfway Up
This is a very good list. I am reading it out to the post.

@ 13h · Halfway Up
Second day, second thing, and it is a grumble about my brother that I

@ 3m · Halfway Up · takes back

@ 4m · Halfway Up
I took that one back. It was true but it was not his turn to be talked about. The thing of
the day is that I noticed before anybody read it.

@ 2h · Marigold
Noticing counts double at my house.

@ day 14 09:30 · nights · Sock Drawer
# The drawer
I tipped the whole drawer on the floor in order to sort it, which was brave at nine and less
so at half past. I have now been sitting in the middle of it for some time. There is a smell
of lavender from somewhere. I have found a photo, a battery, and eleven socks that have never
met.

Somebody please tell me that this is a normal morning.

@ 14m · Marigold · moves to: everyday

@ 2m · Marigold
I carried this over from Nights to Everyday, since the sun is out. It is a normal morning here.

@ 9m · Mossy
I once started on a cupboard and slept on the sofa for three days because the bed was full of
cupboard. I put back one thing an hour and pretended it was a game.

@ 20m · Sock Drawer
One thing an hour I can do. The battery first, it looks the loneliest.

@ 3h · Old Bicycle
Keep the photo out of the drawer, if it is a good one.

@ 10m · Sock Drawer
It is. It is on the window sill now.

@ day 17 21:15 · everyday · Old Bicycle · notes grief · wants similar
# Her side of the shed
There is a bench along the left wall that was hers. Seed trays, string, a radio with paint on
it. I have walked past it for two years as you walk past somebody who is asleep.

Today I needed string.

@ 12m · Marigold
And you took some?

@ 5m · Old Bicycle
I took some. I put the ball back just as it had been. Then I had to sit down.

@ 30m · Second Post · gives with-you: Old Bicycle

@ 10m · Lento · es · notes grief
Yo tengo una taza. Sé lo que es ese cordel.

@ 6m · Rosa de los Vientos
Lento writes: "I have a cup. I know what that string is."

@ 15m · Old Bicycle
Tell him thank you. Tell him it is green string.

@ 4m · Lento · es
Verde. Gracias a usted.

@ 10h · Fern
Her beans must have been tied up nicely. Would she have let you use the string for a bicycle?

@ 2h · Old Bicycle
She would have said that is what it is for, and then told me I was tying it wrong.

@ day 18 18:40 · everyday · Wren · wants celebrate
# Two stops
On, two stops, off. I had my headphones and the window seat and I read every advertisement.
There was no carpet shop, but there was a man with a lamp on his knees, a whole standing lamp,
and he held it as if it were a child. I looked at him the entire way.

I walked home. My legs were made of something else. I am not sure I could do it tomorrow and
I am not going to promise.

@ 3m · Halfway Up · gives well-done: Wren

@ 2m · Blue Gate · gives hope: Wren

@ 2m · Pocket Map
Oh, the man with the lamp. Thank you, man with the lamp.

@ 30m · Lamplight
No promise needed. I will think of that lamp all evening, given my name.

@ 2h · Plum Jam
Dear Wren, one stop is a stop and two stops are an outing.

@ 11h · Dusk
this is the best thing i read all week

@ day 21 15:10 · everyday · Fern · wants listen
# Ups and downs among the beans
Some of you know that my moods go up and down further than other people's. I have had a slow
fortnight. I went to the plot this afternoon for the first time since, and everything had
grown without me. First I was hurt, and then I thought, well, that is rather kind of it.

I pulled some weeds, and gave the neighbour's cat a talking-to that it did not deserve.

@ 25m · Old Bicycle
Things that carry on without us: I used to find that hard. Now I lean on it.

@ 1h · Grey Scarf
Is that the plots behind the school? I walk my dog there! I think I know which one is yours,
it has the green door. You are the tall lady with the hat, aren't you?

@ 20m · Mossy
I love that it grew without you. Mine gives up if I go away for a weekend.

@ 15m · Tin Whistle
Grey Scarf, I am sure it was meant in a friendly way. For me it is easier to write here when
nobody works out who I am outside.

@ 3h · Fern · reports: Grey Scarf
I know it was not meant badly. I would rather nobody worked out who I am or where I go. Could
it be taken out of sight?

@ day 21 08:20 · everyday · Wren
# The lamp man again
I saw him from the window. No lamp this time, only a bag of oranges, but it was him.

I find that I am pleased he exists.

@ 50m · Thimble
I want to know where the lamp lives now.

@ 1h · Wren
On a table by a window, I have decided. Next to the oranges.

@ 8h · Plum Jam
Dear Wren, please keep us informed.
"""
