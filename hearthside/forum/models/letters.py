# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages between two people: between two faces, and nobody else reads them.

A side knows its face (a membership's id, or that of a voice without a name) and never who
stands behind it. Instants are kept to the minute or the day, and what was read as a number:
nothing here happens at the same instant as something that its owner does under another face.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearthside.core.crypto.fields import SealedTextField
from hearthside.spaces.models import InSpace, Membership
from hearthside.spaces.rules.standing import Standing


class LetterState(models.TextChoices):
    """Where two people stand. Whoever asked never sees "declined": to them it is "asked"."""

    ASKED = "asked", _("Asked")
    DECLINED = "declined", _("Not taken up")
    WITHDRAWN = "withdrawn", _("Taken back")
    OPEN = "open", _("Both write")
    ENDED = "ended", _("Ended")


LIVING = [LetterState.ASKED, LetterState.DECLINED, LetterState.OPEN]
"""In one of these, there is no second one between the same two."""


class Correspondence(InSpace):
    """What two faces write to one another, from the first asking on.

    ``pair`` stands for the two, whoever asked; ``said`` is the number of the last message.
    """

    pair = models.BinaryField(max_length=32)
    state = models.CharField(max_length=12, choices=LetterState.choices, default=LetterState.ASKED)
    once = models.CharField(max_length=32)
    said = models.PositiveIntegerField(default=0)
    asked_on = models.DateField()
    last_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pair"],
                name="letters_one_living_between_two",
                condition=Q(state__in=["asked", "declined", "open"]),
            ),
            models.CheckConstraint(
                name="letters_end_has_its_day",
                condition=~Q(state="ended") | Q(ended_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["pair"], name="letters_between_two"),
            models.Index(fields=["state", "asked_on"], name="letters_by_age"),
        ]

    def __str__(self) -> str:
        return f"Correspondence {self.id}"

    @property
    def is_asked(self) -> bool:
        """Whether it waits for a yes, as far as whoever asked can tell."""
        return self.state in (LetterState.ASKED, LetterState.DECLINED)


ARRIVED, KEPT_BACK = "arrived.", "kept-bck"
"""What is sealed of whether an asking arrived: of one size."""


class LetterSideQuerySet(models.QuerySet["LetterSide"]):
    def visible_to(self, standing: Standing) -> Self:
        """This member's own sides, under whatever face. The SQL twin of `rules.may_see`."""
        if not standing.is_member:
            return self.none()
        own = self.filter(space_id=standing.space_id, face__in=standing.faces, gone=False)
        unanswered = own.filter(asked=False, correspondence__state__in=LIVING[:2])
        kept_back = [side.id for side in unanswered.only("arrival") if side.kept_back]
        withdrawn = Q(correspondence__state=LetterState.WITHDRAWN)
        return own.exclude(withdrawn, asked=False).exclude(id__in=kept_back)


class LetterSide(InSpace):
    """One of the two: its face, how far it has read, and what it agreed to.

    ``asked``: this side began; ``called`` is whom it asked, as its owner saw the name then:
    until there is a yes, no page of theirs tells anything newer. ``arrival``: whether the
    asking reached this side, which is told to nobody; sealed, for it follows from what a member
    lets rest, and would say whose voice it is. ``gone``: its owner took it all out of
    their own view.
    """

    correspondence = models.ForeignKey(Correspondence, models.CASCADE, related_name="sides")
    face = models.UUIDField()
    asked = models.BooleanField()
    called = SealedTextField()
    read_to = models.PositiveIntegerField(default=0)
    links = models.BooleanField(default=False)
    arrival = SealedTextField()
    gone = models.BooleanField(default=False)

    objects = LetterSideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["correspondence", "asked"], name="letters_have_two_sides"
            )
        ]
        indexes = [models.Index(fields=["face"], name="letters_of_a_face")]

    def __str__(self) -> str:
        return f"LetterSide {self.id}"

    @property
    def kept_back(self) -> bool:
        """Whether the asking never reached this side."""
        return bool(self.arrival == KEPT_BACK)


class Letter(InSpace):
    """One message, sealed, in a language. ``taken`` when its writer left and took it along."""

    correspondence = models.ForeignKey(
        Correspondence, models.CASCADE, related_name="letters", db_index=False
    )
    side = models.ForeignKey(LetterSide, models.CASCADE, related_name="letters", db_index=False)
    number = models.PositiveIntegerField()
    words = SealedTextField()
    language = models.CharField(max_length=12, blank=True, default="", db_default="")
    taken = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    once = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["correspondence", "number"], name="letter_in_order"),
            models.UniqueConstraint(fields=["side", "once"], name="letter_sent_once"),
        ]

    def __str__(self) -> str:
        return f"Letter {self.id}"


class LetterWall(InSpace):
    """One face lets no asking of another through any more. The other is never told.

    Both are blind: else two faces that keep the same voice away would stand beside each other.
    """

    owner = models.BinaryField(max_length=32)
    other = models.BinaryField(max_length=32, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "other"], name="letter_wall_once"),
        ]

    def __str__(self) -> str:
        return f"LetterWall {self.id}"


class LetterRest(InSpace):
    """While this row is there, nobody may ask this member to write. Nobody is told."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"LetterRest {self.id}"


class LetterExcerpt(InSpace):
    """Lines that one of the two chose to show the stewards, copied with their consent only.

    The one way in which anybody else ever reads a message. Sealed; knows the face that the
    report is about, and neither the correspondence nor who reported (``owner`` is blind).
    """

    owner = models.BinaryField(max_length=32, db_index=True)
    about_face = models.UUIDField(null=True, blank=True, db_index=True)
    lines = SealedTextField()
    made_on = models.DateField()

    def __str__(self) -> str:
        return f"LetterExcerpt {self.id}"
