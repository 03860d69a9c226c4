# SPDX-License-Identifier: AGPL-3.0-or-later
"""What could be somebody's words waits for a look: it is never cut away unasked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.notices.mails.own_words import OwnWords
from hearthside.notices.tests.corpus import ADDRESS, FROM, NAME, OUR_MAIL, QUOTED
from hearthside.notices.tests.test_own_words import ATTRIBUTIONS, LINES, said

ATTRIBUTION = f"On Tue, Mar 3, 2026 at 6:05 PM Notes <{FROM}> wrote:"
BEFORE = "I know that feeling."


def is_lost(found: OwnWords, words: str) -> bool:
    """Whether some of these words would be posted no more, and nobody was asked."""
    left = set(re.findall(r"\w+", found.words))
    return not found.doubt and not set(re.findall(r"\w+", words)) <= left


# --- words between dashes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading", ["-- The good part --", "== What I told her ==", "--- Later ---"]
)
@pytest.mark.parametrize(
    "below",
    [
        "I slept.",
        "From: my heart\nTo: all of you\nSubject: sleep\n\nI slept.",
        "> There is something new\n\nI slept.",
        "\n\nNight: bad\nDay: good\n\nI slept.",
    ],
)
def test_a_heading_that_was_typed_loses_nothing(heading: str, below: str) -> None:
    for quote in (f"{ATTRIBUTION}\n{QUOTED}", f"From: Notes <{FROM}>\nSent: Tuesday\n\n{OUR_MAIL}"):
        found = said(f"I am tired.\n\n{heading}\n{below}\n\n{quote}")

        assert found.doubt == "quotes"
        assert "I slept." in found.whole


@pytest.mark.parametrize(
    "quote",
    [
        f"-----Original Message-----\n{QUOTED}",
        f"-----Original Message-----\n{ATTRIBUTION}\n\n{QUOTED}",
        f"-----Original Message-----\n------- Original Message -------\n{ATTRIBUTION}\n{QUOTED}",
        f"------- Mensaje original -------\nDe: Notas <{FROM}>\nFecha: 3/3/26\n\n{OUR_MAIL}",
        f"-------- Original message --------\nFrom: {FROM}\nDate: 3/3/26\n\n{OUR_MAIL}",
        f"-----Original Message-----\n{ATTRIBUTION}\n{OUR_MAIL}",
        f"-----Original Message-----\nDate: 3/3/26\nFrom: Notes <{FROM}>\nTo: x\n\n{OUR_MAIL}",
        f"Begin forwarded message:\n\n> From: Notes <{FROM}>\n> Date: 3/3/26\n>\n{QUOTED}",
    ],
)
def test_what_programmes_write_above_a_quote_goes_with_it(quote: str) -> None:
    assert (said(f"{BEFORE}\n\n{quote}").words, said(f"{BEFORE}\n\n{quote}").doubt) == (BEFORE, "")


def test_words_below_a_heading_like_that_of_a_mail_are_not_its_quote() -> None:
    text = f"From: my heart\nTo: all of you\nSubject: sleep\n\nI slept.\n\n{ATTRIBUTION}\n{QUOTED}"

    assert said(f"Hi.\n\n{text}").doubt == "quotes"


@pytest.mark.parametrize(
    "text",
    [
        "Thanks.\nBest of all: I slept.\n-- Day two --",
        "Thanks.\nNight: bad\nDay: good",
        "Thanks.\n-- Day two --\nNight: bad\nDay: good",
    ],
)
@pytest.mark.parametrize(
    "quote",
    [f"{ATTRIBUTION}\n{QUOTED}", f"From: Notes <{FROM}>\nSent: Tuesday\nTo: x\n\n{OUR_MAIL}"],
)
def test_lines_like_those_of_a_heading_are_words(text: str, quote: str) -> None:
    assert not is_lost(said(f"{text}\n\n{quote}"), text)


@given(st.lists(LINES, min_size=1, max_size=7).map("\n".join), ATTRIBUTIONS)
def test_no_word_above_a_quote_is_lost(text: str, attribution: str) -> None:
    assert not is_lost(said(f"{text}\n\n{attribution}\n{QUOTED}"), text)


# --- what a programme or a firm writes --------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Desde mi móvil no puedo escribir mucho, pero estoy aquí y os leo.",
        "Descargar Outlook fue mi error, perdí todo lo que os escribí.",
        "Von meinem Telefon habe ich das heute Nacht geschickt und jetzt warte ich.",
        "Sent from my phone at the hospital",
        "Sent from my phone HELP ME PLEASE",
        "Get Outlook off my phone and I feel free",
        "从我的手机发送不了iPhone，但我在这里陪着你",
        "After the treatment I am virus free since March and I cried.",
        "Virus free since March, thank God.",
        "Working at the Handelsregister is killing me slowly.",
        "Think before you print, they say, and nobody thinks of us.",
        "Slept badly again and nobody came.\nVirus-free.www.avast.com",
        "This message is confidential, and my husband must not be its recipient, ever.",
        "Nobody knows that.\nThis message is confidential, intended only for the recipient.",
    ],
)
def test_words_like_those_of_a_programme_wait_for_a_look(words: str) -> None:
    for after in ("", "\n\nI read you all.", f"\n\n{ATTRIBUTION}\n{QUOTED}"):
        assert said(f"{BEFORE}\n\n{words}{after}").doubt == "signature"


def test_words_below_a_warning_wait_for_a_look() -> None:
    warning = "This e-mail is confidential and intended only for the recipient."

    assert said(f"{BEFORE}\n\n{warning}\n\nI love you.").doubt == "signature"


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from my iPad Pro",
        "Sent from my Samsung Galaxy S21 smartphone",
        "Sent from my T-Mobile 5G Device",
        "Sent from Mail for Windows 10",
        "Sent from Yahoo Mail for iPhone",
        "Sent with Proton Mail secure email.",
        "Sent from Outlook for Android<https://aka.ms/AAb9ysg>",
        "Get Outlook for iOS <https://aka.ms/o0ukef>",
        "Get BlueMail for Android",
        "Holen Sie sich Outlook für Android",
        "Laden Sie Outlook für iOS herunter",
        "Von meinem iPhone gesendet",
        "Von meinem Samsung Galaxy Smartphone gesendet.",
        "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
        "Diese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail gesendet.",
        "Enviado desde mi iPhone",
        "Enviado desde mi Xiaomi Redmi Note 9",
        "Obtener Outlook para Android",
        "Descargar Outlook para iOS",
        "Desde mi móvil",
        "Envoyé de mon iPhone",
        "Télécharger Outlook pour iOS",
        "Inviato da iPhone",
        "Scarica Outlook per Android",
        "Verzonden vanaf mijn iPhone",
        "Skickat från min iPhone",
        "Отправлено с iPhone",
        "iPhoneから送信",
        "从我的iPhone发送",
        "Please consider the environment before printing this e-mail.",
        "Antes de imprimir este correo, piense en el medio ambiente.",
        "Virus-free.www.avast.com",
        "Virus-free. www.avast.com <https://www.avast.com/sig-email?utm_medium=email>",
        "This email has been checked for viruses by Avast antivirus software.",
        "Example GmbH\nSitz der Gesellschaft: Berlin\nHandelsregister: Charlottenburg, HRB 1234",
    ],
)
def test_what_programmes_and_firms_write_goes(line: str) -> None:
    found = said(f"{BEFORE}\n\n{line}\n\n{ATTRIBUTION}\n{QUOTED}")

    assert (found.words, found.doubt) == (BEFORE, "")


# --- a number, and figures that are none ------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["Psalm 139:13-16", "call me: 07700 900123", "Jeremiah 29:11-13", "write a@example.net"]
)
def test_words_beside_figures_wait_for_a_look(line: str) -> None:
    for above in (BEFORE, f"{BEFORE}\n\n--"):
        assert said(f"{above}\n{line}").doubt == "signature"


@pytest.mark.parametrize(
    "line",
    [
        "+44 20 7946 0958",
        "Tel: 020 7946 0958",
        "Phone / Mobile: +44 7700 900123",
        "M: 07700 900123",
        f"{NAME}, 07700 900123",
        f"E-mail: {ADDRESS}",
    ],
)
def test_a_number_with_its_label_goes(line: str) -> None:
    assert (said(f"{BEFORE}\n\n{line}").words, said(f"{BEFORE}\n\n{line}").doubt) == (BEFORE, "")
