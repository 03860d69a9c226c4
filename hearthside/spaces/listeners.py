# SPDX-License-Identifier: AGPL-3.0-or-later
"""What spaces hears of and answers."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from hearthside.notices.actions.notices import forget_notices
from hearthside.notices.queries import notices_kept
from hearthside.privacy.hooks import Leave, Part, Subject, claims, erase, export_of
from hearthside.spaces.queries import membership_ids

# Notices know memberships by id only, so spaces, which knows whose they are, answers for
# them. Before anything else here: memberships must still be there when this is asked.
claims("notices.Notice")


@export_of.answer
def own_notices(subject: Subject) -> list[Part]:
    """What somebody was told, when, and when they saw it."""
    return [Part("notices", _("Notices to you"), notices_kept(membership_ids(subject)))]


@erase.answer
def erase_notices(subject: Subject, leave: Leave, now: datetime) -> None:
    """A notice without its reader is of no use to anybody, so it goes, whatever else stays."""
    forget_notices(recipient_ids=membership_ids(subject), now=now)
