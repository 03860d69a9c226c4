# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heron Lane, the board for first words. See `demo.script` for how to read this."""

from __future__ import annotations

COMING_IN = """
@ day 1 09:10 · hello · Marigold
# How we are with each other here
Good morning, and welcome to whoever comes in after me.

A few things we agreed on at the kitchen table before we opened the door:

- We speak from our own lives. "This is how it was for me" rather than "you ought to".
- One word is a whole post. So is none: reading along is being here too.
- We do not tell each other what illness somebody has, or what to take for it.
- We leave out details that could hurt somebody who reads this on a bad night.
- What is said here stays here, and we do not try to work out who is who.

I have been on both sides of this table. There were years when I could not answer the door.
If you are in such a year now, pull up a chair.

@ 4m · Marigold · pins

@ 31m · Old Bicycle
Chair pulled up. It squeaks, but it holds.

@ 2h · Rosa de los Vientos · es
Y en español también: quien quiera leer en silencio, aquí está en su casa.

@ 3h · Lamplight
I am usually about in the evenings and late. If you write something small at a strange hour,
there is a fair chance it will be me who sees it first.

@ day 1 18:30 · hello · Old Bicycle · notes grief
# Hello from the shed
I mend bicycles. Not for money any more, only so that they go.

My wife died two years ago in spring. People were very good, and then they were busy. That is
not a complaint. I was busy too when it was other people's turn.

I talk to the bicycles. They are poor company for the long evenings.

@ 12m · Kettle Nine · gives with-you: Old Bicycle

@ 38m · Marigold
I am glad you said that about being busy. I have been the busy one, and I have been the one
looking at the phone. Good evening to you and to the bicycles.

@ 1h · Kettle Nine
Evening. I talk to the kettle, so you are among your own.

@ 20m · Old Bicycle
What does it say?

@ 6m · Kettle Nine
Mostly that it is nearly there.

@ 13h · Fern · gives thank-you: Kettle Nine

@ 1h · Fern
I laughed at that on the way to the allotment, which has not happened in a while. Thank you
both.

@ day 5 10:04 · hello · Plum Jam
# I do not know if this is the right button
Dear all,

My neighbour's granddaughter set this up for me and has gone home, so I am alone with it now.

I am rather old. Nothing is the matter with me that is not the matter with most people my age.
It is only that from the time the post comes until the news, I hear nobody's voice, and some
days the post does not come.

If this has gone to the wrong place I apologise.

Yours, Plum Jam

@ 9m · Old Bicycle
It went to exactly the right place. Good morning.

@ 1h7m · Blue Gate
The middle of the day is long here too. I am in most of the time. It is nice to know there is
somebody else on the other side of the morning.

@ 40m · Plum Jam
Dear Blue Gate,

Then let us say good morning at ten. I shall have my coffee by the machine.

@ 12m · Blue Gate
Ten it is.

@ 5d22h · Plum Jam
Dear all,

I report that we have said good morning six times. On one of them neither of us had anything
else to say, and it did quite well on its own.

@ 35m · Marigold
That made my day, and it is not yet eleven.

@ day 10 12:00 · hello · Marigold · announcement
# Tea in the reading room, Saturday at three
The reading room on the corner has let us have the back table. There will be tea, and nobody
has to talk. You are not asked for your name: if you like, bring something yellow and we will
find you.

If coming is too much this week, it will be there again in a fortnight.

@ 1h · Old Bicycle
I will bring the folding chairs. They are green but mean it kindly.

@ 3h · Plum Jam
Dear all, I shall bring the jam, as one might have guessed.

@ 22h · Blue Gate
I will not come this time. I would like to be told about it afterwards, please.

@ 3d2h · Marigold
For Blue Gate: we were seven. It rained on the skylight. Somebody's umbrella was yellow, by
accident, and so we gained a nice man who had only come for the newspapers. There is half a
pot of jam left, and it has your name on it for as long as it keeps.

@ 20m · Blue Gate
I read this three times. Thank you.

@ 2h · Marigold · closes
This Saturday is over, so the page can rest. The next one gets its own.

@ day 13 22:48 · hello · Golondrina · es
hola

@ 5m · Lamplight · es
Hola, Golondrina. Aquí estoy. Mi español es sencillo, pero leo despacio y con gusto.

@ 4m · Golondrina · es
tengo un bebé de tres meses. duerme. yo no sé qué me pasa, lloro en la cocina para que nadie
me oiga

@ 6m · marisol_norte · es
Hola. Yo lloré en la cocina muchos meses y también pensaba que se me notaba en la cara.
Aquí no hace falta que expliques nada. ¿Estás sola en casa ahora?

@ 3m · Golondrina · es
mi marido duerme. no quiero despertarlo

@ 4m · Lamplight · es
Lo que más me ayudó a mí fue que alguien lo supiera. Pregunto lo mismo a todo el mundo, sin
juzgar a nadie: ¿estáis a salvo esta noche, el bebé y tú?

@ 5m · Golondrina · es
sí. estamos bien. es solo que no puedo más de cansada y de triste

@ 7m · marisol_norte · es
A mí me costó contárselo a la matrona y luego resultó que era lo que ella preguntaba todos los
días. No me miró raro. Te cuento mi caso nada más, cada una lleva su ritmo.

@ 11h · Golondrina · es
esta mañana se lo he dicho a él. se ha sentado conmigo en el suelo de la cocina. no ha dicho
nada, pero se ha sentado
"""
