# SPDX-License-Identifier: AGPL-3.0-or-later
"""Organisations and spaces as those who keep them see them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from hearthside.privacy.models import SealOpening
from hearthside.spaces.models import (
    Keeper,
    Membership,
    Organisation,
    Space,
)
from hearthside.spaces.queries.faces import other_faces
from hearthside.spaces.queries.people import stewards_in
from hearthside.spaces.queries.standing import lasting_at
from hearthside.spaces.rules.standing import KeeperStanding


def organisations_kept_by(keeper: KeeperStanding) -> QuerySet[Organisation]:
    """The organisations a keeper looks after, by name."""
    kept = Organisation.objects.order_by("name", "id")
    return kept if keeper.keeps_installation else kept.filter(id__in=keeper.organisation_ids)


def tended(spaces: QuerySet[Space]) -> QuerySet[Space]:
    """Spaces by name, and whether each ``has_steward`` for good."""
    stewards = Exists(stewards_in(OuterRef("id")).filter(ends_at=None))
    return spaces.annotate(has_steward=stewards).order_by("name", "id")


def keepers_kept_by(keeper: KeeperStanding, now: datetime) -> QuerySet[Keeper]:
    """Who keeps what this keeper keeps, and the places offered by a link, longest first."""
    kept = Keeper.objects.filter(lasting_at(now)).select_related("organisation")
    if not keeper.keeps_installation:
        kept = kept.filter(organisation__in=keeper.organisation_ids)
    return kept.order_by("since", "id")


def seals_kept_by(keeper: KeeperStanding) -> QuerySet[SealOpening]:
    """Wishes to open a seal, in the spaces that a keeper looks after, but for their own: nobody
    decides whether it is opened who they are."""
    spaces = Space.objects.filter(organisation__in=organisations_kept_by(keeper))
    wishes = SealOpening.objects.filter(space_id__in=spaces.values("id"))
    return wishes.exclude(subject_id__in=voices_of_keeper(keeper))


def voices_of_keeper(keeper: KeeperStanding) -> frozenset[UUID]:
    """The voices that a keeper speaks with without their name, wherever they are a member."""
    if keeper.person_id is None:
        return frozenset()
    own = Membership.objects.filter(person_id=keeper.person_id).values_list("id", flat=True)
    return frozenset().union(*other_faces(own).values())
