# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts of a post that others do not see, though its author does."""

from __future__ import annotations

from django.db import models

from hearthside.forum.models.posts import Post
from hearthside.spaces.models import InSpace


class Fold(InSpace):
    """What others see of a post with a part folded, made once; the post itself stays whole.

    ``spans`` are the folded parts by the decision they come from, as places in the post's
    source, so that each decision can be taken back alone. Without any there is no row.
    """

    post = models.OneToOneField(Post, models.CASCADE, related_name="fold")
    spans = models.JSONField()
    source = models.TextField()
    html = models.TextField()

    def __str__(self) -> str:
        return f"Fold {self.id}"
