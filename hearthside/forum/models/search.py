# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a search looks in: the posts of a space as their stems, and the stems there are."""

from __future__ import annotations

from django.db import models

from hearthside.forum.models.posts import Post
from hearthside.spaces.models import Space


class Findable(models.Model):
    """A post as the search knows it. The database keeps the full-text index beside it.

    ``number`` counts as the index fills, so that the newest are looked at first. Whose words
    they are is known to the post alone.
    """

    number = models.BigAutoField(primary_key=True)
    post = models.OneToOneField(Post, models.CASCADE, related_name="findable")
    space = models.ForeignKey(Space, models.CASCADE, related_name="+", db_index=False)
    as_of = models.DateTimeField()
    """When the words it was made of were written; a post that is newer is not found by it."""
    head = models.TextField(blank=True)
    body = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Findable {self.number}"


class Stem(models.Model):
    """A word that some post of a space has, without its ending: for beginnings and slips."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+", db_index=False)
    stem = models.CharField(max_length=40, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "stem"], name="stem_once_per_space")
        ]

    def __str__(self) -> str:
        return f"Stem {self.pk}"
