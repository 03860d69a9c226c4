# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stays of reports when somebody leaves for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hearthside.moderation.models import Report, ReportState
from hearthside.privacy.hooks import Leave


@transaction.atomic
def forget_in_reports(*, membership_ids: Sequence[UUID], leave: Leave, now: datetime) -> None:
    """Take these memberships out of every report; the reports stay, for the community.

    What they wrote in their own reports, and what was answered to them, goes unless they
    leave their words; the reason for a decision goes with the person it was about. A
    report they were looking after is free for another steward.
    """
    made = Report.objects.filter(reporter_id__in=membership_ids)
    about = Report.objects.filter(about_id__in=membership_ids)
    if leave == Leave.ERASE_ALL:
        made.update(words="")
        about.update(decision_words="")
    made.update(reporter=None, answer="")
    about.update(about=None)

    owned = Report.objects.filter(owner_id__in=membership_ids)
    owned.filter(state=ReportState.CLAIMED).update(state=ReportState.OPEN, claimed_at=None)
    owned.update(owner=None)
