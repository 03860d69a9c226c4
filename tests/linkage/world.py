# SPDX-License-Identifier: AGPL-3.0-or-later
"""One world, lived through and written down: its rows, its pages, and what left it."""

from __future__ import annotations

import shutil
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import unified_diff
from functools import cache
from hashlib import blake2b, sha256
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.urls import reverse

from hearthside.core import clock, outbound, resting
from hearthside.directory.queries.languages import forget_offered_languages
from hearthside.forum.models import Correspondence, Place, Voice
from hearthside.forum.tests.mail_builders import REPLIES
from hearthside.moderation.models import Measure, Proposal, Report
from hearthside.notices.models import Notice
from hearthside.privacy.models import SealOpening
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.tests.builders import SIX_PM
from tests.house.isolation_cast import addresses
from tests.linkage import days
from tests.linkage.acts import Steps
from tests.linkage.cast import ANN, OTHERS, PUSH_HOST, Cast, browser_of, make_cast
from tests.linkage.outside import Outside, Recorder, Sent
from tests.worlds import Reader, every_row, plain, restart_numbers, seeded

_PRIVATE = (
    *("forum_bookmark", "forum_draft", "forum_notewishes", "forum_place"),
    *("forum_shelf", "forum_signs", "spaces_otherfaces"),
)
_ON_THE_DISK = (
    *("forum.tasks._purged", "privacy.tasks.empty_log"),
    *("privacy.tasks.write_anew", "privacy.tasks.write_file_anew"),
)
_SIGNS_OUT = ("exit",)
_HEADS = ("Content-Type", "Content-Disposition", "Location", "ETag", "Last-Modified", "Vary")


Act = Callable[[Cast, Steps], None]


@dataclass(frozen=True)
class World:
    """All that is left of a small space in which either Ann or Ben speaks without a name."""

    rows: list[str]
    pages: dict[str, str]
    cached: list[str]
    to_others: list[str]
    sent: list[Sent]
    secrets: frozenset[str]
    """What is in nothing that leaves the house: voices, their aliases, their conversations."""
    places: int
    """How many places in conversations are kept under voices without a name."""
    voices: int


WHOLE = (*days.MONTH, days.leave)


def live(
    speaker: str, patch: pytest.MonkeyPatch, acts: Sequence[Act] = WHOLE, *, pages: bool = False
) -> World:
    """Live through a world in which one of the two speaks; nothing of it stays."""
    time, outside = Steps(SIX_PM + timedelta(days=1)), Outside()
    _arrange(patch, time, outside)
    _warm_up()
    outside.sent.clear()
    patch.setattr("os.urandom", seeded(time.ids))
    for each in caches.all():
        each.clear()
    restart_numbers()
    with transaction.atomic():
        world = _lived(make_cast(speaker), acts, time, outside, pages=pages)
        transaction.set_rollback(True)
    return world


