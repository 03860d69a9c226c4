# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings for tests: their own folder, a cheap password hasher, either database."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hearthside.core.crypto.keyring import new_keyring, write_keyring

# What runs beside this has a folder of its own: help pages, mails and logs are looked at. It
# inherits the folder of who began it, and does not take it.
_beside = os.environ.get("PYTEST_XDIST_WORKER", "")
_folder = Path(tempfile.gettempdir()) / f"hearthside-tests-{os.getuid()}{_beside}"
os.environ["HEARTHSIDE_DATA"] = str(_folder)
os.environ.setdefault("HEARTHSIDE_SECRET_KEY", "only-for-tests-and-never-anywhere-else")
if database := os.environ.get("TEST_DATABASE_URL"):
    os.environ["HEARTHSIDE_DATABASE_URL"] = database

from hearthside.config.settings import *  # noqa: E402, F403
from hearthside.config.settings import DATA, DATABASES, STORAGES  # noqa: E402

if not (DATA / "keyring.json").exists():
    write_keyring(DATA / "keyring.json", new_keyring())
for _left in DATA.glob("test*.sqlite3-*"):  # by a run that failed; SQLite stumbles over them
    if not _left.with_name(_left.name.rpartition("-")[0]).exists():
        _left.unlink(missing_ok=True)
DATABASES["default"]["MAY_CREATE"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "frag"},
}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if redis := os.environ.get("TEST_REDIS_URL"):
    # Clearing the cache empties a whole Redis database, so each worker has one of its own.
    _server, _, _number = redis.rpartition("/")
    _worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"] = {
        "BACKEND": "hearthside.config.cache.RedisOrMemoryCache",
        "LOCATION": f"{_server}/{int(_number) - _worker}",
    }
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_GOES_OUT = True
ALLOWED_HOSTS = ["*"]
SILENCED_SYSTEM_CHECKS = ["hearthside.E002"]  # tests come under any name
