# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a mail service hands on what was sent to our addresses. No page, and for no person.

django-anymail reads what each service sends, and asks for the secret that only it knows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hearthside.core import clock
from hearthside.core.log import get_logger, truncated_address
from hearthside.core.throttle import Limit, count
from hearthside.notices.mails.reading import MOST_SENT, Envelope
from hearthside.notices.tasks import take_in

_VIEWS: Final = {
    "mailersend": "anymail.webhooks.mailersend.MailerSendInboundWebhookView",
    "mailgun": "anymail.webhooks.mailgun.MailgunInboundWebhookView",
    "mandrill": "anymail.webhooks.mandrill.MandrillCombinedWebhookView",
    "postmark": "anymail.webhooks.postmark.PostmarkInboundWebhookView",
    "sparkpost": "hearthside.notices.views.sparkpost.MailsOfAnyBytes",
}
_OFTEN: Final = Limit("mail-in", 600, timedelta(minutes=1))
_LATER: Final = {"Retry-After": "60"}

logger = get_logger(__name__)


@csrf_exempt
@require_http_methods(["HEAD", "POST"])
def arriving(request: HttpRequest) -> HttpResponse:
    """Take in what a service hands on; it sends again what it is not told is here."""
    if not settings.REPLY_SERVICE:
        raise Http404
    count(_OFTEN, truncated_address(request.META.get("REMOTE_ADDR", "")), clock.now())
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if size > MOST_SENT:
        logger.warning("mail-not-taken-in", code="too-large", bytes=size)
        return HttpResponse(status=413)
    # Django reads two and a half million bytes of this, less than one mail with a picture.
    request._body = request.read(MOST_SENT)
    if len(request._body) < size:
        logger.warning("mail-not-taken-in", code="no-room", bytes=size)
        return HttpResponse(status=503, headers=_LATER)
    return _view_of(settings.REPLY_SERVICE)(request)


@cache
def _view_of(service: str) -> Callable[[HttpRequest], HttpResponse]:
    from anymail.signals import inbound  # noqa: PLC0415 — only where it is installed

    inbound.connect(_came, dispatch_uid="hearthside.notices")
    view: Callable[[HttpRequest], HttpResponse] = import_string(_VIEWS[service]).as_view()
    return view


def _came(sender: object, event: Any, esp_name: str, **_more: object) -> None:
    mail = event.message
    envelope = Envelope(
        recipient=mail.envelope_recipient or "",
        sender=mail.envelope_sender,
        is_spam=bool(mail.spam_detected),
    )
    take_in(mail.as_bytes(), envelope, clock.now())
