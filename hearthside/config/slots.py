# SPDX-License-Identifier: AGPL-3.0-or-later
"""What only the whole place can put into a page of a domain."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hearthside.config.views.errors import help_strip
from hearthside.core.hooks import slot


@slot("forum.help_strip").answer
def help_beside(request: object) -> SafeString:
    """Who answers now, in the country the reader chose, as it stands on the disk."""
    assert isinstance(request, HttpRequest)
    return render_to_string("ui/_help_strip.html", {"help_strip": help_strip(request)})
