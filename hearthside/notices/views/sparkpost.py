# SPDX-License-Identifier: AGPL-3.0-or-later
"""What SparkPost hands on, whatever bytes a mail is made of. Loaded only where it is used.

django-anymail reads a mail out of Base64 as UTF-8; one in another encoding breaks it, and the
service would send it again for hours and then let it go.
"""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from anymail.inbound import AnymailInboundMessage
from anymail.signals import AnymailInboundEvent, EventType
from anymail.webhooks.sparkpost import SparkPostInboundWebhookView


class MailsOfAnyBytes(SparkPostInboundWebhookView):  # type: ignore[misc]  # has no types
    """A mail in Base64 is read as the bytes it is."""

    def esp_to_anymail_event(
        self, event_class: str, event: dict[str, Any], raw_event: object
    ) -> AnymailInboundEvent:
        """Make an event of one relayed mail."""
        content = event.get("content", {})
        if event_class != "relay_message" or not content.get("email_rfc822_is_base64"):
            return super().esp_to_anymail_event(event_class, event, raw_event)
        message = AnymailInboundMessage.parse_raw_mime_bytes(b64decode(content["email_rfc822"]))
        message.envelope_sender = event.get("msg_from")
        message.envelope_recipient = event.get("rcpt_to")
        return AnymailInboundEvent(
            event_type=EventType.INBOUND, esp_event=raw_event, message=message
        )
