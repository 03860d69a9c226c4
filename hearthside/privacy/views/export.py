# SPDX-License-Identifier: AGPL-3.0-or-later
"""All that is held about somebody: seen, and taken along."""

from __future__ import annotations

import json
from datetime import datetime

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from hearthside.core import clock
from hearthside.people.http import PersonRequest, person_view
from hearthside.privacy.hooks import Part, Subject
from hearthside.privacy.queries import export, readable


@require_http_methods(["GET", "HEAD", "POST"])
@person_view
def data(request: PersonRequest) -> HttpResponse:
    """Say what is held, who reads it and how long; hand it over as a file when asked."""
    parts = export(Subject(request.user.id))
    if request.method != "POST":
        held = [part for part in parts if part.rows]
        not_held = [part.title for part in parts if not part.rows]
        return render(request, "privacy/data.html", {"held": held, "not_held": not_held})
    now = clock.now()
    if request.POST.get("form") == "json":
        return _file(_as_json(parts, now), "json", "application/json", now)
    context = {"parts": readable(parts), "made_at": now, "site_name": settings.SITE_NAME}
    page = render_to_string("privacy/data_file.html", context, request)
    return _file(page, "html", "text/html; charset=utf-8", now)


def _as_json(parts: list[Part], now: datetime) -> str:
    told = {
        "place": settings.SITE_NAME,
        "address": settings.SITE_URL,
        "made_at": now,
        "parts": {
            part.name: {
                "title": part.title,
                "read_by": part.read_by,
                "kept": part.kept,
                "rows": [dict(row) for row in part.rows],
            }
            for part in parts
        },
    }
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def _file(content: str, ending: str, kind: str, now: datetime) -> HttpResponse:
    """Answer with a file whose name says nothing of where it comes from."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="data-{now:%Y-%m-%d}.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response
