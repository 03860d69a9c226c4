# SPDX-License-Identifier: AGPL-3.0-or-later
"""Mails that come in: taken apart, and freed of all that nobody wrote to be read here. Pure."""
