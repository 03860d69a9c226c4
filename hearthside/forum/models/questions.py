# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody asks inside a conversation, and which words answered it."""

from __future__ import annotations

from django.db import models

from hearthside.forum.models.posts import Post
from hearthside.forum.models.threads import Thread
from hearthside.forum.models.voices import Voice
from hearthside.spaces.models import InSpace


class Question(InSpace):
    """A post whose author would like an answer to it.

    ``to`` is the voice that is asked first, if any. ``let_go``: its author needs none any more.
    ``answered_at`` is kept of its answers, as `rules.questions.answered_since` says.
    """

    post = models.OneToOneField(Post, models.CASCADE, related_name="question")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="questions")
    to = models.ForeignKey(
        Voice, models.SET_NULL, null=True, blank=True, related_name="asked_first"
    )
    asked_at = models.DateTimeField()
    let_go = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Question {self.id}"

    @property
    def is_open(self) -> bool:
        """Whether its author hopes for an answer still."""
        return not self.let_go and self.answered_at is None


class Answer(InSpace):
    """Words that were written in answer to a question.

    ``counts`` is over where whoever asked said that they hope for an answer still.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers", db_index=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="answers_to")
    counts = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "post"], name="answer_once_each")
        ]

    def __str__(self) -> str:
        return f"Answer {self.id}"
