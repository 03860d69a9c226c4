# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nobody speaks for a mail server by what they write into the mail it looks at."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthside.notices.mails.reading import Envelope, read_mail
from hearthside.notices.mails.vouching import vouches_for

OURS = "mx.example.org"
ANNA = "anna@victim.example"


def vouched(*results: str) -> bool:
    return vouches_for(results, OURS, ANNA)


@pytest.mark.parametrize(
    "said",
    [
        "dmarc=pass header.from=victim.example",
        "DMARC = Pass (p=NONE sp=QUARANTINE) header.from = victim.example",
        "spf=softfail smtp.mailfrom=a@list.example; dmarc/1=pass header.from=victim.example",
        "dkim=pass (2048-bit key) header.d=victim.example header.i=@mail.victim.example",
        "dkim=pass header.i=@victim.example header.s=s1 header.b=AbC/1=; dmarc=none",
        "dkim=pass header.b=AbC= header.d=victim.example",
        "dkim=pass header.d=other.example; dkim=pass header.d=victim.example",
        "spf=pass (mx.example.org: domain of bounce@victim.example says so (yes)) "
        "smtp.mailfrom=bounce@victim.example",
        'spf=pass smtp.mailfrom="bounce@victim.example"',
        "\r\n\tspf=pass\r\n\tsmtp.mailfrom=victim.example",
    ],
)
def test_what_servers_write_is_understood(said: str) -> None:
    assert vouched(f"{OURS}; {said}")
    assert vouched(f"{OURS} 1; {said}")
    assert not vouched(f"mx.other.example; {said}")


@pytest.mark.parametrize(
    "said",
    [
        "spf=pass smtp.mailfrom=dmarc=pass@evil.example; dmarc=fail header.from=victim.example",
        "spf=pass smtp.mailfrom=header.from=victim.example@evil.example",
        'spf=pass smtp.mailfrom="a@victim.example"@evil.example; dmarc=none',
        'spf=pass smtp.mailfrom="\\"a@victim.example"@evil.example',
        'spf=pass smtp.mailfrom="; dmarc=pass "@evil.example; dmarc=fail',
        'spf=pass smtp.mailfrom=" smtp.mailfrom=victim.example "@evil.example',
        'spf=pass (domain of "x); dmarc=pass ("@evil.example) smtp.mailfrom=evil.example',
        'spf=pass smtp.mailfrom="; dmarc=pass',
        "spf=pass (dkim=pass header.d=victim.example; dmarc=pass",
        "spf=pass smtp.helo=victim.example smtp.mailfrom=a@evil.example",
        "dkim=pass header.d=evil.example header.i=@victim.example",
        "dkim=pass header.d=victim.example header.d=evil.example",
        "dkim=fail header.d=victim.example; spf=none smtp.mailfrom=victim.example",
        'dkim=fail reason="dmarc=pass" header.d=victim.example',
        "dmarc=pass header.from=evil.example",
        "dmarc=pass; dmarc=fail header.from=victim.example",
        "dmarc=passable header.from=victim.example",
        "x-dmarc=pass header.from=victim.example",
        "note dmarc=pass header.from=victim.example",
        "dmarc=fail header.from=victim.example; dkim=pass header.d=victim.example",
        "none",
        "",
    ],
)
def test_what_a_sender_can_write_into_it_counts_for_nothing(said: str) -> None:
    assert not vouched(f"{OURS}; {said}")


def test_only_the_first_under_the_name_of_the_server_counts() -> None:
    theirs, forged = f"{OURS}; dmarc=fail", f"{OURS}; dmarc=pass"

    assert not vouched(theirs, forged)
    assert not vouched(f"mx.evil.example; {OURS}; dmarc=pass", theirs, forged)
    assert vouches_for([], "", ANNA)
    assert not vouches_for([forged], OURS, "")


def test_words_in_a_code_are_not_opened() -> None:
    raw = (
        f"From: {ANNA}\nAuthentication-Results: {OURS}; spf=pass\n"
        " smtp.mailfrom= =?utf-8?q?=3B_dmarc=3Dpass_=3B?= @evil.example\n\nHello.\n"
    )

    assert not vouched(*read_mail(raw.encode(), Envelope()).results)


_QUOTABLE = st.lists(
    st.sampled_from(
        ["dmarc=pass", "dkim=pass header.d=victim.example", "@victim.example", ";", " ", "(", ")",
         "smtp.mailfrom=victim.example", "header.from=victim.example", "=", "/", "a", "\n"]
    )
)  # fmt: skip


@given(_QUOTABLE.map("".join), st.sampled_from(["dmarc=fail", "dmarc=none", "dkim=none"]))
def test_no_address_in_quotes_vouches_for_anybody(local: str, verdict: str) -> None:
    told = f'"{local}"@evil.example'

    assert not vouched(f"{OURS}; spf=pass (domain of {told}) smtp.mailfrom={told}; {verdict}")


@given(st.text(alphabet="abc.!#$%&'*+-/=?^_`{|}~"), st.sampled_from(["dmarc=fail", "dmarc=none"]))
def test_no_address_without_quotes_does_either(local: str, verdict: str) -> None:
    assert not vouched(
        f"{OURS}; spf=pass smtp.mailfrom={local}dmarc=pass@evil.example; {verdict}",
    )


@pytest.mark.parametrize("sign", ["(", '"', '("', "\\", ";", "=", "a=b ", " ", "()"])
def test_no_result_keeps_us_busy(sign: str) -> None:
    began = time.process_time()
    vouched(f"{OURS}; {sign * 50_000}")
    assert time.process_time() - began < 2
