# SPDX-License-Identifier: AGPL-3.0-or-later
"""Accounts and sign-ins. Nothing here is ever shown to another person."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from hearthside.core.records import Record


def sign_in_form(name: str) -> str:
    """Return a sign-in name as it is stored and compared: one Unicode form, no case, no edges."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


class Appearance(models.TextChoices):
    """How pages look for one person. ``device`` follows the device's own setting."""

    DEVICE = "device", _("As my device is set")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        """Find a person by sign-in name, whatever its case."""
        return self.get(sign_in_name=sign_in_form(username or ""))


class Person(AbstractBaseUser):
    """One account: a sign-in name that nobody else sees, and a few choices."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sign_in_name = models.CharField(max_length=60, unique=True)
    language = models.CharField(max_length=12, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    appearance = models.CharField(
        max_length=8, choices=Appearance.choices, default=Appearance.DEVICE
    )
    discreet = models.BooleanField(default=False, db_default=False)
    country = models.CharField(max_length=2, blank=True)
    joined_at = models.DateTimeField()
    adult_said_at = models.DateTimeField(null=True, blank=True)
    demo = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    last_login = None  # kept per sign-in, by the day only

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return f"Person {self.id}"


class RecoveryCode(Record):
    """One single-use code that sets a new password. Only its hash is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "code_hash"], name="recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"RecoveryCode {self.id}"


class SignIn(AbstractBaseSession):
    """One device that is signed in (or visiting). Holds no address.

    ``session_key`` is a digest: the database alone does not let anybody in.
    """

    id = models.UUIDField(default=uuid4, editable=False, unique=True)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="sign_ins"
    )
    device = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField()
    seen_on = models.DateField()

    objects: ClassVar[models.Manager[SignIn]] = models.Manager()  # type: ignore[assignment]  # not the manager that decodes

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = []

    def __str__(self) -> str:
        return f"SignIn {self.id}"

    @property
    def began(self) -> datetime:
        return self.began_at
