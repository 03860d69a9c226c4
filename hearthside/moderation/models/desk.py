# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on the stewards' desk: a file with an owner and a promise, its notes and looks."""

from __future__ import annotations

from datetime import datetime
from typing import Self, TypeVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.spaces.models import InSpace, Membership
from hearthside.spaces.rules.standing import Standing

Row = TypeVar("Row", bound=models.Model)


class FileState(models.TextChoices):
    """Where a file stands."""

    OPEN = "open", _("Waiting for somebody")
    CLAIMED = "claimed", _("Somebody is looking")
    DECIDED = "decided", _("Decided")


class OnDeskQuerySet(models.QuerySet[Row]):
    """Questions that are the same for everything on the desk."""

    def visible_to(self, standing: Standing) -> Self:
        """Files this person may know of. The SQL twin of `rules.desk.may_see`."""
        if not standing.is_steward:
            return self.none()
        return self.filter(space_id=standing.space_id).exclude(about_face__in=standing.faces)

    def undecided(self) -> Self:
        """What still needs somebody, what is promised soonest first."""
        return self.exclude(state=FileState.DECIDED).order_by("answer_by", "id")

    def decided(self) -> Self:
        """What somebody has decided on, the latest first."""
        return self.filter(state=FileState.DECIDED).order_by("-decided_at", "id")


class OnDesk(InSpace):
    """A file: about whom, in whose hands until when, and by when an answer is promised.

    ``about_face`` is a membership, or a voice without a name; never the membership behind
    one. A claim is a lock: it lasts until ``held_until`` and then is nobody's again, without
    anything having to happen. ``decision_words`` say why it was decided so; ``answer`` is what
    who brought it here reads.
    """

    about_face = models.UUIDField(null=True, blank=True, db_index=True)
    state = models.CharField(max_length=8, choices=FileState.choices, default=FileState.OPEN)
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_words = SealedTextField()
    answer = SealedTextField()

    class Meta:
        abstract = True

    def holder_at(self, now: datetime) -> UUID | None:
        """Who has this file in hand at this instant; nobody, once the lock has lapsed."""
        if self.state != FileState.CLAIMED or self.held_until is None or now >= self.held_until:
            return None
        return self.owner_id


class NoteKind(models.TextChoices):
    """What a note on a file says."""

    KNOW = "know", _("What we know")
    DID = "did", _("What we did")
    NEXT = "next", _("What comes next")
    HANDOVER = "handover", _("For whoever goes on")


class Note(InSpace):
    """A steward's note on a file, sealed; the stewards who may open the file read it."""

    file_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=8, choices=NoteKind.choices)
    words = SealedTextField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Note {self.id}"


class Look(InSpace):
    """A second look at a file: another steward is asked, and says what they see."""

    file_id = models.UUIDField(db_index=True)
    question = SealedTextField()
    asked_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    seen = SealedTextField()
    given_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file_id"],
                name="look_one_asked_at_a_time",
                condition=models.Q(given_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Look {self.id}"
