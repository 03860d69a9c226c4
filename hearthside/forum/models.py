# SPDX-License-Identifier: AGPL-3.0-or-later
"""Boards, conversations, voices and words."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.core.records import Record
from hearthside.spaces.models import InSpace, Membership, Space, new_face
from hearthside.spaces.rules import Standing


class BoardQuerySet(models.QuerySet["Board"]):
    def visible_to(self, standing: Standing) -> Self:
        """Boards whose existence this person may know of. The SQL twin of `rules.may_see`."""
        if not standing.is_member:
            return self.none()
        return self.filter(space_id=standing.space_id)


class Board(InSpace):
    """A place for conversations about one thing."""

    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = BoardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "slug"], name="board_slug_once_per_space")
        ]

    def __str__(self) -> str:
        return f"Board {self.id}"


class ThreadKind(models.TextChoices):
    """A conversation among members, or news from the stewards."""

    CONVERSATION = "conversation", _("Conversation")
    ANNOUNCEMENT = "announcement", _("Announcement")


class ThreadState(models.TextChoices):
    """Whether a conversation takes new words."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Taken back by its author")


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


class Voice(InSpace):
    """Who speaks in one conversation: a name and a face.

    A named voice keeps a plain key to its membership; when the membership is erased the
    words may stay, and the voice says so by an empty name.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="voices")
    membership = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="voices"
    )
    name = models.CharField(max_length=40, blank=True)
    face = models.CharField(max_length=16, default=new_face)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "membership"], name="voice_one_per_thread")
        ]

    def __str__(self) -> str:
        return f"Voice {self.id}"


class PostState(models.TextChoices):
    """What others see of a post. Its author always sees the true state."""

    VISIBLE = "visible", _("Visible")
    WITHDRAWN = "withdrawn", _("Taken back by its author")
    TAKEN_DOWN = "taken-down", _("Not shown, by a steward's decision")


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, standing: Standing) -> Self:
        """Posts whose existence this person may know of. The SQL twin of `rules.may_see`."""
        if not standing.is_member:
            return self.none()
        return self.filter(space_id=standing.space_id)


class Post(InSpace):
    """Words in a conversation: the source as written, and the HTML made of it once."""

    # Without indexes of their own, as above.
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts", db_index=False)
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="posts", db_index=False)
    source = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=12, choices=PostState.choices, default=PostState.VISIBLE)
    state_reason = models.TextField(max_length=2000, blank=True)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    once = models.CharField(max_length=32)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voice", "once"], name="post_sent_once"),
        ]
        indexes = [
            models.Index(fields=["thread", "written_at", "id"], name="post_in_order"),
            models.Index(fields=["voice", "written_at"], name="post_of_a_voice"),
        ]

    def __str__(self) -> str:
        return f"Post {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("forum:post", args=[self.space.slug, self.id])

    @property
    def rendered(self) -> SafeString:
        """The HTML made by `core.text.render` when the words were written."""
        return SafeString(self.html)


class Revision(InSpace):
    """What a post said before it was changed; its author and the stewards can read it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    source = models.TextField()
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Revision {self.id}"


class Place(InSpace):
    """What one membership keeps about one conversation: read up to, followed, hidden."""

    membership = models.ForeignKey(
        Membership, models.CASCADE, related_name="places", db_index=False
    )
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="places")
    read_to = models.DateTimeField(null=True, blank=True)
    followed = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "thread"], name="place_once_per_thread")
        ]

    def __str__(self) -> str:
        return f"Place {self.id}"


class Draft(Record):
    """Words not yet sent, sealed. Found by a blind key, so that the table joins nothing.

    ``owner`` stands for the membership, ``key`` for the membership and the place written in,
    ``form`` for the form they stand in: another one may be open in another tab.
    """

    owner = models.BinaryField(max_length=32, db_index=True)
    key = models.BinaryField(max_length=32, unique=True)
    words = SealedTextField()
    place = SealedTextField()
    form = models.CharField(max_length=32, blank=True, default="", db_default="")
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Draft {self.id}"

    @property
    def kept(self) -> datetime:
        return self.kept_at
