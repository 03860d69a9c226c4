# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding what leads to a person outside this place, to remind whoever is about to send it.

A reminder to the writer alone. Nothing is held up, changed, kept or told to anybody: a
person may have good reasons to give their number (rules 4 and 21).
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from itertools import pairwise
from typing import Final

import phonenumbers


class Detail(StrEnum):
    """What kind of detail was found."""

    PHONE = "phone"
    MAIL = "mail"
    HANDLE = "handle"
    STREET = "street"


_TOP: Final = r"(?:com|org|net|info|eu|uk|es|ie|ca|au|nz|mx|ar|cl|co|pe|de|fr|pt|edu)"
_HOST: Final = r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|proton(?:mail)?|gmx|posteo|live)"
_WHO: Final = r"(?<![\w.+-])[\w.+-]{1,64}"
"""Begins where a word does and ends soon: else a long one would be tried from each letter."""
_MAIL: Final = re.compile(
    rf"{_WHO}"
    r"\s?(?:@|[(\[{]\s?(?:at|a|arroba|@)\s?[)\]}])\s?"
    r"[\w-]{1,63}(?:\s?(?:\.|[(\[{]\s?(?:dot|punto|\.)\s?[)\]}])\s?[\w-]+)+"
    rf"|{_WHO}\s+(?:at|arroba)\s+[\w-]{{1,63}}(?:\.|\s+dot\s+|\s+punto\s+){_TOP}\b"
    rf"|{_WHO}\s?(?:@|\bat\b|\barroba\b)\s?{_HOST}\b",
    re.IGNORECASE,
)
_CLEAR: Final = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|telegram|discord|tik\s?tok|facebook|fb|kik|skype"
    r"|whats\s?app|wechat|messenger|reddit|linkedin|mastodon|threema|viber)"
)
_PLATFORM: Final = rf"(?:{_CLEAR}|signal)"
_HANDLE: Final = re.compile(
    r"(?<![\w@.])@\w{3,}"
    rf"|\b{_CLEAR}\b\s*(?:(?:is|name|id|user|handle|es)\b|[:=-])\s*\S{{3,}}"
    r"|\b(?:signal|line)\b\s*(?:(?:name|id|user|handle)\b|[:=])\s*\S{3,}"
    r"|\b(?:add|find|reach|write|dm|message|text|follow|contact)\s+(?:to\s+)?me\s+"
    rf"(?:on|at|via|through|over)\s+(?:my\s+)?{_PLATFORM}\b"
    r"|\b(?:escr[ií]beme|b[uú]scame|agr[eé]game|h[aá]blame|s[ií]gueme|cont[aá]ctame)\s+"
    rf"(?:al?|en|por)\s+(?:mi\s+)?{_PLATFORM}\b"
    r"|\b(?:i'?m|i am|soy)\s+(?!on\b|en\b|not\b|only\b|still\b|often\b|always\b|never\b|muy\b)"
    rf"[\w.]{{4,}}\s+(?:on|en)\s+{_PLATFORM}\b"
    r"|\b(?:t|wa|fb|m|signal)\.me/\S+|\bdiscord\.gg/\S+|\blinktr\.ee/\S+"
    r"|\b(?:instagram|facebook|fb|snapchat|tiktok|linkedin|twitter|x|vk)\.com/\S+"
    r"|\b\w{2,32}#\d{4}\b|(?<![\w/])u/\w{3,}",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"(?<![\d.,:/-])\+?\(?\d(?:[\s()./-]{0,2}\d){7,13}(?![\d.,:/-]\d)")
_DIGITS_SAID: Final = re.compile(
    r"\b(?:call|ring|text|phone|tel|mobile|cell|number|whats?app|ll[aá]m\w+|tel[eé]fono|m[oó]vil"
    r"|n[uú]mero)\b[^\d\n]{0,25}\+?\d(?:[\s()./-]{0,2}\d){6,13}",
    re.IGNORECASE,
)
"""A number of a town is short; somebody says what it is."""

