# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking after an installation or an organisation. Pure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hearthside.core.verdicts import ALLOWED, Verdict
from hearthside.spaces.models import Keeper
from hearthside.spaces.rules.standing import NOT_HERE, KeeperStanding

ADDRESS_TAKEN = Verdict("address-taken", _("Another space has that address. Choose another one."))

KEEPER_LINK_OVER = Verdict(
    "link-over", _("This link is no longer open. Ask the person who gave it to you for a new one.")
)


def may_end_keepership(
    keeper: KeeperStanding, ending: Keeper, installation_keepers: int
) -> Verdict:
    """Whether this account may end a keepership; the installation always has a keeper."""
    if not keeper.keeps(ending.organisation_id):
        return NOT_HERE
    is_last = ending.organisation_id is None and installation_keepers <= 1
    if is_last and ending.person_id is not None:
        return Verdict(
            "last-keeper",
            _("This place needs somebody who keeps it. Let another keeper in first."),
        )
    return ALLOWED
