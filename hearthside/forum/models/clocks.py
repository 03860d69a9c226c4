# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reply clock: how long somebody waits, whose turn it is, and what was promised."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.forum.models.questions import Question
from hearthside.forum.models.threads import Thread
from hearthside.spaces.models import InSpace


class WaitKind(models.TextChoices):
    """What somebody waits for: a first answer in their conversation, or one to a question."""

    CONVERSATION = "conversation", _("A first answer")
    QUESTION = "question", _("An answer to a question")


class Level(models.TextChoices):
    """How soon a conversation needs somebody.

    Every conversation begins as ordinary. A steward may say by hand that it needs somebody
    soon; nothing sets a higher level by itself.
    """

    ORDINARY = "ordinary", _("As usual")
    AMBER = "amber", _("Soon")
    RED = "red", _("At once")


class Owner(models.TextChoices):
    """Whose turn it is to see to it that somebody is answered."""

    EVERYBODY = "everybody", _("Everybody here")
    HELPERS = "helpers", _("People who are glad to answer")
    WELCOME = "welcome", _("The welcome team")
    STEWARDS = "stewards", _("The stewards")


class ClockState(models.TextChoices):
    """Whether somebody waits."""

    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Stopped")


class Clock(InSpace):
    """How long somebody has waited for an answer, and who looks after it.

    The author of a conversation for the first one in it or, with ``question``, whoever asked
    something in it. ``runs_from`` is where the present wait is counted from: an answer that is
    taken back lets the clock run on with the time waited before it. ``taken`` counts the steps
    already made.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="clocks")
    question = models.OneToOneField(
        Question, models.CASCADE, null=True, blank=True, related_name="clock"
    )
    level = models.CharField(max_length=8, choices=Level.choices, default=Level.ORDINARY)
    owner = models.CharField(max_length=9, choices=Owner.choices, default=Owner.EVERYBODY)
    state = models.CharField(max_length=7, choices=ClockState.choices, default=ClockState.RUNNING)
    target_minutes = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField()
    runs_from = models.DateTimeField()
    waited = models.DurationField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clock_stopped_knows_how_long",
                condition=Q(state="running") | Q(waited__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["thread"], name="clock_one_for_a_first_answer", condition=Q(question=None)
            ),
        ]
        indexes = [
            models.Index(fields=["space", "-began_at"], name="clock_of_a_space"),
            models.Index(
                fields=["space", "taken", "runs_from"],
                name="clock_running",
                condition=Q(state="running"),
            ),
            models.Index(
                fields=["space", "target_minutes", "runs_from", "id"],
                name="clock_in_line",
                condition=Q(state="running"),
            ),
        ]

    def __str__(self) -> str:
        return f"Clock {self.id}"


class Handover(InSpace):
    """A step of a clock, made once: to whom it was handed on, when, and how many were told."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="handovers", db_index=False)
    step = models.CharField(max_length=9, choices=Owner.choices)
    owner = models.CharField(max_length=9, choices=Owner.choices)
    at = models.DateTimeField()
    told = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock", "step"], name="handover_once_each_step")
        ]

    def __str__(self) -> str:
        return f"Handover {self.id}"


class Target(InSpace):
    """Within how long a space means to answer, where its stewards chose another time."""

    kind = models.CharField(
        max_length=12,
        choices=WaitKind.choices,
        default=WaitKind.CONVERSATION,
        db_default="conversation",
    )
    level = models.CharField(max_length=8, choices=Level.choices)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "kind", "level"], name="target_once_each_level"
            )
        ]

    def __str__(self) -> str:
        return f"Target {self.id}"