def _arrange(patch: pytest.MonkeyPatch, time: Steps, outside: Outside) -> None:
    """One clock, ids and dice that fall alike in each world, and walls around it."""
    patch.setattr(clock, "now", time)
    patch.setattr("django.utils.timezone.now", time)
    patch.setattr("secrets.randbelow", lambda below: below // 3)
    patch.setattr("hearthside.forum.actions.clocks._dice", time.dice)
    patch.setattr("hearthside.notices.actions.outward._random", time.dice)
    for disk in _ON_THE_DISK:
        patch.setattr(f"hearthside.{disk}", lambda *_of: True)  # not inside a transaction
    patch.setattr(outbound, "post", outside.post)
    patch.setattr(Recorder, "into", outside)
    patch.setattr(settings, "REPLY_ADDRESS", REPLIES)
    patch.setattr(settings, "PUSH", True)
    patch.setattr(settings, "PUSH_HOSTS", [PUSH_HOST])
    patch.setattr(settings, "EMAIL_BACKEND", f"{Recorder.__module__}.Recorder")
    resting.forget()
    shutil.rmtree(settings.HELP_PAGES, ignore_errors=True)  # of the other world
    forget_offered_languages()


@cache
def _warm_up() -> None:
    """Do once what happens once in a process: it draws ids, and would shift those of one world."""
    with transaction.atomic():
        days.speak(make_cast(ANN), Steps(SIX_PM))
        transaction.set_rollback(True)


def alike(one: list[str], other: list[str]) -> None:
    """Fail where two worlds differ, and say where they begin to."""
    if one != other:
        told = [line[:2000] for line in unified_diff(one, other, "one", "other", n=0, lineterm="")]
        pytest.fail("\n".join(told[:14]))


def _lived(cast: Cast, acts: Sequence[Act], time: Steps, outside: Outside, *, pages: bool) -> World:
    aliases: list[str] = []
    reader = Reader(_known(cast), aliases)
    rows: list[str] = []
    seen: dict[str, str] = {}
    for act in acts:
        if act is days.leave:
            seen = _pages(cast, reader) if pages else {}
            rows += every_row(reader)
        if act is days.long_after:  # whoever had looked before would see keys that are others now
            reader = Reader(_known(cast), aliases)
        act(cast, time)
        aliases[:] = (
            Voice.objects.filter(unnamed=True).order_by("name").values_list("name", flat=True)
        )
    last = act.__name__
    private = _PRIVATE if days.long_after in acts else ()
    rows += [
        f"after “{last}” {row}"
        for row in every_row(reader, without=private)
        if days.leave not in acts or not _is_private(row)
    ]
    voices = list(Voice.objects.filter(unnamed=True).order_by("id"))
    others = sorted(outside.beside("ann@", "ben@"), key=lambda one: (one.at, one.to))
    return World(
        rows=rows,
        pages=seen,
        cached=sorted(_counted(reader)),
        to_others=[f"{each.at} {each.to} {each.size} {reader.text(each.what)}" for each in others],
        sent=outside.sent,
        secrets=frozenset(_written(voices)),
        places=sum(
            place.owners[1] in {v.id for v in voices} for place in Place.objects.order_by("id")
        ),
        voices=len(voices),
    )


def _written(voices: Sequence[Voice]) -> Iterator[str]:
    """How a voice, its conversation and its words could be named in something that leaves."""
    for voice in voices:
        posts = voice.posts.order_by("id").values_list("id", flat=True)
        for each in (voice.id, voice.thread_id, *posts):
            yield from (str(each), each.hex, b64encode(each.bytes).decode()[:20])
        yield voice.name


def _is_private(row: str) -> bool:
    """Whether a row went because Ann left, who kept it for herself: in each world another one.
    Under blind keys, nobody sees whose it was."""
    return row.partition(":")[0] in _PRIVATE


def _known(cast: Cast) -> dict[str, str]:
    """People are called alike in both worlds; so are the plain digests of their ids."""
    known: dict[str, str] = {}
    for name, member in cast.members.items():
        for what, each in (("membership", member.id), ("account", member.person_id)):
            known[plain(each)] = f"{what} of {name}"
            for text in (str(each), each.hex):
                for digest in (blake2b(text.encode(), digest_size=12), sha256(text.encode())):
                    known[digest.hexdigest()] = f"digest of the {what} of {name}"
    return known


def _counted(reader: Reader) -> Iterator[str]:
    """What is counted in the cache under each name, in whatever order it lies there."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in _cache_keys():
        what, _, name = key.rpartition(":")
        found[name].append(what)
    for name, counted in found.items():
        said = reader.text(name)
        yield f"{'#' if said.startswith('#') else said}: {sorted(counted)}"


def _cache_keys() -> list[str]:
    """Under which names limits are counted, in memory or in Redis."""
    kept: Any = getattr(caches["default"], "_cache")
    if isinstance(kept, Mapping):
        return list(kept)
    return [key.decode() for key in kept.get_client().keys("*")]


def _pages(cast: Cast, reader: Reader) -> dict[str, str]:
    """Every page, file and answer that others than the two can have."""
    told: dict[str, str] = {}
    for who in (*OTHERS, "keeper"):
        filled = _filled(cast, who)
        client = browser_of(cast.people[who])
        for address in addresses():
            if set(address.takes) <= filled.keys() and address.name not in _SIGNS_OUT:
                answer = client.get(address.url(filled))
                told[f"{who}: {address.name}"] = _told(answer, reader)
        for form in ("json", "html"):
            answer = client.post(reverse("privacy:export"), {"form": form})
            told[f"{who}: all of mine as {form}"] = _told(answer, reader)
    return told


def _told(answer: Any, reader: Reader) -> str:
    heads = [answer.headers.get(name, "") for name in _HEADS]
    cookies = sorted(answer.cookies)
    kind = answer.headers.get("Content-Type", "")
    readable = kind.startswith(("text/", "application/json"))
    text = b"".join(answer).decode() if readable else ""
    return f"{answer.status_code} {reader.text(str(heads))} {cookies} {reader.page(text)}"


def _filled(cast: Cast, who: str) -> dict[str, object]:
    """What stands in the addresses: all of it is about a voice, or of whoever looks."""
    voice = Voice.objects.get(unnamed=True, thread__title="At night")
    own = cast.members.get(who)
    notice = (
        Notice.objects.filter(recipient_id=own.id).order_by("at", "kind").first() if own else None
    )
    return {
        "space": "lake",
        "board": cast.board.slug,
        "thread_id": voice.thread_id,
        "post_id": voice.posts.order_by("written_at")[0].id,
        "voice_id": voice.id,
        "face_id": voice.id,
        "what": "voice",
        "kind": "post",
        "note": "grief",
        "place": f"thread:{voice.thread_id}",
        "subject_id": voice.id,
        "content_id": voice.posts.order_by("written_at")[0].id,
        "report_id": Report.objects.get().id,
        "opening_id": SealOpening.objects.get().id,
        "measure_id": Measure.objects.get(kind="folded").id,
        "proposal_id": Proposal.objects.get().id,
        "correspondence_id": Correspondence.objects.filter(sides__face=voice.id)
        .order_by("asked_on", "last_at")[0]
        .id,
        "notice_id": notice.id if notice else cast.board.id,
        "space_id": voice.space_id,
        "member_id": Membership.objects.get(name="Stella").id,
        "organisation_id": Space.objects.get().organisation_id,
    }
