# SPDX-License-Identifier: AGPL-3.0-or-later
"""The audit trail, and what is owed: two tables that outlive the pages that made them."""

from __future__ import annotations

from typing import Self
from uuid import UUID, uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearthside.core.records import Record


class Verb(models.TextChoices):
    """What was done, as ``noun.verb``. One list for the whole product, in alphabetical order."""

    APPEAL_DECIDED = "appeal.decided", _("answered an appeal")
    APPEAL_MADE = "appeal.made", _("appealed against a decision")
    DESK_ANSWERED = "desk.answered", _("closed a file on the stewards' desk")
    DESK_LATE = "desk.late", _("a promise of the stewards' desk was missed")
    GRANT_GIVEN = "grant.given", _("was given a role")
    GRANT_ENDED = "grant.ended", _("role was ended")
    HELP_LINE_CONFIRMED = "help-line.confirmed", _("confirmed a help line")
    INVITATION_MADE = "invitation.made", _("made a link that lets people in")
    INVITATION_WITHDRAWN = "invitation.withdrawn", _("closed a link that let people in")
    KEEPER_ENDED = "keeper.ended", _("ended a keeper's role")
    KEEPER_JOINED = "keeper.joined", _("came into a space as a keeper")
    HELP_LINE_WITHDRAWN = "help-line.withdrawn", _("took a help line out")
    KEEPER_MADE = "keeper.made", _("made a keeper")
    LETTERS_REVIEWED = "letters.reviewed", _("reviewed the words that go with decisions")
    LOOK_ASKED = "look.asked", _("asked for a second look")
    LOOK_GIVEN = "look.given", _("gave a second look")
    MEMBERSHIP_ADMITTED = "membership.admitted", _("let somebody in")
    MEMBERSHIP_DECLINED = "membership.declined", _("declined a request to join")
    MEMBERSHIP_READMITTED = "membership.readmitted", _("let somebody back in")
    MEMBERSHIP_REMOVED = "membership.removed", _("removed somebody from the space")
    MEMBERSHIP_SEEN = "membership.seen", _("looked at a member's page for staff")
    ORGANISATION_CHANGED = "organisation.changed", _("renamed an organisation")
    ORGANISATION_MADE = "organisation.made", _("made an organisation")
    OUTSIDE_PERSON_NAMED = "outside-person.named", _("named who outside the team hears complaints")
    POST_FOLDED = "post.folded", _("folded a part of words")
    POST_NOTED = "post.noted", _("chose the notes of words")
    POST_PUT_BACK = "post.put-back", _("showed words again")
    POST_TAKEN_DOWN = "post.taken-down", _("took words out of sight")
    REMOVAL_AGREED = "removal.agreed", _("agreed that a membership ends")
    REMOVAL_PROPOSED = "removal.proposed", _("proposed that a membership ends")
    REPORT_CLAIMED = "report.claimed", _("took on a report")
    REPORT_DECIDED = "report.decided", _("decided on a report")
    REPORT_NOTED = "report.noted", _("wrote a note on a report")
    REPORT_RELEASED = "report.released", _("gave a report back")
    REPORT_SEEN = "report.seen", _("read a report")
    RESTRICTION_BEGUN = "restriction.begun", _("restricted somebody until a day")
    RESTRICTION_ENDED = "restriction.ended", _("ended a restriction")
    RESTRICTION_PROPOSED = "restriction.proposed", _("proposed a restriction")
    RESTRICTION_PUT_OFF = "restriction.put-off", _("put a proposal off")
    SEAL_ASKED = "seal.asked", _("asked to open who writes without a name")
    SEAL_DECLINED = "seal.declined", _("left it sealed who writes without a name")
    SEAL_OPENED = "seal.opened", _("opened who writes without a name")
    SEAL_SEEN = "seal.seen", _("read who writes without a name")
    SETUP_FINISHED = "set-up.finished", _("finished setting the place up")
    SPACE_CHANGED = "space.changed", _("changed the space")
    SPACE_MADE = "space.made", _("made a space")
    TEXT_REVIEWED = "text.reviewed", _("reviewed the crisis text of a language")
    THREAD_CLOSED = "thread.closed", _("closed a conversation")
    THREAD_MOVED = "thread.moved", _("moved a conversation")
    THREAD_OPENED = "thread.opened", _("opened a conversation again")
    THREAD_PINNED = "thread.pinned", _("pinned a conversation")


class Token(Record):
    """A random stand-in for a membership or an account in the chain.

    Erasing the row makes the entries say nothing of anybody; the chain stays valid.
    """

    holder_id = models.UUIDField(unique=True)
    key = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Token {self.id}"


class EntryQuerySet(models.QuerySet["Entry"]):
    def about_holder(self, holder_id: UUID) -> Self:
        """Entries about one membership or account, newest first."""
        tokens = Token.objects.filter(holder_id=holder_id).values("id")
        return self.filter(about__in=tokens).order_by("-number")


class Entry(models.Model):
    """One thing somebody with a role did, chained to the one before it."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=40, choices=Verb.choices)
    by = models.UUIDField(null=True, blank=True)
    by_role = models.CharField(max_length=24)
    about = models.UUIDField(null=True, blank=True, db_index=True)
    space = models.UUIDField(null=True, blank=True)
    reason_kind = models.CharField(max_length=32, blank=True)
    reason = models.BinaryField(default=b"", blank=True)
    reason_digest = models.BinaryField(max_length=32, default=b"", blank=True)
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["previous"], name="entry_follows_one_entry_only"),
        ]

    def __str__(self) -> str:
        return f"Entry {self.number}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due_at(self, moment: object) -> Self:
        """What the courier may take now: due, not done, and in nobody's hands."""
        return self.filter(done_at=None, next_try_at__lte=moment).order_by("next_try_at", "id")


class Delivery(models.Model):
    """One listener owed one event, now or at an appointed time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    listener = models.CharField(max_length=160)
    event = models.JSONField()
    key = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    failure_code = models.CharField(max_length=80, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], name="delivery_due", condition=models.Q(done_at=None)
            ),
            models.Index(
                fields=["done_at"],
                name="delivery_done",
                condition=models.Q(done_at__isnull=False),
            ),
            models.Index(fields=["key"], name="delivery_appointed"),
        ]

    def __str__(self) -> str:
        return f"Delivery {self.id}"
