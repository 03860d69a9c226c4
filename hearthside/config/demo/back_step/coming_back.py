# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Back Step, coming back to work, and life outside it. See `demo.script`."""

from __future__ import annotations

COMING_BACK = """
@ day 4 18:30 · back · Slow Rise
# First week after four months
I have been back since yesterday, three hours a day, on the easy end of the line. People are
being so careful with me that I feel like a tray of eggs.

And I get lost. I have worked here for seven years, and yesterday I stood in the corridor and
did not know whether I was going or coming.

@ 1h5m · Spare Whisk
I lead a shift and somebody came back to mine in spring. Afterwards I asked what would have been
better. She said: "Ask me on the first day what I want people told, and give me one thing that
is really mine to do." I had done neither. I have written it inside my locker.

@ 2h · Slow Rise
One thing that is really mine. I would like the rye back.

@ 6d · Slow Rise
I asked. I have the rye back. It is four trolleys, and it came out a bit flat, and I took one
home and ate it like a king.

@ 20m · Day Old
I am coming for a slice, when I come.

@ day 7 12:10 · back · Day Old
# The card
A card came from the line. Everybody had signed it, and somebody had drawn a bun with a bandage
on. I put it in the cutlery drawer, because I cannot look at it and I cannot throw it out.

I am off because I am worn through. You cannot see it on me. I went to the shop and ran into one
of the drivers, and I was holding a melon, and I felt as though I had been caught.

@ 22m · Slow Rise
I hid from one of the cleaners behind a post box. A post box is not wide.

@ 8m · Left at the Lights
If the driver was me, I was only thinking that it was a good melon.

@ 1h · Second Breakfast
I signed that card. I will tell you what I thought while I did it. I thought, I hope the drawer
it ends up in is a nice one. I had mine in with the batteries.

@ 3h · Day Old
With the batteries. I am laughing a bit. Thank you. It is not a bad drawer.

@ 8d2h · Day Old
The card is on the fridge. I can look at it if I squint.

@ day 10 19:25 · outside · New Apron
# Eight weeks in
Apprentice. Good at it, they say. I have a room with a kettle in it. I ring home and say it is
great, and it is, I eat my lunch in the van bay because I do not know where to sit.

At home there were nine of us round one table, and I used to long for some quiet.

@ 9m · Second Breakfast
Canteen, left of the door, the table with the wobbly leg. It belongs to whoever sits down, and
there is always somebody new. You need not be anybody in particular.

@ 14m · Sesame
I came here from a long way away, and ate in the van bay for the whole first winter. There is a
good crate out there, but it is a cold one.

@ 17h · New Apron
Sat at the wobbly table. They made me guess everybody's favourite crust. I am a heel person, it
turns out that is controversial.

@ 20m · Second Breakfast
It is not controversial, it is wrong, and there is room at that table for it.

@ day 11 21:05 · outside · Left at the Lights
# My dad and the van keys
I look after my dad before and after the round. He has started hiding things to keep them safe.
Today it was my van keys. I was forty minutes late, and said it was traffic.

He was a driver himself. He looked so pleased that they were safe.

I have been flat for weeks. I get up, dad, van, dad, bed. I could not tell you what I last
enjoyed.

@ 20m · Paper Bag
That is two jobs with a van in the middle. I am sorry. He sounds like a lovely man to lose your
keys to.

@ 1h35m · First Light
You told us something important at the end there, about not enjoying anything. I am glad you
wrote it. Does anybody at home know?

@ 9h · Left at the Lights
No. Well, you lot.

@ 4h · Proving Drawer
There is a thing called carer's leave, and there is a woman in payroll who knows it by heart and
does not ask why. I can tell you which door.

@ 3d · Left at the Lights
Knocked on the door. Two mornings a week from next month. And I told my sister, all of it, even
the flat part. She is taking Sundays. The keys were in the bread bin, which in our line of work
is almost a joke.

@ day 18 14:15 · outside · Second Breakfast · notes grief
# Her handwriting
My mother died in the spring. Today I wanted to make her almond biscuits for the canteen, and
got out the card, and it is in her writing, and at the bottom it says "you will have let them
burn, start again".

I stood in the pantry for a while.

@ 11m · Four A.M.
She guarded the door for you. I remember that.

@ 16m · Second Breakfast
She did.

@ 50m · Sesame
My grandmother wrote "enough" for every amount. Enough flour. I am still finding out.

@ 3h · Day Old
Did they burn?

@ 25m · Second Breakfast
They did. I started again.

@ day 20 17:30 · back · Third Tray
# The noise
I work short days at the moment, packing side, and it is going all right. The one thing is the
noise at the change of shift, when both lines talk at once. I go rather blank.

I have begun to go and count stock for those ten minutes. Nobody needs that stock counted.

@ 30m · Slow Rise
I sweep the yard. It is the best swept yard in the trade.

@ 1h · Spare Whisk
I would think that a shift lead somewhere is delighted with the stock. It could also be made
official, if you ever wanted ten minutes that nobody asks about.

@ 18h · Third Tray
I might like that. I will think about who I would ask.

@ 1h35m ago · outside · Four A.M.
Youngest drew me a picture of our family and I am asleep in it. Everybody else has eyes.
"""