_DATE_OR_TIME: Final = re.compile(
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}:\d{2}\b"
)
_O_FOR_ZERO: Final = re.compile(r"(?<=\d)[oO](?=[\d\s-])|(?<![^\W_])[oO](?=\d{3})")
_NAMES: Final = {
    **dict.fromkeys(("zero", "oh", "nought", "cero"), "0"),
    **dict.fromkeys(("one", "uno"), "1"),
    **dict.fromkeys(("two", "dos"), "2"),
    **dict.fromkeys(("three", "tres"), "3"),
    **dict.fromkeys(("four", "cuatro"), "4"),
    **dict.fromkeys(("five", "cinco"), "5"),
    **dict.fromkeys(("six", "seis"), "6"),
    **dict.fromkeys(("seven", "siete"), "7"),
    **dict.fromkeys(("eight", "ocho"), "8"),
    **dict.fromkeys(("nine", "nueve"), "9"),
}
_NAME: Final = re.compile(rf"\b(?:(double|triple)[\s-]+)?({'|'.join(_NAMES)})\b", re.IGNORECASE)
_PAUSE: Final = re.compile(r"(?<=\d)[,;]\s+(?=\d)")
_TIMES: Final = {"double": 2, "triple": 3}

_BETWEEN: Final = r"(?:(?!(?:a|an|at|by|down|in|my|of|on|our|that|the|this|to|your)\b)[\w'’.-]+\s+)"
_STREET: Final = re.compile(
    rf"\b\d{{1,4}}[a-z]?\s+{_BETWEEN}{{1,3}}"
    r"(?:street|road|rd\.?|avenue|ave\.?|lane|court|crescent|terrace)\b"
    r"|\b(?:calle|avenida|avda\.|plaza|paseo|carrera|camino)\s+[\w\s.'’-]{2,40}?,?\s+"
    r"(?:n[º°.]\s*|número\s+|#\s*)?\d{1,4}\b"
    r"|\bc/\s*[\w\s.'’-]{2,40}?,?\s+\d{1,4}\b"
    r"|\bp\.?\s?o\.?\s?box\s+\d+|\bapartado\s+(?:de\s+correos\s+)?\d+"
    r"|\bmy\s+(?:home\s+|postal\s+)?address\s+is\b|\bmi\s+direcci[oó]n\s+es\b",
    re.IGNORECASE,
)
_STREET_BY_NAME: Final = re.compile(
    r"\b\d{1,4}[A-Za-z]?\s+(?:[A-Z][\w'’.-]+\s+){1,3}(?:St|Dr|Ln|Drive|Close|Square|Way|Place)\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b"  # a British postcode
)


def details_in(words: str) -> frozenset[Detail]:
    """What in these words could lead to a person elsewhere. Careful: it errs by saying nothing."""
    words = unicodedata.normalize("NFKC", words)
    found = {
        Detail.PHONE: _has_number(words),
        Detail.MAIL: _MAIL.search(words),
        Detail.HANDLE: _HANDLE.search(words),
        Detail.STREET: _STREET.search(words) or _STREET_BY_NAME.search(words),
    }
    return frozenset(detail for detail, there in found.items() if there)


def _has_number(words: str) -> bool:
    """Whether a telephone number stands in it: one that is whole, or digits as long as one."""
    plain = _O_FOR_ZERO.sub("0", _DATE_OR_TIME.sub(" ", words))
    if next(iter(phonenumbers.PhoneNumberMatcher(plain, None)), None) is not None:
        return True
    told, names = _NAME.subn(_in_digits, plain)
    if names > 3:
        told = _PAUSE.sub(" ", told)
    found = [*_DIGITS.finditer(told), *_DIGITS_SAID.finditer(told)]
    return any(not _is_counting(match[0]) for match in found)


def _in_digits(name: re.Match[str]) -> str:
    return _NAMES[name[2].lower()] * _TIMES.get((name[1] or "").lower(), 1)


def _is_counting(digits: str) -> bool:
    """Whether somebody counts up or down, as people do to steady themselves."""
    numbers = [int(each) for each in re.findall(r"\d+", digits)]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) > 3 and steps in ({1}, {-1})
