# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who gets what at every address of the product: one row for each.

A new address needs a row here, written by whoever knows who should find what. The columns are
those of `isolation_cast.CAST`: stranger, outsider, member, steward, keeper of another
organisation, keeper of everything. Everything in an address is of one listed space, and of other
people than those who ask. A cell is a status, or where a redirect leads: "in" to the door,
"proof" to proving who one is, "on" to anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """What each of the cast gets; empty where the method is not for this address (405)."""

    get: str = ""
    post: str = ""
    body: Mapping[str, str] = field(default_factory=dict)
    """A form that would be taken from whoever may send it."""


NOBODY = "404 404 404 404 404 404"
ANYBODY = "200 200 200 200 200 200"
PEOPLE = "in 200 200 200 200 200"
BY_PEOPLE = "in on on on on on"
VISITORS = "200 on on on on on"
PROVEN = "in proof proof proof proof proof"
MEMBERS = "404 404 200 200 404 404"
BY_MEMBERS = "404 404 on on 404 404"
STEWARDS = "404 404 403 200 404 404"
BY_STEWARDS = "404 404 403 on 404 404"
KEEPERS = "404 404 404 404 200 200"
KEEPERS_OF_ALL = "404 404 404 404 403 200"
BY_KEEPERS_OF_ALL = "404 404 404 404 403 on"
KEEPERS_HERE = "404 404 404 404 404 200"
BY_KEEPERS_HERE = "404 404 404 404 404 on"

_SPACE = {
    "name": "Riverside",
    "kind": "peer",
    "language": "en",
    "purpose": "p",
    "is_not": "n",
    "norms": "n",
    "limits": "l",
    "joining": "open",
}
_NEWCOMER = {"name": "Somebody", "norms": "on", "limits": "on", "version": "1"}
_PROPOSED = {"covers": "beginning", "days": "3", "text": "why"}
_LINE = {
    "name": "A new line",
    "kind": "crisis",
    "country": "GB",
    "audience": "everybody",
    "dial": "116 123",
    "hours": "24/7",
}

_WISHES = {
    "mail_answers": "soon",
    "mail_waiting": "never",
    "mail_role": "never",
    "mail_belonging": "weekly",
    "quiet_from": "21:00",
    "quiet_until": "08:00",
}

