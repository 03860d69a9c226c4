# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heron Lane, what people try. See `demo.script` for how to read this."""

from __future__ import annotations

GETTING_THROUGH = """
@ day 5 19:20 · steps · Kettle Nine · notes substance
# Seven months, and a wedding
I have not had a drink for seven months. On Saturday my niece gets married, and everybody I
used to drink with will be in one tent.

I want to go. I love that girl. I am writing here so that somebody knows.

@ 14m · Brass Button
I know. I am nowhere near seven months. What will you have in your hand?

@ 5m · Kettle Nine
That is the right question. I rang the place. They do a ginger thing in the same glass as the
rest.

@ 1h · Tin Whistle
When I went to my first party after, I parked my car so that nobody could block me in. I did
not leave early in the end. I only liked knowing that I could.

@ 30m · Kettle Nine
I will park at the gate, then, facing out.

@ 4d2h · Kettle Nine
Back. I danced, badly. At ten it got loud, and I went and sat in the car with the door open
and listened to the music from there. My niece came out in the whole dress and sat in the
passenger seat with her shoes off. Best part of the day.

@ 3h25m · Brass Button
Glad you are back. I read this on a night I needed it.

@ day 6 13:00 · steps · Second Post
# Going back, on paper
Eight months off with depression. On paper I go back in two weeks:

- week one: two mornings, sorting only
- week two: three mornings
- after that we see

It looks so small, written down. And I have read it so often that the paper is soft. What did
you tell people, those of you who went back? The ones who ask where you have been.

@ 35m · Wren
I had two sentences ready. "I was ill, and I am getting better. It is nice to be asked." Most
people only wanted one.

@ 1h · Quiet Drummer
I told one person the long version and asked her to tell the others the short one. She did it
better than I would have.

@ 4h · Second Post
I like the one person. There is a man called, well, never mind, who would do that for me.

@ 9d3h · Second Post
Did the first morning. I had thought everybody would look up, but nobody did. At ten somebody
put a tea next to me without saying anything and walked on.

Then I went home and slept until four. The second morning I was late, by the length of a car
park. I sat there. I went in.

@ 20m · Owl Post
The length of a car park is a long way. You walked it.

@ day 8 20:10 · steps · Quiet Drummer
# The radio that is not on
I hear voices. I have for nineteen years. I am writing about it because somebody new might be
reading who has never seen it said in an ordinary tone.

They are not always there. When I am tired they are. One is rude, one mostly comments on the
weather. I used to argue with them, or hide from
them, and both took the whole day. What I do now took
years and a good many people, some of them paid for it: I say, "I hear you. I am doing the
washing-up." And then I do the washing-up.

I work, I drum on Thursdays, I have bad weeks. I am happy to be asked things.

@ 27m · Halfway Up
Thank you for the ordinary tone. Does the weather one ever get it right?

@ 6m · Quiet Drummer
About as often as the forecast.

@ 1h · Mossy
Somebody I love hears voices, and I never know whether to ask about it or leave it. What do you
like best?

@ 18m · Quiet Drummer
I like "Are they busy today?" Then I can say yes or no, and we go on with whatever we were
doing. But that is me. The person you love might like another question, and might like to be
asked which.

@ 40m · Mossy
I will ask which. Thank you.

@ 2d · Blue Gate · follows

@ 3h20m before now · Mossy · asks: Quiet Drummer
I did ask which. The answer was "ask me tomorrow", and then it was a good tomorrow, and I did
not want to spoil it. Do you like to be asked on the good days, too?

@ day 11 19:02 · steps · Brass Button · notes substance · wants listen
# I drank
Twenty-six days and then yesterday. I am not going to make it into a story. I had the day off,
it rained, the shop was there.

I feel like something that has been left out overnight.

@ 4m · Kettle Nine
I am here. Glad you said it. Are you safe this evening?

@ 5m · Brass Button
Yes. My sister is here. She is doing a puzzle at me.

@ 2m · Kettle Nine
Sisters with puzzles are the best kind. For what it is worth, I have four first days. I did
not lose what was in between. I still know everything those days taught me.

@ 35m · Lamplight
It is good that she is there. If your body feels ill from stopping, that is something for a
doctor or a nurse, today rather than tomorrow; the lines under "Get help" can say where. For
tonight, I am around till late.

@ 10m · Brass Button
Rang already, the nurse on the phone was kind. Seeing someone in the morning.

@ 15h · Brass Button
Been. They were kind there too. Day one, with toast.

@ 4m · Wren · gives with-you: Brass Button

@ 5m · Old Bicycle
Every ride I ever did began in the yard.

@ day 18 21:36 · steps · Blue Gate · without a name
# The drawer
I have not opened my post since spring. There is a drawer. When the postman comes I go out, so
that I do not hear the flap. I have never said this to anybody, and I could not say it here with
my name on it.

@ 12m · Lamplight
You have said it now, and nobody laughed. How full is the drawer this evening, and how full are
you?

@ 24m · Second Post
I carried letters down that lane for thirty-one years. I can tell you that nine in ten of them
want nothing from anybody. And the tenth has waited since spring and can wait for a Saturday with
somebody beside you.

@ 15m · Blue Gate · without a name
I had not thought that a postman would answer. That helps, oddly. Saturday I could ask my
neighbour to sit in the kitchen. Not to read. To sit.

@ 6m · Second Post
To sit is the best part of the job.
"""
