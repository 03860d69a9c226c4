# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: E501 -- mails have lines as long as their programmes make them
"""Mails that end in a signature, in what could be one, and in words that look like one."""

from __future__ import annotations

from hearthside.notices.tests.corpus import ADDRESS, NAME, Sample


def _all() -> tuple[Sample, ...]:
    s = Sample
    return (
        s(
            "signature-block",
            f"I know that feeling.\n\n-- \n{NAME}\nHead of Accounts, Example Ltd\nTel +44 20 7946 0958\n{ADDRESS}\nhttps://annaschmidt.example.org",
            "I know that feeling.",
        ),
        s(
            "signature-no-space",
            f"I know that feeling.\n\n--\n{NAME}\n+1 (415) 555-0132",
            "I know that feeling.",
        ),
        s(
            "signature-of-nobody-known",
            "I know that feeling.\n\n-- \nP. Klein",
            "I know that feeling.",
        ),
        s("typed-rule", "I know that feeling.\n\n--\nMama", doubt="signature"),
        s(
            "regards-block",
            f"I know that feeling.\n\nKind regards,\n\n{NAME}\nSenior Nurse\nNorth Ward\nM: 07700 900123",
            "I know that feeling.",
        ),
        s("love", "I know that feeling.\n\nLove,\nAnna", "I know that feeling.\n\nLove"),
        s("closed-in-line", "I know that feeling.\nBest, Anna", "I know that feeling."),
        s("thanks-alone", "Thanks,\nAnna", "Thanks"),
        s("dash-name", "I know that feeling.\n\n– Anna", "I know that feeling."),
        s(
            "abrazo",
            "Te entiendo muy bien.\n\nUn abrazo fuerte,\nAnna",
            "Te entiendo muy bien.\n\nUn abrazo fuerte",
        ),
        s("saludos", "Te entiendo muy bien.\n\nSaludos,\nAnna", "Te entiendo muy bien."),
        s("thanks-and-more", "Thanks, that helps me.", "Thanks, that helps me."),
        s("hug-and-more", "Un abrazo, te leo siempre.", "Un abrazo, te leo siempre."),
        s("thanks-to-somebody", "Gracias, Marta", doubt="signature"),
        s("love-and-more", "I try.\n\nLove\nis hard.\nToday", doubt="signature"),
        s(
            "send-me",
            "I am up.\nSend me a mail if you can.",
            "I am up.\nSend me a mail if you can.",
        ),
        s("free-time", "Get some free time", doubt="signature"),
        s("rule-between", "I am tired.\n—\nBut I will try again tomorrow.", doubt="signature"),
        s("heading-between", "I am tired.\n\n-- Day two --\n\nI slept.", doubt="quotes"),
        s(
            "one-legal-word",
            "Hi all.\n\nWhat I told my boss is confidential and I fear that he tells others.",
            "Hi all.\n\nWhat I told my boss is confidential and I fear that he tells others.",
        ),
        s("a-link", "This helped me:\nhttps://example.org/sleep", doubt="signature"),
        s("dash-word", "I walk every day.\n\n– Today", doubt="signature"),
        s("short-postscript", f"I slept.\n\nKind regards\n{NAME}\nPS: see you", doubt="signature"),
        s(
            "gruss",
            f"Das kenne ich.\n\nMit freundlichen Grüßen\n{NAME}\nMusterweg 5\n12345 Musterstadt\nTel.: 030 901820",
            "Das kenne ich.",
        ),
        s("cordialement", f"Je comprends.\n\nBien cordialement,\n\n{NAME}", "Je comprends."),
        s(
            "disclaimer",
            "I know that feeling.\n\nThis e-mail and any attachment is confidential and intended only for the recipient. If you are not the recipient, please delete it.",
            "I know that feeling.",
        ),
        s(
            "virus-free",
            "I know that feeling.\n\nVirus-free.www.avast.com checked this message for your safety",
            "I know that feeling.",
        ),
        s("own-name-last", "I know that feeling.\n\nanna", "I know that feeling."),
        s("other-name-last", "I know that feeling.\n\nPetra", doubt="signature"),
        s(
            "name-and-title-last",
            "I know that feeling.\n\nDr. Petra Klein\n+49 30 901820",
            doubt="signature",
        ),
    )


SIGNED = _all()
