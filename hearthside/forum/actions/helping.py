# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saying that one is glad to answer, pausing, and saying what a conversation is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from hearthside.core.records import locked
from hearthside.core.text import tidy
from hearthside.forum.models import (
    Helper,
    Level,
    Offer,
    OwnWord,
    Target,
    Thread,
    ThreadWord,
    WaitKind,
)
from hearthside.forum.queries.helping import offers_in, words_in
from hearthside.forum.rules.clock import may_choose_words, minutes_within
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.rules.standing import Standing, may_steward


@transaction.atomic
def offer_to_answer(*, by: Standing, words: Collection[str], now: datetime) -> Helper | None:
    """Say what one is glad to answer about; no words at all ends the offer.

    Words that the space does not have (any more) are left out. Whose turn it is stays as it
    was: changing one's mind brings nobody to the front. None when nothing is offered.
    """
    member = locked(Membership(id=by.member_id))
    chosen = set(words) & set(offers_in(by.space_id))
    helper = _held(Helper.objects.filter(membership=member)).first()
    if not chosen:
        if helper is not None:
            helper.delete()
        return None
    if helper is None:
        helper = Helper.objects.create(space_id=by.space_id, membership=member, since=now)
    kept = {offer.word: offer for offer in helper.offers.all()}
    turn_at = max((offer.turn_at for offer in kept.values()), default=None)
    helper.offers.exclude(word__in=chosen).delete()
    new = [
        Offer(space_id=by.space_id, helper=helper, word=word, open=helper.paused_at is None)
        for word in sorted(chosen - kept.keys())
    ]
    for offer in new:
        offer.turn_at = turn_at or offer.turn_at
    Offer.objects.bulk_create(new)
    return helper


@transaction.atomic
def pause_offer(*, by: Standing, now: datetime) -> None:
    """Be asked no more for now. Pausing twice is pausing once."""
    _set_pause(by, now)


@transaction.atomic
def resume_offer(*, by: Standing, now: datetime) -> None:
    """Be asked again."""
    _set_pause(by, None)


@transaction.atomic
def say_what_about(*, by: Standing, thread: Thread, words: Collection[str], now: datetime) -> None:
    """Say what a conversation is about, so that people who know it can be asked.

    Raises `Refused` as `rules.may_choose_words` says.
    """
    thread = locked(thread, "author")
    may_choose_words(by, thread, words, words_in(thread.space_id)).require()
    ThreadWord.objects.filter(thread=thread).delete()
    ThreadWord.objects.bulk_create(
        ThreadWord(space_id=thread.space_id, thread=thread, word=word) for word in sorted(words)
    )


@dataclass(frozen=True, slots=True)
class Promise:
    """Within how many minutes somebody is answered who waits for this, at this level."""

    kind: WaitKind
    level: Level
    minutes: int


@transaction.atomic
def promise(*, by: Standing, space: Space, what: Promise, now: datetime) -> int:
    """Say within how many minutes a space means to answer; return what was kept.

    Too little or too much becomes the nearest that can be promised. It holds for whoever
    writes from now on. Raises `Refused` as `spaces.rules.standing.may_steward` says.
    """
    space = locked(space)
    may_steward(by, space.id).require()
    kept = minutes_within(what.level, what.minutes)
    Target.objects.update_or_create(
        space=space, kind=what.kind, level=what.level, defaults={"minutes": kept}
    )
    return kept


@transaction.atomic
def add_word(*, by: Standing, space: Space, name: str, now: datetime) -> OwnWord:
    """Add a word to the list of a space. Adding it twice is adding it once.

    Raises `Refused` as `spaces.rules.standing.may_steward` says.
    """
    space = locked(space)
    may_steward(by, space.id).require()
    word, _made = OwnWord.objects.get_or_create(space=space, name=tidy(name)[:40])
    return word


@transaction.atomic
def drop_word(*, by: Standing, word: OwnWord, now: datetime) -> None:
    """Take a word off the list, and off everything it stands at.

    Raises `Refused` as `spaces.rules.standing.may_steward` says.
    """
    locked(word.space)
    word = locked(word)
    may_steward(by, word.space_id).require()
    offers = Offer.objects.filter(space_id=word.space_id, word=word.word)
    held = [each.id for each in _held(Helper.objects.filter(id__in=offers.values("helper")))]
    offers.delete()
    Helper.objects.filter(id__in=held, offers=None).delete()
    ThreadWord.objects.filter(space_id=word.space_id, word=word.word).delete()
    word.delete()


@transaction.atomic
def forget_helping(*, membership_ids: Collection[UUID], now: datetime) -> None:
    """Forget that these members offered to answer, and that they were asked."""
    helpers = Helper.objects.filter(membership__in=membership_ids)
    held = [each.id for each in _held(helpers)]
    Helper.objects.filter(id__in=held).delete()


def _held(helpers: QuerySet[Helper]) -> QuerySet[Helper]:
    """Hold helpers before what they offer, in one order, as a clock does that asks them."""
    return helpers.select_for_update(of=("self",)).order_by("id")


def _set_pause(by: Standing, paused_at: datetime | None) -> None:
    locked(Membership(id=by.member_id))
    Helper.objects.filter(membership=by.member_id).update(paused_at=paused_at)
    own = Offer.objects.filter(helper__membership=by.member_id)
    own.update(open=paused_at is None)
