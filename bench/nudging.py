# SPDX-License-Identifier: AGPL-3.0-or-later
"""A thousand people wait, half of them for an answer to a question, and the clocks of all of them
are due: what asking helpers costs.

One member in twenty is glad to answer, at least as many as wait, about anything or about up to
three words: so that in every size about three can be asked for each.
"""

from __future__ import annotations

import random
from datetime import timedelta
from functools import partial
from typing import Any

from bench.crowd import Crowd, settle, timed
from hearthside.core import clock
from hearthside.forum.actions.clocks import wind_clock
from hearthside.forum.models import (
    ANYTHING,
    Clock,
    Experience,
    Helper,
    Nudge,
    Offer,
    Post,
    Question,
    Thread,
    ThreadWord,
    Voice,
)
from hearthside.spaces.models import Space

WORDS = [str(word) for word in Experience.values]
NOW = clock.now()
BEGAN = NOW - timedelta(hours=2)


def clocks_that_are_due(crowd: Crowd, waiting: int) -> dict[str, Any]:
    """Wind so many clocks one after the other, and say what one cost."""
    dice = random.Random(7)
    _helpers(dice, crowd, waiting)
    clocks = _waiting(dice, crowd, waiting)
    settle()
    voice = Voice.objects.filter(thread=clocks[0].thread)[0]
    each = [partial(wind_clock, clock_id=due.id, now=NOW) for due in clocks]
    told = timed(each, voice).told()
    return told | {"people": Nudge.objects.exclude(clock=clocks[-1]).count()}


def _helpers(dice: random.Random, crowd: Crowd, waiting: int) -> None:
    space, members = crowd.space, crowd.members
    many = min(len(members), max(len(members) // 20, waiting))
    chosen = dice.sample(members, many)
    helpers = [Helper(space=space, membership=member, since=BEGAN) for member in chosen]
    Helper.objects.bulk_create(helpers, 500)
    offers = [
        Offer(space=space, helper=helper, word=word)
        for helper in helpers
        for word in dice.sample(WORDS, dice.randrange(4)) or [ANYTHING]
    ]
    Offer.objects.bulk_create(offers, 500)


def _waiting(dice: random.Random, crowd: Crowd, waiting: int) -> list[Clock]:
    space, board, members = crowd.space, crowd.board, crowd.members
    threads = [
        Thread(
            space=space, board=board, opening="Is anybody there", opened_at=BEGAN,
            last_post_at=BEGAN, posts_count=1, once=f"{n:032x}",
        )
        for n in range(waiting)
    ]  # fmt: skip
    Thread.objects.bulk_create(threads, 500)
    voices = [
        Voice(space=space, thread=thread, membership=dice.choice(members), name="Somebody")
        for thread in threads
    ]
    Voice.objects.bulk_create(voices, 500)
    for thread, voice in zip(threads, voices, strict=True):
        thread.author = voice
    Thread.objects.bulk_update(threads, ["author"], batch_size=200)
    about = [thread for thread in threads if dice.random() < 0.5]
    ThreadWord.objects.bulk_create(
        [ThreadWord(space=space, thread=thread, word=dice.choice(WORDS)) for thread in about], 500
    )
    first, asked = voices[::2], voices[1::2]
    clocks = [
        Clock(space=space, thread=v.thread, target_minutes=240, began_at=BEGAN, runs_from=BEGAN)
        for v in first
    ]
    clocks += [
        Clock(space=space, thread=each.thread, question=each, target_minutes=240, began_at=BEGAN,
              runs_from=BEGAN)
        for each in _questions(space, asked)
    ]  # fmt: skip
    dice.shuffle(clocks)
    Clock.objects.bulk_create(clocks, 500)
    return clocks


def _questions(space: Space, voices: list[Voice]) -> list[Question]:
    """Let each of these have asked something in their conversation, which was answered before."""
    threads = [voice.thread for voice in voices]
    Thread.objects.filter(id__in=[thread.id for thread in threads]).update(answered_at=BEGAN)
    posts = [
        Post(space=space, thread=voice.thread, voice=voice, source="And you?", html="And you?",
             language="en", written_at=BEGAN, once=f"{number:032x}")
        for number, voice in enumerate(voices)
    ]  # fmt: skip
    Post.objects.bulk_create(posts, 500)
    questions = [
        Question(space=space, post=post, thread=post.thread, asked_at=BEGAN) for post in posts
    ]
    Question.objects.bulk_create(questions, 500)
    return questions
