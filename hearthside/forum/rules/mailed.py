# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers by mail: what an address says, and why a mail waits for a look. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

MAIL_KEPT: Final = "mail-kept"
MAIL_REFUSED: Final = "mail-refused"

_HALF: Final = 7
"""Bytes of an id in an address: both have to fit. Where two ids begin alike, nobody is meant."""

_WHY: Final[dict[str, _StrOrPromise]] = {
    "late": gettext_lazy("The mail you answered is more than thirty days old."),
    "spam": gettext_lazy("The mail service took it for advertising."),
    "unreadable": gettext_lazy("Some of its letters could not be read."),
    "quotes": gettext_lazy("We could not tell your words from the mail you answered."),
    "signature": gettext_lazy("There may be a signature under your words."),
    "name": gettext_lazy("Your name, as your mail says it, stands among the words."),
    "empty": gettext_lazy("We found no words in it that are not a signature or a quote."),
    "too-long": gettext_lazy("This is too long for one post. You can send it in parts."),
    "closed": gettext_lazy("The conversation was closed to new words before your mail came."),
    "restricted": gettext_lazy("Writing rests for you here for a while."),
    "too-many-links": gettext_lazy("There are more than five links in it."),
    "burst": gettext_lazy("That was a lot of posts in a few minutes."),
}


def about(face_id: UUID, thread_id: UUID) -> bytes:
    """Return what an address says of a face and a conversation."""
    return face_id.bytes[:_HALF] + thread_id.bytes[:_HALF]


def ranges(said: bytes) -> tuple[tuple[UUID, UUID], tuple[UUID, UUID]]:
    """Return between which ids the face and the conversation of an address lie."""
    face, thread = _range(said[:_HALF]), _range(said[_HALF : 2 * _HALF])
    return face, thread


def why_kept(code: str) -> _StrOrPromise:
    """Return why a mail was not posted at once, in words for whoever wrote it."""
    return _WHY.get(code, _("The conversation could not take it just now."))


def words_of_mail(kind: str, times: int) -> str | None:
    """Return what the notices about mails say: nothing of the conversation, nothing of words."""
    if kind == MAIL_KEPT:
        return ngettext(
            "A mail of yours waits for you: please have a look before it is posted",
            "%(times)d mails of yours wait for you: please have a look before they are posted",
            times,
        ) % {"times": times}
    if kind == MAIL_REFUSED:
        return ngettext(
            "A mail to a conversation could not be taken in",
            "%(times)d mails to conversations could not be taken in",
            times,
        ) % {"times": times}
    return None


def _range(half: bytes) -> tuple[UUID, UUID]:
    rest = 16 - len(half)
    return UUID(bytes=half + b"\x00" * rest), UUID(bytes=half + b"\xff" * rest)
