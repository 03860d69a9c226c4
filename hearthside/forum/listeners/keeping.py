# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long the forum keeps what is said, begun, followed and asked."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.forum.rules.conversation import TAKEN_ALONG_WITHIN
from hearthside.forum.rules.letters import EXCERPT_DAYS, KEPT_DAYS, QUIET_DAYS
from hearthside.notices.replying import GOOD_FOR, KEPT_FOR
from hearthside.privacy.hooks import Kept, kept_how_long, stays_behind


@kept_how_long.answer
def kept_in_the_forum() -> list[Kept]:
    """What a clock lets go of, and what stays until its author lets go of it."""
    return [
        Kept(
            _("Messages between two people, once they have ended"),
            _days(KEPT_DAYS),
            "letters-ended",
        ),
        Kept(
            _("A wish to write to somebody that nobody answered"),
            _days(QUIET_DAYS),
            "letters-asked",
        ),
        Kept(
            _("Lines of messages that somebody showed the stewards"),
            _days(EXCERPT_DAYS),
            "letters-shown",
        ),
        Kept(
            _("What you said without your name, or who said it, after you left"),
            _days(TAKEN_ALONG_WITHIN.days),
            "unnamed",
        ),
        Kept(
            _("That a mail came in, without who sent it or what it said"),
            _days((GOOD_FOR + KEPT_FOR).days),
            "mail-marks",
        ),
        *_kept_until_you_let_go(),
    ]


def _kept_until_you_let_go() -> list[Kept]:
    return [
        Kept(
            _("What you wrote in conversations"), _("Until you take them with you when you leave.")
        ),
        Kept(
            _("That you waited for an answer, how long, and who was asked"),
            _("As long as the words that you wrote."),
        ),
        Kept(_("Drafts"), _("Until you send or empty them.")),
        Kept(
            _("What you follow, hid, kept and read"),
            _("Until you leave the space or close your account."),
        ),
    ]


@stays_behind.answer
def what_stays_in_the_forum() -> list[Kept]:
    """What is still in the forum of somebody who left."""
    return [
        Kept(
            _("What you said without your name, or who said it, if your words stay"),
            _days(TAKEN_ALONG_WITHIN.days),
        ),
        Kept(
            _("Your name in the list of somebody who asked to write to you and waits for a yes"),
            _days(QUIET_DAYS),
        ),
        Kept(_("What others wrote, also about you"), _("It is theirs.")),
    ]


def _days(days: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
