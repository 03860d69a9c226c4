# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of spaces, one file for each kind of thing. Import them from here."""

from hearthside.spaces.models.arrivals import Arrival, ArrivalState
from hearthside.spaces.models.doors import Invitation, JoinRequest, RequestState
from hearthside.spaces.models.members import (
    Apart,
    Distance,
    Grant,
    Membership,
    MembershipQuerySet,
    MembershipState,
    OtherFaces,
    Role,
    new_face,
)
from hearthside.spaces.models.spaces import (
    InSpace,
    Joining,
    Keeper,
    Kind,
    Organisation,
    Space,
    SpaceQuerySet,
)

__all__ = [
    "Apart",
    "Arrival",
    "ArrivalState",
    "Distance",
    "Grant",
    "InSpace",
    "Invitation",
    "JoinRequest",
    "Joining",
    "Keeper",
    "Kind",
    "Membership",
    "MembershipQuerySet",
    "MembershipState",
    "Organisation",
    "OtherFaces",
    "RequestState",
    "Role",
    "Space",
    "SpaceQuerySet",
    "new_face",
]
