# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Long Table, first words and every day. See `demo.script` for how to read this."""

from __future__ import annotations

ARRIVING = """
@ day 1 10:20 · arriving · Barley
# Before you sit down
Peace to this table and whoever comes to it.

We are parents, partners, brothers, sisters and grown children of people who live with
psychosis, addiction or depression. Three congregations share the hall and the kettle. Some of
us pray, some used to, some never did. All of that is welcome, and none of it is asked for.

- Nobody's illness is a lesson, a punishment or a test.
- Prayer is never instead of a doctor, and a doctor is never an insult to prayer.
- The person we love is not here to speak, so we tell only our half. No names, no towns.
- We do not tell each other what to do about medicine.
- Tea is always an acceptable answer.

@ 2m · Barley · pins

@ 1h · Third Pew
I tested the tea. It is acceptable.

@ 40m · Candle End
I keep an eye on this table in the evenings. If something here is more than you can hold
tonight, say so in any words at all, and I will come and sit by you.

@ day 2 19:15 · arriving · Salt Cellar
# I do not believe in anything and my wife says you have biscuits
She comes to one of the three, I will not say which. I come to fetch her. Our son has been
using for six years. I did not know men were allowed to say it in the car park, let alone here.

If this is only for the religious I will go quietly.

@ 11m · Zaytun
Stay loudly. Welcome. Mine too, nine years, and one of them now a good one.

@ 25m · Third Pew
The biscuits are not religious. Sit down.

@ 1h · Low Hymn
I play the organ in one of them and could not tell you on most days what I believe. There is a
whole bench of us.

@ 30m · Salt Cellar
Well. Good evening, then.

@ day 3 12:00 · table · Barley · announcement
# The Thursday circle
Hazel Switch keeps a circle on Thursday evenings in the small room behind the kitchen. You can
come once, or every week, or stand in the doorway. There is a moment at the beginning in which
anybody who likes is quiet, each in their own way, and then we talk in turns.

Passing is a turn too.

@ 2h · Hazel Switch
The doorway has a comfortable chair in it. I put it there on purpose.

@ 4h · Seven Coats
I would like the doorway chair this week, please.

@ 15m · Hazel Switch
It is yours.

@ day 6 20:40 · table · Stone Soup
# Eleven minutes
I cook. It is what I do about everything. My son is twenty-six and lives with us, and hears
voices, and has not eaten with us since before the last hospital. I put his plate outside his
door, and it comes back, and we have got used to that.

Tonight he came down. He sat in the corner with his coat on and ate soup with us for eleven
minutes. I know because I looked at the clock so as not to look at him. Nobody said anything
clever. His sister passed the bread.

Then he went up, and I went out to the bins and wept.

@ 9m · Candle End
Eleven minutes with his coat on. I am so glad, and I know those bins.

@ 30m · Sparrow on the Sill
God bless that sister and her bread.

@ 1h12m · Mint Tea
When my brother was like that, we had a rule: nobody says "at last". It was the hardest rule
we ever had. You kept it without knowing.

@ 4d · Stone Soup
For those who asked: not on Friday, not on Saturday, and on Sunday nineteen minutes, no coat.

@ 20m · Two Sugars
No coat.

@ day 9 14:05 · table · Sparrow on the Sill
# The school gate
I am bringing up my grandson while my daughter is getting help for her drinking. He is six.
Yesterday at the gate another grandmother asked him straight out where his mum was, and he
looked up at me.

I said, "She is getting well, and he is staying with me." And he said, "And with the cat."

I would love to know whether I said too much, or too little, or to whom.

@ 33m · Unmatched Gloves
I think he will remember that you answered with him in the room, and that it was true. And the
cat.

@ 1h · Wick
I was that child, thirty years ago. What I got was "she's tired". I knew it was not true, so I
thought it must be worse, and that it was me. I would have given a lot for "she is getting
well".

@ 20m · Sparrow on the Sill
Wick, thank you. I am going to read that to my daughter when she is ready to hear it.

@ day 17 18:10 · table · Zaytun
# I forgot to worry
My son is a year without, this month. I do not say it aloud much, in case it hears me.

Today I was choosing aubergines, and found that I had not thought about him for perhaps an hour.
And straight away I was frightened, as if it was my worrying that had held him up.

@ 16m · Third Pew
I know that feeling. I used to think the aeroplane stayed up because I gripped the arms of the
seat.

@ 8m · Zaytun
Yes. Exactly that. And my hands are so tired.

@ 2h50m · Hazel Switch
I have heard people call it learning to love with open hands. I am still at the stage of
opening one finger at a time.

@ 14h · Salt Cellar
A year. Mine is back at the beginning, for now, and I still wanted to hear yours. Do say it
aloud here.

@ 2h · Zaytun
Then I say it: a year. And may yours have his. I will keep a chair for that day.
"""
