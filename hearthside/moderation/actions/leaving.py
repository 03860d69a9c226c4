# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stays on the desk when somebody leaves for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from hearthside.moderation.models import (
    Appeal,
    FileState,
    Look,
    Measure,
    Note,
    Proposal,
    ProposalState,
    Report,
)
from hearthside.moderation.models.proposals import ProposalQuerySet
from hearthside.privacy.hooks import Leave


@transaction.atomic
def forget_on_desk(
    *,
    membership_ids: Sequence[UUID],
    faces: Sequence[UUID],
    leave: Leave,
    now: datetime,
    may_return: bool = False,
) -> None:
    """Take these memberships out of everything on the desk; reports stay, for the community.

    What they wrote in their own reports goes unless they leave their words; what was written to
    them, the reason for a decision and an answer, goes with them in any case, and so do their
    appeals, the copies of their words and what was proposed about them. A file they
    were looking after is free for another steward. ``faces`` are under what others knew them.

    Who leaves one space and keeps the account (``may_return``) comes back as the same member:
    what rests for them rests until its day, without the words they were told, and what waits
    goes on waiting. Else whoever leaves and comes in again were free of it at once.
    """
    own = Q(reporter_id__in=membership_ids) | Q(reporter_face__in=faces)
    made = Report.objects.filter(own)
    about = Report.objects.filter(about_face__in=faces)
    if leave == Leave.ERASE_ALL:
        made.update(words="")
    made.update(reporter=None, reporter_face=None, answer="")
    about.update(about=None, about_face=None, decision_words="")
    _forget_what_was_done(faces, _goes_on(faces, now) if may_return else Proposal.objects.none())
    _forget_steward(membership_ids, leave)


def _goes_on(faces: Sequence[UUID], now: datetime) -> ProposalQuerySet:
    """What still waits, or rests, for members with these faces, and who ended a membership."""
    lasts = Q(ends_at__gt=now) | Q(ends_at=None)
    stands = Q(state=ProposalState.WAITING) | Q(lasts, state=ProposalState.IN_EFFECT)
    return Proposal.objects.filter(stands, about_face__in=faces)


def _forget_what_was_done(ids: Sequence[UUID], going_on: ProposalQuerySet) -> None:
    stays = [*going_on.values_list("id", "measure_id")]
    measures = Measure.objects.filter(about_face__in=ids)
    measures.update(words="", reason="")
    measures.exclude(id__in=[measure for _, measure in stays if measure]).update(about_face=None)
    Appeal.objects.filter(about_face__in=ids).delete()
    going_on.filter(state=ProposalState.IN_EFFECT).update(words="")
    Proposal.objects.filter(about_face__in=ids).exclude(id__in=[each for each, _ in stays]).delete()
    Proposal.objects.filter(other_face__in=ids).update(other_face=None)


def _forget_steward(ids: Sequence[UUID], leave: Leave) -> None:
    """A steward's notes are the space's, as what they decided is; the name goes."""
    for files in (Report.objects, Appeal.objects):
        owned = files.filter(owner_id__in=ids)
        owned.filter(state=FileState.CLAIMED).update(
            state=FileState.OPEN, claimed_at=None, held_until=None
        )
        owned.update(owner=None)
    Look.objects.filter(asked_by_id__in=ids, given_at=None).delete()
    if leave == Leave.ERASE_ALL:
        Note.objects.filter(by_id__in=ids).update(words="")
        Look.objects.filter(given_by_id__in=ids).update(seen="")
        Look.objects.filter(asked_by_id__in=ids).update(question="")
