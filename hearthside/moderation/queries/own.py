# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was decided about somebody, as that person reads it; and what rests for them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from hearthside.moderation.models import (
    Appeal,
    Covers,
    LetterReview,
    Measure,
    OutsidePerson,
    Proposal,
)
from hearthside.moderation.rules.letters import missing_readers
from hearthside.spaces.models import Membership, Space
from hearthside.spaces.rules.standing import CONTACT, Standing

MOST_SHOWN = 50


def measures_about(standing: Standing) -> list[Measure]:
    """Return the latest decisions about this very member, under whatever face."""
    found = Measure.objects.concerning(standing).select_related("proposal", "appeal")
    return list(found[:MOST_SHOWN])


def measure_of_content(standing: Standing, kind: str, content_id: UUID) -> Measure | None:
    """Return the latest decision about these words of one's own."""
    own = Measure.objects.concerning(standing)
    return own.filter(content_kind=kind, content_id=content_id).first()


def appeal_of(measure: Measure) -> Appeal | None:
    """Return the appeal against a decision, if there is one."""
    return Appeal.objects.filter(measure=measure).first()


def restriction_of(measure: Measure) -> Proposal | None:
    """Return the restriction that a decision began, if it did."""
    return Proposal.objects.filter(measure=measure).first()


def name_of_other(resting: Proposal | None) -> str:
    """Return the name of the one person to whom messages rest, if that is what rests."""
    if resting is None or resting.other_face is None:
        return ""
    names = Membership.objects.filter(id=resting.other_face).values_list("name", flat=True)
    return names.first() or ""


def resting_for(space_id: UUID, faces: Collection[UUID], now: datetime) -> set[str]:
    """Return what rests in a space for anybody with these faces. One query."""
    resting = Proposal.objects.resting_at(now).filter(space_id=space_id, about_face__in=faces)
    return {
        f"{CONTACT}:{other}" if covers == Covers.CONTACT else covers
        for covers, other in resting.values_list("covers", "other_face")
    }


def outside_person_of(space: Space) -> OutsidePerson | None:
    """Return who outside the team takes complaints about this space."""
    return OutsidePerson.objects.filter(organisation_id=space.organisation_id).first()


def outside_people() -> list[OutsidePerson]:
    """Return who takes complaints, of every organisation that anybody may know of."""
    listed = Space.objects.filter(listed=True).values("organisation_id")
    found = OutsidePerson.objects.filter(organisation__in=listed).select_related("organisation")
    return list(found.order_by("organisation__name", "id"))


def letters_unread(language: str, now: datetime) -> bool:
    """Whether the letters in a language still lack somebody who read them over this year."""
    return bool(missing_readers(LetterReview.objects.filter(language=language), now))
