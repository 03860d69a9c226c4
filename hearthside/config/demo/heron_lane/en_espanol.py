# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heron Lane, the board in Spanish. See `demo.script` for how to read this."""

from __future__ import annotations

EN_ESPANOL = """
@ day 2 22:05 · espanol · marisol_norte · es
# ¿Hay alguien por aquí que hable español?
Limpio oficinas de noche. Cuando salgo, la calle está vacía y me gusta, pero luego llego a casa
y no tengo con quién hablar en mi idioma sin tener que pensar cada palabra.

Mi madre está lejos. Hablamos los domingos y le digo que todo va bien.

@ 10m · Rosa de los Vientos · es
Aquí hay alguien. Yo también tengo mi «todo va bien» de los domingos. Bienvenida.

@ 6h · Tomillo · es
Y otro. A la hora en que usted sale, yo estoy metiendo el pan en el horno. Cuando le huela la
calle a pan, piense que alguien le da las buenas noches.

@ 16h · marisol_norte · es
Esta madrugada olía. No sé si era usted, pero di las buenas noches.

@ 2h · Lento · es
Yo hablo poco, pero leo todo. Saludos.

@ day 7 15:40 · espanol · Tomillo · es
# Dormir de día
Llevo treinta años trabajando de noche y nunca me costó dormir de día. Desde que se fue mi hijo
a vivir fuera, me acuesto y me quedo mirando la raya de luz de la persiana.

No estoy enfermo, o eso creo. Me siento como una casa con una habitación de más.

@ 35m · marisol_norte · es
Qué bien dicho. A mí me pasa al revés: yo soy la habitación que falta en otra casa.

@ 3h · Lento · es
Una habitación de más. Sí.

@ 1h · Rosa de los Vientos · es
Cuando mi hermana se marchó, yo dejé su puerta abierta en vez de cerrada. Parece una tontería.
La casa respiraba mejor.

@ 1d2h · Tomillo · es
He abierto la puerta. He puesto allí la tabla de planchar, para tener que entrar. Hoy dormí
cuatro horas seguidas.

@ day 16 19:10 · espanol · Lento · es
# Su taza
Hoy hace un año. No voy a contar nada, solo quería escribirlo en algún sitio donde lo leyera
alguien.

Hay una taza suya en el estante, la azul. No la uso y no la guardo. Le quito el polvo.

@ 12m · Tomillo · es
Lo he leído. Le acompaño.

@ 20m · Rosa de los Vientos · es
Yo también, Lento. ¿Quiere decirnos cómo se llamaba el color? Hay muchos azules.

@ 25m · Lento · es
Ella decía «azul de las siete de la tarde». No sé si existe.

@ 4m · Rosa de los Vientos · es
Existe. Lo estoy viendo por la ventana.

@ 5h · marisol_norte · es
Salgo ahora del trabajo y es azul de otra hora, pero me he parado un momento a mirarlo por
ella.

@ 8h · Lento · es
Gracias a los tres. He dormido. La taza sigue ahí.

@ day 20 13:15 · espanol · Golondrina · es
# Un ratito
Hoy mi suegra se quedó con el bebé una hora. Una hora entera. Yo pensaba dormir y lo que hice
fue sentarme en un banco a comer una mandarina.

Todavía lloro, pero ya no a escondidas. La matrona me ha buscado un grupo, los jueves.

@ 22m · marisol_norte · es
La mandarina fue buena idea. Lo de no esconderse, mejor todavía.

@ 4h · Tomillo · es
Una hora en un banco con una mandarina. Yo, con el niño pequeño, me sentaba en la escalera con
un bollo, y me sabía a vacaciones.

@ 50m · Golondrina · es
Una escalera y un bollo. Lo apunto para la semana que viene.
"""
