# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Long Table, faith and doubt, and who waits. See `demo.script` for how to read this."""

from __future__ import annotations

FAITH = """
@ day 10 11:10 · faith · Loose Thread · notes faith
# What somebody said at the door
My sister has been very depressed. After the service a man I have known all my life took my hand
and said that if she prayed more she would feel the joy.

He meant it kindly, I could see that. I have not been back since. She prays more than any of
us. She prays with her coat on because she is cold all the time.

@ 21m · Low Hymn
I am so sorry. I have heard that sentence from the organ bench, with nowhere to go but the next
hymn.

@ 35m · Mint Tea
An aunt told us my brother's illness was a weakness of faith. Our imam came to the house and
sat with my brother, and then with my aunt. To her he said: when your knee hurts you go to the
doctor and you pray, and nobody says the knee does not believe. I have lived on that knee for
three years.

@ 4h · Loose Thread
The knee. Oh, I can use the knee.

@ 1h50m · Barley
If you want the man spoken to, there is somebody in each of our houses who does that well and
softly. If you do not want it, that is all right too.

@ 1d6h · Loose Thread
I would like it, please. And I told my sister about the knee. She said, "It is my whole leg,
but yes."

@ day 13 08:30 · faith · Low Hymn
# Playing without believing
I have played for thirty-one years. Since my daughter's second time away I play the notes and
there is nobody in there. I look at the backs of people's heads, and they are comforted, I can
see their shoulders come down, and I feel like a man selling bread who cannot eat.

I am not asking to be talked round.

@ 40m · Zaytun
No talking round. Only: I have gone on setting the table on days I could not taste, and the
others ate.

@ 2h · Unmatched Gloves
After my son died I sat in the back row for a year and could not sing. Somebody played. It held
me up, and I did not need whoever it was to believe it for me. I only needed it to be in tune.

@ 1h · Low Hymn
I had to get up and walk about the room.

@ 10m · Unmatched Gloves
Take your time. The bench will keep.

@ 5h · Hazel Switch
What is your daughter's favourite, if I may ask? It does not have to be a hymn.

@ 45m · Low Hymn
A dance tune from when she was twelve. I can play it with the pedals. I might, after
everybody has gone home.

@ day 16 19:45 · faith · Unmatched Gloves · notes grief substance · wants listen
# His place
My son died two winters ago. Addiction had him for a long time, and us with it. I say his name
at home.

My husband still lays four places when he is tired. This evening I did not take the fourth away.
We ate, the three of us, with his plate there, and my daughter told a story about him that I
had never heard, about a goose.

I do not need anything. I only did not want the goose to go unrecorded.

@ 15m · Sparrow on the Sill
The goose is recorded. May I say his plate was in good company.

@ 20m · Stone Soup
I will cook something with four places in mind tomorrow.

@ 1h · Salt Cellar
I would like to hear about the goose one day, if it can be told.

@ 30m · Unmatched Gloves
It involved a borrowed bicycle, and he lost. One day, yes.

@ 6h20m ago · ourselves · Two Sugars
# He laughed
At the radio, at something about a pelican. It lasted about as long as it takes to write this.
I stood quite still in the hall with the washing, so as not to frighten it.

@ 26m ago · arriving · First Bell
My daughter went into hospital last night. She is nineteen. They were kind and I signed things
and now I am home and her tea is still in the cup.

I do not know what one does next.
"""
