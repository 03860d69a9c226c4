# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Long Table, hard conversations and looking after ourselves."""

from __future__ import annotations

HARD = """
@ day 4 09:50 · hard · Doorframe
# He comes home on Friday
My husband has been in hospital for five weeks. He was very unwell; he thought the street was
talking about him, and that I was part of it. On Friday he comes home.

I have cleaned everything twice. I want him here, and I am frightened, and I am ashamed that I
am frightened of a man who carries spiders outside.

@ 18m · Candle End
Our son has come home three times, and I was frightened each time. It was not him I was afraid
of, it was not knowing. The second time, the ward gave us a number to ring and a name, written
down. I asked for it at the door with my coat on. It was all right to ask.

@ 1h · Mint Tea
We told visitors "next week". The first days were only for sleeping and eggs. He said later
that what helped was that nobody watched him eat the eggs.

@ 3h · Doorframe
A number and a name. I will ask today.

@ 4d10h · Doorframe
He is home. They gave me the number before I asked. He slept most of two days. Last night he
stood in the kitchen and said, "You still have that terrible mug." We both looked at the mug.

I had to hold on to the doorframe, hence me.

@ 22m · Stone Soup
Long live the mug.

@ 40m · Candle End
How is your own sleep, in all this?

@ 9h · Doorframe
Thin. But I have rung my sister, and she is coming for the weekend, to sit with him while I
lie down.

@ day 5 21:30 · hard · Third Pew
# I said no
My brother rang for money again. I know where it goes, and he knows that I know. For eleven
years I have said yes and then been angry for a month.

This time I said: no money, but come and eat on Sunday, and I will drive you to the meeting
after if you want. He put the phone down.

I am sitting here in my good chair feeling like a criminal.

@ 7m · Zaytun
You left the door open and closed the purse. The first time I did that I was sick in the sink.
I am with you in your good chair.

@ 2d16h45m · Third Pew
He came. Late, and not quite steady, and he ate three helpings. He did not want the meeting. He
washed up, and then he stood about in the hall as he did when he was ten.

I do not know what it means. I am only telling the table.

@ 30m · Barley
Told and heard. Three helpings.

@ day 8 22:15 · hard · Wick · notes substance · wants similar
# The phone at night
My mother drinks. When she does, she rings me, and it is always after eleven, and I am forty
and I still get up and stand in the cold hall in my bare feet as if I were nine.

I would like to stop answering. I am frightened of the one night when it matters.

@ 12m · Low Hymn
My daughter's calls were like that. I would like to tell you what I did, but I have done
everything at one time or another, and regretted each on different days.

@ 35m · Hazel Switch
May I ask what would have to be in place for you to sleep? Not what is right. Only what would
have to be there.

@ 15m · Wick
That somebody else knew. That it is not only me in the hall.

@ 10m · Candle End
Then there are at least three of us in the hall now. I keep a list by my phone of who there is
besides me: a neighbour of his with a key, the night line, the emergency number. I wrote it on
a calm afternoon with my son, and it has his handwriting on it.

@ 3d · Wick
I rang her at four in the afternoon, when she is herself. I said, after ten the phone is off,
here is who there is instead, and I ring you every day at four. She was hurt. She wrote the
numbers down.

It is ten past eleven now. The phone is in the kitchen drawer, and I am in bed.

@ 8m · Low Hymn
With socks on, I hope.

@ 3m · Wick
With socks on.

@ day 12 13:25 · hard · Long Division
# I teach mathematics
I teach mathematics, and for four years I did not see that the numbers in my own house did not
add up. My wife gambles. She told me herself, in the end, on the stairs.

I am not angry yet. I mostly feel stupid. I have marked other people's sums all day long with
a red pen.

@ 40m · Salt Cellar
I spent my working life finding things out for a living, and my son sold me my own lawnmower.
You are in good company on the stupid bench.

@ 12m · Long Division
I am sorry, and I laughed. The very same lawnmower?

@ 5m · Salt Cellar
I had put a new belt on it myself. I remarked on how well it was kept.

@ 2h · Doorframe
She told you herself, on the stairs. That is not a small thing, whatever comes after it.

@ 1h · Barley
In our house the shame had to be carried out before anybody could get at the bills. There are
people who do nothing but help with the bills part, by the way. We found ours through the
advice place, and they had seen everything before.

@ 1d3h · Long Division
We have an appointment about the bills. She is coming. She asked if I would sit on her side of
the desk, and I said that was the plan.

@ day 7 16:00 · ourselves · Seven Coats
# A whole day
I took a day off. From work I take days off all the time, to drive my sister to things. This
one was from my sister.

I had looked forward to it for a month. I went to the sea, sat on a wall in my coat, and felt
guilty facing in a different direction.

@ 14m · Two Sugars
Was there at least a sandwich?

@ 9m · Seven Coats
There was an excellent sandwich.

@ 1h · Unmatched Gloves
I used to think that I would rest when it was over. Nobody told me that it is a long road with
lay-bys. I am glad that you stopped in one.

@ 23h · Seven Coats
My sister asked what I had done, and I told her. She said, "Next time bring me back a stone."
It had not crossed my mind that she might be glad for me.

@ day 14 20:20 · ourselves · Two Sugars
# Things I have said to the dishwasher
My husband has been depressed since the autumn. He is gentle and far away. I do not shout at
him; it would be like shouting at weather. I shout at the dishwasher.

Today I said to it, "I can't be the only one in this house who is allowed to be fine." It did
not answer, but then it is on the eco programme.

@ 10m · Third Pew
I have a wheelbarrow for this.

@ 25m · Doorframe
"Gentle and far away". That is how mine was, before. I missed him while he was sitting there.

@ 6m · Two Sugars
Yes. That is it. I miss him and he is right there.

@ 50m · Hazel Switch
Is there an evening when you are allowed not to be fine? Asking as somebody who was fine for
years, and very efficient.

@ 1h · Two Sugars
Not so far. I might come on Thursday. I might bring the dishwasher.

@ 30m · Barley
We have the sockets.
"""
