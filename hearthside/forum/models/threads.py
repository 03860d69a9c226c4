# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conversations, and those kept at the top of a board."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.forum.models.boards import Board
from hearthside.spaces.models import InSpace, Space
from hearthside.spaces.rules.standing import Standing


class ThreadKind(models.TextChoices):
    """A conversation among members, or news from the stewards."""

    CONVERSATION = "conversation", _("Conversation")
    ANNOUNCEMENT = "announcement", _("Announcement")


class ThreadState(models.TextChoices):
    """Whether a conversation takes new words."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Taken back by its author")


class Wanted(models.TextChoices):
    """What kind of answer somebody hopes for. Most say nothing about it, and need not."""

    LISTEN = "listen", _("Just listen")
    SIMILAR = "similar", _("Who knows this?")
    IDEAS = "ideas", _("Ideas")
    CELEBRATE = "celebrate", _("Be glad with me")
    SERVICE = "service", _("Find a service")


WAITING = Q(answered_at=None, state="open", kind="conversation")
"""What makes a conversation one in which somebody waits; the index has the same words."""


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, standing: Standing) -> Self:
        """Conversations this person may know of. The SQL twin of `rules.may_see`."""
        if not standing.is_member:
            return self.none()
        return self.filter(space_id=standing.space_id)

    def listed(self) -> Self:
        """Conversations that lists show."""
        return self.exclude(state=ThreadState.WITHDRAWN)

    def wanting(self, wanted: str) -> Self:
        """Conversations whose author hopes for this kind of answer; all for none."""
        return self.filter(wanted=wanted) if wanted else self

    def waiting(self) -> Self:
        """Open conversations that nobody but the author has answered, longest waiting first."""
        return self.filter(WAITING).order_by("opened_at", "id")


class Thread(InSpace):
    """One conversation: a title if its author gave it one, and posts."""

    # Without indexes of their own: those below begin with them, and each one less is one less to
    # write with every answer.
    space = models.ForeignKey(Space, models.CASCADE, related_name="+", db_index=False)
    board = models.ForeignKey(Board, models.PROTECT, related_name="threads", db_index=False)
    title = models.CharField(max_length=140, blank=True)
    opening = models.CharField(max_length=170)
    language = models.CharField(max_length=12, blank=True, db_default="")
    author = models.ForeignKey(
        "forum.Voice", models.SET_NULL, null=True, blank=True, related_name="opened"
    )
    kind = models.CharField(
        max_length=12, choices=ThreadKind.choices, default=ThreadKind.CONVERSATION
    )
    state = models.CharField(max_length=9, choices=ThreadState.choices, default=ThreadState.OPEN)
    opened_at = models.DateTimeField()
    last_post_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    posts_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    once = models.CharField(max_length=32)
    wanted = models.CharField(
        max_length=9, choices=Wanted.choices, blank=True, default="", db_default=""
    )
    notes = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Those of the opening post, so that lists need no join."""

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["once"], name="thread_begun_once")]
        indexes = [
            models.Index(fields=["board", "-last_post_at", "id"], name="thread_by_last_post"),
            models.Index(fields=["space", "-last_post_at", "id"], name="thread_new_in_space"),
            models.Index(
                fields=["space", "opened_at", "id"],
                name="thread_waiting",
                condition=WAITING,
            ),
        ]

    def __str__(self) -> str:
        return f"Thread {self.id}"

    @property
    def heading(self) -> str:
        """The title, or the first words where the author gave none; neither without these."""
        return (self.title or self.opening) if self.opening else ""


class Pin(InSpace):
    """A conversation kept at the top of its board, and since when."""

    thread = models.OneToOneField(Thread, models.CASCADE, related_name="pin")
    board = models.ForeignKey(Board, models.CASCADE, related_name="pins")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"Pin {self.id}"
