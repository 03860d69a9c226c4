# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words in a conversation, and what they said before."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hearthside.forum.models.threads import Thread
from hearthside.forum.models.voices import Voice
from hearthside.spaces.models import InSpace
from hearthside.spaces.rules.standing import Standing


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
    notes = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Codes of `Note` with a space around each, so that a query can ask for one."""
    reactions = models.CharField(max_length=120, blank=True, default="", db_default="")
    """How many gave which `Reaction`: ``hope:2 with-you:1``. Nobody's name."""

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
        """What others read, as HTML made by `core.text.render`: without a part that is folded.

        A list loads ``fold`` along, so that asking costs nothing.
        """
        fold = getattr(self, "fold", None)
        return SafeString(fold.html if fold else self.html)

    @property
    def shown_source(self) -> str:
        """What others read, as it was typed: for excerpts, search and whatever leaves the house."""
        fold = getattr(self, "fold", None)
        return fold.source if fold else self.source

    @property
    def whole(self) -> SafeString:
        """All of it, for its author, and for stewards who look after it."""
        return SafeString(self.html)


class Revision(InSpace):
    """What a post said before it was changed; its author and the stewards can read it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    source = models.TextField()
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Revision {self.id}"
