# SPDX-License-Identifier: AGPL-3.0-or-later
"""What words talk about, what is suggested about it, and what a reader wishes and gives."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.core.records import Record
from hearthside.forum.models.posts import Post
from hearthside.spaces.models import InSpace


class Note(models.TextChoices):
    """The content notes of the product. A code is never given another meaning."""

    SELF_HARM = "self-harm", _("Self-harm")
    SUICIDE = "suicide", _("Suicide")
    EATING = "eating", _("Eating and weight")
    ABUSE = "abuse", _("Abuse and violence")
    SEXUAL_VIOLENCE = "sexual-violence", _("Sexual violence")
    GRIEF = "grief", _("Grief and death")
    PREGNANCY = "pregnancy", _("Pregnancy and loss")
    SUBSTANCE = "substance", _("Alcohol and drugs")
    GAMBLING = "gambling", _("Gambling")
    COERCION = "coercion", _("Force in care")
    MEDICAL = "medical", _("Illness and medical things")
    FAITH = "faith", _("Faith")
    POLITICS = "politics", _("Politics")


class Meet(models.TextChoices):
    """How somebody wishes to meet words with a note."""

    SHOW = "show", _("Show")
    FOLD = "fold", _("Fold")
    HIDE = "hide", _("Hide")


class Reaction(models.TextChoices):
    """What can be said without words. None of them is against anybody."""

    WITH_YOU = "with-you", _("With you")
    THANK_YOU = "thank-you", _("Thank you")
    ME_TOO = "me-too", _("Me too")
    HOPE = "hope", _("Hope")
    WELL_DONE = "well-done", _("Well done")


class SuggestionState(models.TextChoices):
    """What became of a suggested note."""

    OPEN = "open", _("Waiting for an answer")
    TAKEN = "taken", _("Taken")
    DECLINED = "declined", _("Declined")


class Suggestion(InSpace):
    """A note that somebody suggested for a post; who, and how many, is kept nowhere.

    A declined one stays, so that nobody is asked the same twice.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="suggestions", db_index=False)
    note = models.CharField(max_length=20, choices=Note.choices)
    state = models.CharField(
        max_length=8, choices=SuggestionState.choices, default=SuggestionState.OPEN
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "note"], name="suggestion_once_per_note")
        ]

    def __str__(self) -> str:
        return f"Suggestion {self.id}"


class NoteWishes(Record):
    """Which notes a member folds and hides: what they cannot bear to read is theirs alone.

    Sealed, of one size, under a blind key over the membership.
    """

    key = models.BinaryField(max_length=32, unique=True)
    kept = SealedTextField()

    def __str__(self) -> str:
        return f"Wishes {self.id}"


class Signs(Record):
    """What a member gave in one conversation without words: reactions, and suggested notes.

    Sealed and padded, under a blind key over membership and conversation. A post knows how
    many reacted, this row who: each is useless without the keyring and the other.
    """

    key = models.BinaryField(max_length=32, unique=True)
    kept = SealedTextField()

    def __str__(self) -> str:
        return f"Signs {self.id}"
