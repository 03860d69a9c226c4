# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is glad to answer, about what, and what conversations say they are about."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.forum.models.clocks import Clock
from hearthside.forum.models.threads import Thread
from hearthside.spaces.models import InSpace, Membership

ANYTHING = ""
"""The word of an offer to answer whatever it is about."""

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Experience(models.TextChoices):
    """The words every space begins with; a person names them for themselves."""

    GRIEF = "grief", _("Grief")
    CARING = "caring", _("Caring for somebody")
    SLEEP = "sleep", _("Sleep")
    LONELINESS = "loneliness", _("Loneliness")
    ANXIETY = "anxiety", _("Worry and fear")
    LOW = "low", _("Low days")
    CRAVING = "craving", _("Craving and staying clear")
    WORK = "work", _("Work or study")
    FAMILY = "family", _("Family and partners")
    BODY = "body", _("Illness and pain")
    FAITH = "faith", _("Faith and doubt")
    MONEY = "money", _("Money and housing")


def new_roll() -> int:
    """Return a number by which equals are put in a random order."""
    return random.SystemRandom().randrange(2**31)


class OwnWord(InSpace):
    """A word about experience that the stewards of a space added to the list."""

    name = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "name"], name="own_word_once_per_space")
        ]

    def __str__(self) -> str:
        return f"OwnWord {self.id}"

    @property
    def word(self) -> str:
        """What stands for it in offers and conversations."""
        return f"own:{self.id.hex}"


class ThreadWord(InSpace):
    """What a conversation is about, in a word its author chose."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="about", db_index=False)
    word = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "word"], name="thread_word_once")]

    def __str__(self) -> str:
        return f"ThreadWord {self.id}"


class Helper(InSpace):
    """A member who said that they are glad to answer. ``paused_at``: not at the moment."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="helping")
    since = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Helper {self.id}"


class Offer(InSpace):
    """One word somebody is glad to answer about, and since when it has been their turn.

    The word is an experience, ``own:`` and a word of the space, ``board:`` and a board, or
    empty for anything. The order of turns stands here, so that asking somebody costs the same
    in a large space as in a small one.
    """

    helper = models.ForeignKey(Helper, models.CASCADE, related_name="offers", db_index=False)
    word = models.CharField(max_length=40, blank=True)
    open = models.BooleanField(default=True)
    turn_at = models.DateTimeField(default=NEVER)
    roll = models.PositiveIntegerField(default=new_roll)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["helper", "word"], name="offer_once_each_word")
        ]
        indexes = [
            models.Index(
                fields=["space", "word", "turn_at", "roll"],
                name="offer_whose_turn",
                condition=Q(open=True),
            )
        ]

    def __str__(self) -> str:
        return f"Offer {self.id}"


class Nudge(InSpace):
    """Somebody was asked whether they would answer a conversation."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="nudges", db_index=False)
    helper = models.ForeignKey(Helper, models.CASCADE, related_name="nudges", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clock", "helper"], name="nudge_once_each")]
        indexes = [models.Index(fields=["helper", "at"], name="nudge_of_a_helper")]

    def __str__(self) -> str:
        return f"Nudge {self.id}"