MATRIX: Mapping[str, Row] = {
    "account": Row(
        get=PEOPLE,
        post=BY_PEOPLE,
        body={"language": "en", "appearance": "device", "zone": "", "country": ""},
    ),
    "account_change_password": Row(get=PEOPLE, post=PEOPLE),
    "account_complete_password_reset": Row(get="on on on on on on", post="on on on on on on"),
    "account_confirm_email": Row(get=ANYBODY, post=NOBODY),
    "account_confirm_password_reset_code": Row(get="in in in in in in", post="in in in in in in"),
    "account_email": Row(get=PROVEN, post=PROVEN),
    "account_email_verification_sent": Row(get=ANYBODY),
    "account_inactive": Row(get=ANYBODY),
    "account_login": Row(get=VISITORS, post=VISITORS),
    "account_logout": Row(get="on 200 200 200 200 200", post="on on on on on on"),
    "account_password_reset_completed": Row(get=ANYBODY),
    "account_reauthenticate": Row(get=PEOPLE, post=PEOPLE),
    "account_reset_password": Row(get=ANYBODY, post=ANYBODY),
    "directory:confirmation": Row(
        post=BY_KEEPERS_OF_ALL, body={"on": "{today}", "by": "Ada", "how": "called"}
    ),
    "directory:countries": Row(get=KEEPERS, post=BY_KEEPERS_OF_ALL, body={"code": "IE"}),
    "directory:country_ending": Row(post=BY_KEEPERS_OF_ALL),
    "directory:facts": Row(get=KEEPERS_OF_ALL, post=BY_KEEPERS_OF_ALL, body=_LINE),
    "directory:line": Row(get=KEEPERS),
    "directory:lines": Row(get=KEEPERS),
    "directory:looking": Row(
        get=KEEPERS_OF_ALL,
        post=BY_KEEPERS_OF_ALL,
        body={"on": "{today}", "by": "Ada", "where": "Everywhere"},
    ),
    "directory:new_line": Row(get=KEEPERS_OF_ALL, post=BY_KEEPERS_OF_ALL, body=_LINE),
    "directory:pair": Row(post=BY_KEEPERS_OF_ALL),
    "directory:setup": Row(get=KEEPERS, post=BY_KEEPERS_OF_ALL, body={"finished_by": "Ada"}),
    "directory:text": Row(
        get=KEEPERS, post=BY_KEEPERS_OF_ALL, body={"reviewed_by": "Ada", "is_good": "on"}
    ),
    "directory:texts": Row(get=KEEPERS),
    "directory:withdrawal": Row(post=BY_KEEPERS_OF_ALL, body={"because": "It is gone"}),
    "exit": Row(get="on on on on on on", post="on on on on on on"),
    "forum:about": Row(post="404 404 403 403 404 404", body={"words": "grief"}),
    "forum:board": Row(get=MEMBERS),
    "forum:board_rest": Row(post=BY_STEWARDS),
    "forum:board_waking": Row(post=BY_STEWARDS),
    "forum:board_words": Row(get=STEWARDS, post=BY_STEWARDS, body={"name": "Nights"}),
    "forum:boards": Row(get=STEWARDS, post=BY_STEWARDS, body={"name": "One more"}),
    "forum:bookmark": Row(get=MEMBERS, post=BY_MEMBERS, body={"note": "for a hard day"}),
    "forum:closing": Row(post=BY_STEWARDS, body={"reason": "r"}),
    "forum:draft": Row(post="404 404 204 204 404 404", body={"text": "hello"}),
    "forum:followed": Row(get=MEMBERS),
    "forum:following": Row(post=BY_MEMBERS),
    "forum:found": Row(get=MEMBERS),
    "forum:hidden": Row(get=MEMBERS),
    "forum:hiding": Row(post=BY_MEMBERS),
    "forum:ask": Row(get=MEMBERS, post=BY_MEMBERS, body={"text": "hello"}),
    "forum:kept_mail_ending": Row(post=NOBODY),
    "forum:kept_mail_posting": Row(post=NOBODY, body={"text": "words"}),
    "forum:kept_mails": Row(get=MEMBERS),
    "forum:letter": Row(get=NOBODY),
    "forum:letter_acceptance": Row(post=NOBODY),
    "forum:letter_declining": Row(post=NOBODY),
    "forum:letter_ending": Row(post=NOBODY),
    "forum:letter_links": Row(post=NOBODY),
    "forum:letter_links_ending": Row(post=NOBODY),
    "forum:letter_putting_away": Row(post=NOBODY),
    "forum:letter_showing": Row(get=NOBODY, post=NOBODY, body={"concerning": "unkind"}),
    "forum:letter_taking_back": Row(post=NOBODY),
    "forum:letter_wall": Row(post=NOBODY),
    "forum:letter_wall_ending": Row(post=NOBODY),
    "forum:letter_words": Row(post=NOBODY, body={"text": "hello"}),
    "forum:letters": Row(get=MEMBERS),
    "forum:letters_rest": Row(post=BY_MEMBERS),
    "forum:letters_rest_ending": Row(post=BY_MEMBERS),
    "forum:for_me": Row(get=MEMBERS, post=BY_MEMBERS, body={"text": "only mine"}),
    "forum:for_me_letting_go": Row(post=BY_MEMBERS),
    "forum:for_me_new": Row(get="404 404 on on 404 404"),
    "forum:kept": Row(get=MEMBERS),
    "forum:letting_go": Row(post=BY_MEMBERS),
    "forum:later": Row(post=BY_MEMBERS),
    "forum:mine": Row(get=MEMBERS),
    "forum:move": Row(post=BY_STEWARDS, body={"board": "{other_board_id}"}),
    "forum:new": Row(get=MEMBERS),
    "forum:new_thread": Row(get=MEMBERS, post=BY_MEMBERS, body={"text": "hello"}),
    "forum:own_word_ending": Row(post=BY_STEWARDS),
    "forum:own_words": Row(post=BY_STEWARDS, body={"name": "Migration"}),
    "forum:note_wishes": Row(get=MEMBERS, post=BY_MEMBERS, body={"grief": "fold"}),
    "forum:pin": Row(post=BY_STEWARDS),
    "forum:own_posts": Row(get=MEMBERS),
    "forum:post": Row(get=BY_MEMBERS),
    "forum:post_history": Row(get=STEWARDS),
    "forum:post_notes": Row(post=BY_STEWARDS, body={"note-grief": "on"}),
    "forum:post_options": Row(get=MEMBERS),
    "forum:post_words": Row(
        get="404 404 403 403 404 404", post="404 404 403 403 404 404", body={"text": "not mine"}
    ),
    "forum:promises": Row(
        get=STEWARDS, post=BY_STEWARDS, body={"ordinary": "120", "amber": "30", "question": "60"}
    ),
    "forum:question": Row(post="404 404 403 403 404 404"),
    "forum:question_ending": Row(post="404 404 403 403 404 404"),
    "forum:reactions": Row(post=BY_MEMBERS, body={"give": "hope"}),
    "forum:reopening": Row(post=BY_STEWARDS),
    "forum:replies": Row(post=BY_MEMBERS, body={"text": "hello"}),
    "forum:restoration": Row(post="404 404 403 403 404 404"),
    "forum:search": Row(get=MEMBERS, post=BY_MEMBERS, body={"sought": "evenings"}),
    "forum:showing": Row(post=BY_MEMBERS),
    "forum:soon": Row(post=BY_STEWARDS),
    "forum:steering": Row(get=STEWARDS),
    "forum:steady": Row(get=MEMBERS),
    "forum:suggestion_answer": Row(post=BY_STEWARDS, body={"answer": "decline"}),
    "forum:suggestions": Row(post=BY_MEMBERS, body={"note": "grief"}),
    "forum:thread": Row(get=MEMBERS),
    "forum:title": Row(get=MEMBERS, post=BY_STEWARDS, body={"title": "Another"}),
    "forum:unfollowing": Row(post=BY_MEMBERS),
    "forum:unpinning": Row(post=BY_STEWARDS),
    "forum:unnamed": Row(get=MEMBERS),
    "forum:voice": Row(get=MEMBERS),
    "forum:voice_distance": Row(post=BY_MEMBERS, body={"distance": "mute"}),
    "forum:waiting": Row(get=MEMBERS),
    "forum:willing": Row(get=MEMBERS, post=BY_MEMBERS, body={"words": "grief"}),
    "forum:willing_pause": Row(post=BY_MEMBERS),
    "forum:willing_waking": Row(post=BY_MEMBERS),
    "forum:wanted": Row(
        get="404 404 403 403 404 404", post="404 404 403 403 404 404", body={"wanted": "ideas"}
    ),
    "forum:withdrawal": Row(post="404 404 403 403 404 404"),
    "front": Row(get=VISITORS),
    "home": Row(get=PEOPLE),
    "join": Row(
        get=VISITORS,
        post="on on on on on on",
        body={"sign_in_name": "somebody", "password": "three-quiet-herons", "adult": "on"},
    ),
    "language": Row(
        get=ANYBODY, post="on on on on on on", body={"language": "en", "appearance": "light"}
    ),
    "mailbox": Row(get=NOBODY),
    "mfa_activate_totp": Row(get=PROVEN, post=PROVEN),
    "mfa_add_webauthn": Row(get=PROVEN, post=PROVEN),
    "mfa_authenticate": Row(get=BY_PEOPLE, post=BY_PEOPLE),
    "mfa_deactivate_totp": Row(get="in 404 404 404 404 404", post="in 404 404 404 404 404"),
    "mfa_edit_webauthn": Row(get=PROVEN, post=PROVEN),
    "mfa_index": Row(get=PEOPLE),
    "mfa_list_webauthn": Row(get=PEOPLE),
    "mfa_login_webauthn": Row(get=BY_PEOPLE, post=BY_PEOPLE),
    "mfa_reauthenticate": Row(get=PROVEN, post=PROVEN),
    "mfa_reauthenticate_webauthn": Row(get=PROVEN, post=PROVEN),
    "mfa_remove_webauthn": Row(get=PROVEN, post=PROVEN),
    "moderation:agree": Row(post="404 404 403 403 404 404"),
    "moderation:agreement": Row(post=NOBODY),
    "moderation:appeal": Row(post=NOBODY, body={"text": "why"}),
    "moderation:changed": Row(get=STEWARDS, post=BY_STEWARDS, body={"shows": "all"}),
    "moderation:claim": Row(post=BY_STEWARDS),
    "moderation:complaints": Row(get=ANYBODY),
    "moderation:decision": Row(post=BY_STEWARDS, body={"decision": "nothing", "text": "why"}),
    "moderation:decision_of": Row(get=NOBODY),
    "moderation:decisions": Row(get=MEMBERS),
    "moderation:end": Row(post="404 404 403 403 404 404"),
    "moderation:file_proposal": Row(get=STEWARDS, post=BY_STEWARDS, body=_PROPOSED),
    "moderation:keep_proposal": Row(get=KEEPERS_HERE, post=BY_KEEPERS_HERE),
    "moderation:keep_transparency": Row(get=KEEPERS_HERE),
    "moderation:letter": Row(
        get=KEEPERS, post=BY_KEEPERS_HERE, body={"read_as": "lived", "reviewed_by": "Ada"}
    ),
    "moderation:letters": Row(get=KEEPERS),
    "moderation:look": Row(post="404 404 403 403 404 404", body={"text": "I see"}),
    "moderation:looks": Row(post=BY_STEWARDS, body={"text": "What do you see?"}),
    "moderation:measure": Row(get=NOBODY),
    "moderation:member_proposal": Row(get=STEWARDS, post=BY_STEWARDS, body=_PROPOSED),
    "moderation:mine": Row(get=MEMBERS),
    "moderation:new_report": Row(get=MEMBERS, post=BY_MEMBERS, body={"concerning": "unkind"}),
    "moderation:notes": Row(post=BY_STEWARDS, body={"kind": "know", "text": "n"}),
    "moderation:outside_person": Row(
        get=KEEPERS_HERE, post=BY_KEEPERS_HERE, body={"name": "Ombud", "reach": "a@example.org"}
    ),
    "moderation:proposal": Row(get=STEWARDS),
    "moderation:release": Row(post=BY_STEWARDS),
    "moderation:report": Row(get=STEWARDS),
    "moderation:reports": Row(get=STEWARDS),
    "notices:device_ending": Row(post=BY_PEOPLE),
    "notices:arriving": Row(post=NOBODY),
    "notices:devices": Row(post="in 404 404 404 404 404"),
    "notices:news": Row(get=PEOPLE),
    "notices:reaching": Row(get=PEOPLE, post=BY_PEOPLE, body=_WISHES),
    "notices:stop": Row(get=ANYBODY, post=ANYBODY),
    "moderation:stop": Row(post=BY_STEWARDS),
    "moderation:transparency": Row(get=MEMBERS),
    "offline": Row(get=ANYBODY),
    "privacy:entries": Row(get=PEOPLE),
    "privacy:kept": Row(get=PEOPLE),
    "privacy:export": Row(get=PEOPLE, post=PEOPLE),
    "privacy:leaving": Row(get=PEOPLE, post=PEOPLE),
    "privacy:left": Row(get=ANYBODY),
    "privacy:left_soon": Row(get=ANYBODY),
    "privacy:staying": Row(post="in on on on on on"),
    "recover": Row(get=VISITORS, post=VISITORS),
    "recovery_codes": Row(get=PEOPLE, post=PEOPLE),
    "service_worker": Row(get=ANYBODY),
    "sign_in_ending": Row(post=BY_PEOPLE),
    "sign_ins": Row(get=PEOPLE),
    "spaces:agreement": Row(
        get=MEMBERS, post=BY_MEMBERS, body={"norms": "on", "limits": "on", "version": "1"}
    ),
    "spaces:arrivals": Row(get=STEWARDS),
    "spaces:arrived": Row(get=MEMBERS),
    "spaces:arriving": Row(get=MEMBERS, post=BY_MEMBERS, body={"words": "A long week"}),
    "spaces:answering": Row(post=BY_STEWARDS, body={"answer": "admit"}),
    "spaces:distance": Row(post=BY_MEMBERS, body={"distance": "mute"}),
    "spaces:everybody": Row(get=STEWARDS),
    "spaces:face": Row(post=BY_MEMBERS),
    "spaces:grant_ending": Row(post="404 404 404 on 404 404"),
    "spaces:grants": Row(post=BY_STEWARDS, body={"role": "greeter"}),
    "spaces:greeting": Row(post=BY_STEWARDS, body={"words": "Hello"}),
    "spaces:home": Row(get=ANYBODY),
    "spaces:invitation": Row(get="200 200 on on 200 200", post="on on on on on on", body=_NEWCOMER),
    "spaces:invitations": Row(get=STEWARDS, post=BY_STEWARDS, body={"uses": "1", "days": "7"}),
    "spaces:joining": Row(get="on 200 on on 200 200", post="on on on on on on", body=_NEWCOMER),
    "spaces:keep": Row(get=KEEPERS),
    "spaces:keeper_ending": Row(post="404 404 404 404 404 403"),
    "spaces:keeper_invitation": Row(
        get="on 200 200 200 200 200", post="on on on on on on", body={"name": "Kay"}
    ),
    "spaces:keeper_membership": Row(get=KEEPERS_HERE, post=BY_KEEPERS_HERE, body=_NEWCOMER),
    "spaces:keeper_name": Row(post="404 404 404 404 on on", body={"name": "Kay"}),
    "spaces:keepers": Row(get=KEEPERS, post=BY_KEEPERS_HERE, body={"organisation": ""}),
    "spaces:leaving": Row(get=MEMBERS, post="404 404 on 403 404 404", body={"leave": "keep-words"}),
    "spaces:ledger": Row(get=KEEPERS),
    "spaces:member": Row(get=MEMBERS),
    "spaces:my_membership": Row(get=MEMBERS, post=BY_MEMBERS, body={"name": "Other"}),
    "spaces:new_space": Row(
        get=KEEPERS_HERE, post=BY_KEEPERS_HERE, body=_SPACE | {"slug": "another"}
    ),
    "spaces:notice": Row(get="404 404 on 404 404 404"),
    "spaces:notices": Row(get=MEMBERS),
    "spaces:notices_reading": Row(post=BY_MEMBERS),
    "spaces:organisation": Row(get=KEEPERS_HERE, post=BY_KEEPERS_HERE, body={"name": "Another"}),
    "spaces:organisations": Row(post=BY_KEEPERS_HERE, body={"name": "Another"}),
    "spaces:people": Row(get=MEMBERS),
    "spaces:readmission": Row(post=BY_STEWARDS, body={"reason": "why"}),
    "spaces:requests": Row(get=STEWARDS),
    "spaces:returning": Row(post=NOBODY),
    "spaces:keep_seal": Row(get=KEEPERS_HERE),
    "spaces:keep_seal_declining": Row(post=BY_KEEPERS_HERE),
    "spaces:keep_seal_look": Row(post="404 404 404 404 404 404"),
    "spaces:keep_seal_seconding": Row(post=BY_KEEPERS_HERE),
    "spaces:keep_seals": Row(
        get=KEEPERS,
        post="404 404 404 404 422 422",
        body={"address": "/nowhere/", "reason": "Nobody has reached them since noon."},
    ),
    "spaces:seal": Row(get="404 404 404 200 404 404"),
    "spaces:seal_asking": Row(
        get=STEWARDS, post=BY_STEWARDS, body={"reason": "Nobody has reached them since noon."}
    ),
    "spaces:seal_look": Row(post="404 404 404 403 404 404"),
    "spaces:seal_opened": Row(get=NOBODY),
    "spaces:settings": Row(get=STEWARDS, post=BY_STEWARDS, body=_SPACE),
    "spaces:staff_page": Row(get=STEWARDS),
    "spaces:steward_link": Row(post=BY_KEEPERS_HERE),
    "spaces:taking_back": Row(post=NOBODY),
    "spaces:verification": Row(get=KEEPERS),
    "spaces:withdrawal": Row(post=BY_STEWARDS),
    "styleguide": Row(get=ANYBODY),
    "under_18": Row(get=ANYBODY),
}
