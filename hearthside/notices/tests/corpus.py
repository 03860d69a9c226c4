# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: E501 -- mails have lines as long as their programmes make them
"""Mails as people and their programmes write them; all of them made up.

Each has what may be posted of it, or the doubt for which it waits for a look. ``Anna Schmidt`` is
whoever writes, and nothing of that may be posted.
"""

from __future__ import annotations

from dataclasses import dataclass

ADDRESS = "anna.schmidt@example.org"
NAME = "Anna Schmidt"
REPLY_TO = "reply+r36mboqxabuxgfx6grredjvvl7h2fg2w4rokotzjbkphyzuxmlxxzoa@community.example.org"
FROM = "no-reply@community.example.org"
OUR_MAIL = """There is something new for you.

https://community.example.org/home/

If you need somebody to talk to, at any hour: https://community.example.org/help/

--
You get this mail because you chose mail on the page “How we reach you”.
Stop these mails: https://community.example.org/stop/c2VjcmV0LXRva2Vu"""
QUOTED = "\n".join(f"> {line}".rstrip() for line in OUR_MAIL.split("\n"))


@dataclass(frozen=True)
class Sample:
    """One mail, and what of it may be posted."""

    name: str
    text: str
    words: str = ""
    doubt: str = ""


def _all() -> tuple[Sample, ...]:
    s = Sample
    return (
        s("plain", "I am here.", "I am here."),
        s("paragraphs", "One thing.\n\nAnd another.", "One thing.\n\nAnd another."),
        s("one-word", "yes", "yes"),
        s("heart", "❤", "❤"),
        s(
            "gmail",
            f"I was there too.\n\nOn Tue, Mar 3, 2026 at 6:05 PM Notes <{FROM}> wrote:\n\n{QUOTED}",
            "I was there too.",
        ),
        s(
            "gmail-wrapped",
            f"I was there too.\n\nOn Tue, Mar 3, 2026 at 6:05 PM Notes <\n{FROM}> wrote:\n\n{QUOTED}",
            "I was there too.",
        ),
        s(
            "gmail-reply-to",
            f"Me too, always.\n\nOn Tue, Mar 3, 2026, 18:05 Notes <{REPLY_TO}>\nwrote:\n{QUOTED}",
            "Me too, always.",
        ),
        s(
            "gmail-spanish",
            f"Yo también lo viví.\n\nEl mar, 3 mar 2026 a las 18:05, Notas (<{FROM}>)\nescribió:\n\n{QUOTED}",
            "Yo también lo viví.",
        ),
        s(
            "gmail-german",
            f"Das kenne ich gut.\n\nAm Di., 3. März 2026 um 18:05 Uhr schrieb Notes <{FROM}>:\n\n{QUOTED}",
            "Das kenne ich gut.",
        ),
        s(
            "gmail-french",
            f"Je connais ça.\n\nLe mar. 3 mars 2026 à 18:05, Notes <{FROM}> a écrit :\n\n{QUOTED}",
            "Je connais ça.",
        ),
        s(
            "gmail-japanese",
            f"私も同じです。\n\n2026年3月3日(火) 18:05 Notes <{FROM}>:\n\n{QUOTED}",
            "私も同じです。",
        ),
        s(
            "gmail-hebrew",
            f"גם אני הייתי שם.\n\n\u202bבתאריך יום ג׳, 3 במרץ 2026 ב-18:05 מאת \u202aNotes\u202c\u200f <\u202a{FROM}\u202c\u200f>:\u202c\n\n{QUOTED}",
            "גם אני הייתי שם.",
        ),
        s(
            "gmail-arabic",
            f"أنا أيضا كنت هناك.\n\nفي الثلاثاء، 3 مارس 2026 في 6:05 م تمت كتابة ما يلي بواسطة Notes <{FROM}>:\n\n{QUOTED}",
            "أنا أيضا كنت هناك.",
        ),
        s(
            "gmail-italian",
            f"Ti capisco bene.\n\nIl giorno mar 3 mar 2026 alle ore 18:05 Notes <{FROM}> ha scritto:\n\n{QUOTED}",
            "Ti capisco bene.",
        ),
        s(
            "apple-mail",
            f"Thank you for telling us.\n\n> On 3 Mar 2026, at 18:05, Notes <{FROM}> wrote:\n> \n{QUOTED}",
            "Thank you for telling us.",
        ),
        s(
            "apple-iphone",
            f"Thinking of you.\n\nSent from my iPhone\n\n> On 3 Mar 2026, at 18:05, Notes <{FROM}> wrote:\n> \n> \ufeff\n{QUOTED}",
            "Thinking of you.",
        ),
        s(
            "iphone-spanish",
            f"Pienso en ti.\n\nEnviado desde mi iPhone\n\n> El 3 mar 2026, a las 18:05, Notas <{FROM}> escribió:\n> \n{QUOTED}",
            "Pienso en ti.",
        ),
        s(
            "iphone-german",
            f"Ich denke an dich.\n\nVon meinem iPhone gesendet\n\n> Am 03.03.2026 um 18:05 schrieb Notes <{FROM}>:\n> \n{QUOTED}",
            "Ich denke an dich.",
        ),
        s(
            "iphone-french",
            f"Je pense à toi.\n\nEnvoyé de mon iPhone\n\n> Le 3 mars 2026 à 18:05, Notes <{FROM}> a écrit :\n> \n{QUOTED}",
            "Je pense à toi.",
        ),
        s(
            "outlook",
            f"That helped me.\n\n________________________________\nFrom: Notes <{FROM}>\nSent: Tuesday, March 3, 2026 6:05 PM\nTo: Anna Schmidt <{ADDRESS}>\nSubject: A message for you\n\n{OUR_MAIL}",
            "That helped me.",
        ),
        s(
            "outlook-old",
            f"That helped me.\n\n-----Original Message-----\nFrom: Notes [mailto:{FROM}]\nSent: Tuesday, March 3, 2026 6:05 PM\nTo: Anna Schmidt\nSubject: A message for you\n\n{OUR_MAIL}",
            "That helped me.",
        ),
        s(
            "outlook-german",
            f"Das hat mir geholfen.\n\nVon: Notes <{FROM}>\nGesendet: Dienstag, 3. März 2026 18:05\nAn: Anna Schmidt\nBetreff: Eine Nachricht für dich\n\n{OUR_MAIL}",
            "Das hat mir geholfen.",
        ),
        s(
            "outlook-german-old",
            f"Das hat mir geholfen.\n\n-----Ursprüngliche Nachricht-----\nVon: Notes\n{OUR_MAIL}",
            "Das hat mir geholfen.",
        ),
        s(
            "outlook-spanish",
            f"Eso me ayudó.\n\nDe: Notas <{FROM}>\nEnviado el: martes, 3 de marzo de 2026 18:05\nPara: Anna Schmidt\nAsunto: Un mensaje para ti\n\n{OUR_MAIL}",
            "Eso me ayudó.",
        ),
        s(
            "outlook-french",
            f"Cela m'a aidée.\n\nDe : Notes <{FROM}>\nEnvoyé : mardi 3 mars 2026 18:05\nÀ : Anna Schmidt\nObjet : Un message pour vous\n\n{OUR_MAIL}",
            "Cela m'a aidée.",
        ),
        s(
            "outlook-bold",
            f"That helped me.\n\n*From:* Notes <{FROM}>\n*Date:* Tuesday, 3 March 2026 at 18:05\n*To:* Anna\n*Subject:* A message for you\n\n{OUR_MAIL}",
            "That helped me.",
        ),
        s(
            "outlook-mobile",
            f"That helped me.\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: Notes <{FROM}>\nSent: Tuesday, March 3, 2026 6:05:11 PM\nTo: Anna Schmidt\nSubject: A message for you\n\n{OUR_MAIL}",
            "That helped me.",
        ),
        s(
            "thunderbird-no-address",
            f"It gets lighter.\n\nOn 3/3/26 18:05, Notes wrote:\n{QUOTED}",
            "It gets lighter.",
        ),
        s(
            "thunderbird-german",
            f"Es wird leichter.\n\nAm 03.03.26 um 18:05 schrieb Notes:\n{QUOTED}",
            "Es wird leichter.",
        ),
        s(
            "below-the-quote",
            "On 3/3/26 18:05, Notes wrote:\n> There is something new for you.\n\nI answer below, as I learnt it.",
            "I answer below, as I learnt it.",
        ),
        s(
            "in-between",
            "First this.\n\n> There is something new for you.\n\nThen that.",
            "First this.\n\nThen that.",
        ),
        s(
            "unquoted-below",
            f"I am with you.\n\nOn Tue, 3 Mar 2026 18:05 Notes <{FROM}> wrote:\n{OUR_MAIL}",
            "I am with you.",
        ),
        s("name-in-words", "People call me Anna and I feel small.", doubt="name"),
        s(
            "number-in-words",
            "You can call me on +44 7700 900123 at night.",
            "You can call me on […] at night.",
        ),
        s("help-line", "Call 116 123, they are kind.", "Call 116 123, they are kind."),
        s("long-help-line", "Call 0800 111 0 111, please.", "Call 0800 111 0 111, please."),
        s("a-date", "On 12.03.2024 it was two years.", "On 12.03.2024 it was two years."),
        s("years", "From 2019-2023 I slept badly.", "From 2019-2023 I slept badly."),
        s(
            "own-address",
            f"Write to {ADDRESS} if you like to.",
            "Write to […] if you like to.",
        ),
        s(
            "a-list",
            "What helps me:\n\n- walking\n- tea\n- somebody who listens",
            "What helps me:\n\n- walking\n- tea\n- somebody who listens",
        ),
        s(
            "wrote-in-words",
            "In 2019 my mother wrote:\n\nI am proud of you. It took me years to read it.",
            doubt="quotes",
        ),
        s(
            "postscript",
            "I know that feeling.\n\nLove,\nAnna\n\nPS: tomorrow I will be there again at eight.",
            doubt="signature",
        ),
        s("only-a-quote", f"On 3/3/26 18:05, Notes wrote:\n{QUOTED}", doubt="empty"),
        s("only-a-signature", f"-- \n{NAME}", doubt="empty"),
        s("nothing", "  \n", doubt="empty"),
        s(
            "broken-quote",
            "I am here.\n\n> You get this mail because you chose mail on the page that says how we\nreach you",
            doubt="quotes",
        ),
        s(
            "link-left",
            "I am here.\nhttps://community.example.org/stop/c2VjcmV0LXRva2Vu",
            doubt="quotes",
        ),
    )


PLAIN_AND_QUOTING = _all()
