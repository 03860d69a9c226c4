# SPDX-License-Identifier: AGPL-3.0-or-later
"""Print what the load needs to know: sessions of members, and addresses. JSON."""

from __future__ import annotations

import json

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from hearthside.forum.models import Thread, Voice
from hearthside.people.models import Person
from hearthside.people.sessions import SessionStore


def session_of(person: Person) -> str:
    """Sign a person in without a form."""
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    store.save()
    return str(store.session_key)


people = Person.objects.filter(sign_in_name__startswith="bench-").order_by("sign_in_name")[:120]
thread = Thread.objects.filter(posts_count__gte=20, state="open").order_by("opened_at")[3]
voice = Voice.objects.filter(thread=thread).first()
print(
    json.dumps(
        {
            "sessions": [session_of(person) for person in people],
            "thread": str(thread.id),
            "space": str(thread.space_id),
            "voice": str(voice.id) if voice else "",
        }
    )
)
