# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Back Step, the start of the shift and wear and tear. See `demo.script`."""

from __future__ import annotations

SHIFTS = """
@ day 1 13:05 · start · Proving Drawer
# What the back step is, and who is not on it
It is where you go for five minutes when it gets too hot in there, in either sense.

- The office does not read this. Not my manager, not yours. I asked for that in writing.
- Names stay inside. Make one up. If you guess whose is whose, keep it to yourself.
- We talk about us. Nobody who is not here gets discussed by name, shift or haircut.
- No fixing each other. "Same here" is plenty.
- If it is about safety at the machines, that goes in the book as well as here.

Four years ago I was off for five months, and came back to a welcome cake that I had to bake
myself. We can do better than that.

@ 3m · Proving Drawer · pins

@ 45m · Crumbs
Was it a good cake though.

@ 10m · Proving Drawer
It was a very good cake. That was the sad part.

@ 6h · First Light
I do first aid on the early shift and have done the other kind of listening too. I look in here
before and after. If it cannot wait for that, "Get help" is at the top of every page, and you do
not have to work out first whether it is bad enough.

@ day 2 06:40 · wear · Four A.M.
# Nights
Eleven years of nights. I can sleep in a chair, I can sleep in the van, I cannot sleep in my bed.
My kids are quiet all day on tiptoe, and the tiptoeing wakes me up.

I am not asking for anything. It just goes round.

@ 50m · Left at the Lights
The tiptoeing. My lot do that. I told them to be normal, and they were, and that was worse.

@ 3h · Second Breakfast
I did nights for six. What I had was a room at my mother's with the curtains taped down, two
afternoons a week. She used to guard the door like a dog. Not everybody has such a mother.

@ 9h · Four A.M.
My brother has a box room. Huh.

@ 6d · Four A.M.
Tried the box room. Slept five hours with a coat over the window. Woke up not knowing what year
it was. Best I have felt since spring.

@ day 3 17:20 · wear · Loose Change
# The man with the loaf
Shop counter. A man threw a loaf at me today because it was sliced. It is bread, it does not
hurt. Everybody laughed, me too.

It is eight hours later nearly and my hands are still going. I keep explaining to him, in my
head, what unsliced means.

@ 8m · Third Tray
I would not have laughed if I had been there. Or I would have, and then gone home with shaky
hands.

@ 20m · First Light
After something like that mine go for a day. I let them. I put them round a cup so that they
have a job.

@ 35m · Spare Whisk
I lead a shift, not yours as far as I know. It can go into the book as an incident, and nobody
has to have been hurt for that. If you want company writing it, any of us would sit with you.

@ 14h · Loose Change
Wrote it in the book. Two sentences. My hand was steady by the second one.

@ 1h · Sesame
He threw one at me in January. I wrote mine too, now, underneath yours.

@ day 5 22:10 · wear · Spanner
# I do not do this sort of thing
Maintenance. If it is broken I mend it, that is the arrangement. I have been here since before
the new ovens.

Last week I sat down in the plant room to look at a bearing, and when I looked at the clock it
was an hour later. I had not looked at the bearing. Nothing was wrong. I was only sitting there
like something that had been unplugged.

That is all. I will probably delete this.

@ 13m · Rota
Please do not. I know that hour. Mine was in the stationery cupboard.

@ 25m · Second Breakfast
I sat in the walk-in once with a bag of peas on my knee until somebody came for the peas.

@ 1h · Proving Drawer
What did you do after the hour?

@ 9m · Spanner
Looked at the bearing. It was fine.

@ 11h · First Light
I am only going by myself here: I had a stretch of those hours, and I thought it was my age. I
told my doctor about it on the way out, with my hand on the door handle. He told me to sit down
again. I was glad afterwards.

@ 5d · Spanner
Hand on the door handle. Did that. She told me to sit down again as well. They must teach them.
Signed off for two weeks. I have mended everything in my house, and am starting on next door.

@ 30m · Rota
Leave something broken, for the week after.

@ day 9 23:48 · wear · Rota
# Twelve minutes to midnight
I plan the shifts. When somebody rings in sick at night, it rings on me. I have answered four
messages since I went to bed, and each time I was nice. I heard myself being nice.

My partner has taken to saying "is it them" as one says it of mice.

@ 6m · Four A.M.
It is them. Sorry. One of those was probably us.

@ 10m · Spare Whisk
I do not want to say what you ought to do. I can say that I thought nobody else could do my
nights either, and then I had flu, and there turned out to be a man called Voicemail.

@ 9h · Proving Drawer
Nobody agreed to you being on all night. If you want it raised, I raise things. It would be
about the job and not about you.

@ 2d · Rota
Raised. From next month there is a list, and I am on it every fourth week like everyone else. I
slept through on the first trial night, and woke at three anyway to see if I had.

@ 25m · Slow Rise
Every fourth week. I am putting that on a cake.

@ day 12 05:15 · wear · Crumbs
# Me, of all people
You know me, I am the loud one. So here is a thing. In the cold store today the door swung shut
behind me, and it opens from the inside, I have done it a thousand times, and I could not find
the handle because my hands had stopped being mine. Heart like a mixer with a spoon in it. I
thought, so this is it, next to the butter.

It was perhaps two minutes. I came out and did a funny walk and everybody laughed.

I do not want to go in there tomorrow.

@ 48m · First Light
That sounds frightening, and there is nothing odd about who it happens to. It was me once, in a
lift, in uniform. Does it help to have somebody near, or is it worse?

@ 12m · Paper Bag
If it helps: I stack by that door from five. I can be on the other side of it, reading out the
football. You do not have to tell me that you are you.

@ 7m · Crumbs
The football please.

@ 1h · Third Tray
I wedge it with a tray of scones when I go in. Nobody has ever asked me why.

@ 22h · Crumbs
Went in. On the other side somebody read out the second division in a monotone. I have never
been so bored in my life. It was wonderful.

@ 35m · Paper Bag
I have the third division ready, in case it is needed.
"""
