# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small community made by the actions themselves, for the journeys and the isolation table.

Run as a module inside an installation's environment, it makes that installation ready, fills
it, and prints what it made as JSON.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID, uuid4

import django

if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet
from django.test import Client

from hearthside.core import clock
from hearthside.directory.actions.countries import enable_country
from hearthside.directory.actions.lines import Check, confirm_line
from hearthside.directory.actions.opening import finish_setup, review_text
from hearthside.directory.actions.seeding import plant_known_lines
from hearthside.directory.models import Checked, HelpLine, LineKind
from hearthside.directory.rules.lines import ByKeeper
from hearthside.forum.actions._letters import Message
from hearthside.forum.actions._steps import Words
from hearthside.forum.actions.asking import Asking, accept_letters, ask_to_write
from hearthside.forum.actions.boards import BoardWords, make_board
from hearthside.forum.actions.helping import add_word, offer_to_answer
from hearthside.forum.actions.letters import write_letter
from hearthside.forum.actions.posts import change_post, write_post
from hearthside.forum.actions.questions import ask_for_answer
from hearthside.forum.actions.threads import Opening, open_thread, pin_thread
from hearthside.forum.models import Board, Draft, Post, Thread
from hearthside.forum.queries.drafts import draft_key, mail_owner, written_choices
from hearthside.forum.queries.letters import own_side
from hearthside.ledger.models import Delivery
from hearthside.ledger.tasks import run_courier_once
from hearthside.moderation.actions.decisions import Deciding, decide_report
from hearthside.moderation.actions.desk import ask_look, claim_file
from hearthside.moderation.actions.proposals import Proposing, propose
from hearthside.moderation.actions.reports import Reporting, make_report
from hearthside.moderation.models import Concerning, Covers, Decision, Measure, Report
from hearthside.notices.models import Notice
from hearthside.people.actions.joining import Newcomer as Joiner
from hearthside.people.actions.joining import make_account
from hearthside.people.models import Person
from hearthside.privacy.actions.seals import Seal, ask_to_open
from hearthside.privacy.models import SealOpening
from hearthside.privacy.rules.seals import Unsealer
from hearthside.spaces.actions._steps import Newcomer
from hearthside.spaces.actions.arrivals import say_what_brings
from hearthside.spaces.actions.grants import NewGrant, give_grant
from hearthside.spaces.actions.invitations import (
    Offer,
    accept_invitation,
    make_invitation,
    make_steward_link,
)
from hearthside.spaces.actions.joining import ask_to_return, join_space
from hearthside.spaces.actions.keepers import (
    accept_keepership,
    make_first_keeper,
    offer_keepership,
)
from hearthside.spaces.actions.organisations import make_organisation
from hearthside.spaces.actions.removals import Agreed, remove_member
from hearthside.spaces.actions.spaces import SpaceWords, make_space
from hearthside.spaces.models import Arrival, Joining, Kind, Membership, Organisation, Role, Space
from hearthside.spaces.queries.standing import keeper_standing, standing_in
from hearthside.spaces.rules.standing import Standing

PASSWORD: Final = "three-quiet-herons"
POSTS: Final = 20
"""Posts in the conversation that is weighed: one page."""

KEEPER: Final = "keeper-of-all"
OTHER_KEEPER: Final = "keeper-elsewhere"
STEWARD: Final = "steward-fern"
MEMBER: Final = "member-wren"
ANOTHER: Final = "member-alder"
REMOVED: Final = "removed-birch"
OUTSIDER: Final = "outsider-linden"
NEWCOMER: Final = "newcomer-ash"

PARAGRAPHS: Final = (
    "I read what you wrote twice, and then once more in the morning. Some of it could have "
    "been mine. It has been a long week here, and the evenings are the hardest part of it.",
    "What helps me a little: a walk around the block before it gets dark, and a cup of tea "
    "with somebody who does not ask much. On some days that is all, and that is all right.",
    "I do not have advice. I am sitting here with you for a while, if that is good for you.",
)


@dataclass(frozen=True)
class Community:
    """What was made, by the words an address asks for. All of it stands in one space."""

    space: str
    other_space: str
    board: str
    other_board_id: str
    thread_id: str
    waiting_thread_id: str
    correspondence_id: str
    draft_id: str
    post_id: str
    own_post_id: str
    voice_id: str
    opening_id: str
    member_id: str
    grant_id: str
    request_id: str
    invitation_id: str
    secret: str
    keeper_secret: str
    notice_id: str
    report_id: str
    word_id: str
    arrival_id: str
    look_id: str
    measure_id: str
    proposal_id: str
    organisation_id: str
    other_organisation_id: str
    space_id: str
    keeper_id: str
    line_id: str
    people: dict[str, str] = field(default_factory=dict)
    """Sign-in name → membership in the space, empty where there is none."""


def make_community(now: datetime) -> Community:
    """Make the place ready and fill it. Everybody signs in with `PASSWORD`."""
    keeper = _person(KEEPER, now)
    kept = make_first_keeper(person=keeper, now=now)
    _open_the_place(keeper, now)
    here = _riverside(keeper, now)
    elsewhere = _hillside(keeper, now)
    _person(NEWCOMER, now)
    people = _people_of(here, now)
    words = _words(here, people, now)
    doors = _doors(here, people, now)
    line = HelpLine.objects.filter(country="GB", kind=LineKind.CRISIS).order_by("name")[0]
    _write_help_pages_once()
    run_courier_once(limit=500)
    notice = Notice.objects.filter(recipient_id=people[MEMBER].member_id).order_by("id")[0]
    return Community(
        space=here.slug,
        other_space=elsewhere.slug,
        organisation_id=str(here.organisation_id),
        other_organisation_id=str(elsewhere.organisation_id),
        space_id=str(here.id),
        keeper_id=str(kept.id),
        line_id=str(line.id),
        notice_id=str(notice.id),
        people={name: str(standing.membership_id) for name, standing in people.items()},
        **words,
        **doors,
    )


def _write_help_pages_once() -> None:
    """Forty lines were confirmed at once; the pages need writing for the last of them only."""
    owed = Delivery.objects.filter(listener__endswith=".rewrite_changed_pages", done_at=None)
    last = owed.order_by("-made_at", "id")[:1]
    owed.exclude(id__in=list(last.values_list("id", flat=True))).delete()


@cache
def _hashed_password() -> str:
    """Everybody has the same one, so that hashing it, slow on purpose, is done once."""
    return make_password(PASSWORD)


def _person(name: str, now: datetime) -> Person:
    joiner = Joiner(name, _hashed_password(), says_adult=True)
    return make_account(newcomer=joiner, now=now).person


def _open_the_place(keeper: Person, now: datetime) -> None:
    """Lines confirmed, words read over, set-up finished: as `docs/operations.md` says."""
    plant_known_lines(now=now)
    by = ByKeeper(keeper.id, keeps_installation=True)
    check = Check(now.date(), "Ada", Checked.CALLED)
    for line in HelpLine.objects.in_use():
        confirm_line(by=by, line=line, check=check, now=now)
    for code in ("GB", "US"):
        enable_country(by=by, code=code, now=now)
    for language in ("en", "es"):
        review_text(by=by, language=language, reviewed_by="Ada", now=now)
    finish_setup(by=by, finished_by="Ada", now=now)


def _space(keeper: Person, organisation: Organisation, slug: str, now: datetime) -> Space:
    listed = slug == "riverside"
    words = SpaceWords(
        name=slug.capitalize(),
        kind=Kind.PEER,
        language="en",
        purpose="To keep each other company on hard evenings.",
        is_not="Not a clinic, and not an emergency service.",
        norms="Speak for yourself. Be kind. What is said here stays here.",
        limits="Members cannot promise each other's silence. Stewards read reports.",
        listed=listed,
        joining=Joining.OPEN if listed else Joining.REQUEST,
    )
    by = keeper_standing(keeper.id, now)
    return make_space(by=by, organisation=organisation, slug=slug, words=words, now=now)


def _riverside(keeper: Person, now: datetime) -> Space:
    by = keeper_standing(keeper.id, now)
    organisation = make_organisation(by=by, name="Riverside Association", now=now)
    return _with_steward(_space(keeper, organisation, "riverside", now), keeper, STEWARD, now)


def _hillside(keeper: Person, now: datetime) -> Space:
    """A space of another organisation, with a keeper and people of its own; unlisted."""
    by = keeper_standing(keeper.id, now)
    organisation = make_organisation(by=by, name="Hillside College", now=now)
    offer = offer_keepership(by=by, organisation=organisation, now=now)
    other = _person(OTHER_KEEPER, now)
    accept_keepership(offer=offer.keeper, person=other, name="Otto", now=now)
    return _with_steward(_space(keeper, organisation, "hillside", now), keeper, OUTSIDER, now)


def _with_steward(space: Space, keeper: Person, name: str, now: datetime) -> Space:
    link = make_steward_link(by=keeper_standing(keeper.id, now), space=space, now=now)
    newcomer = _newcomer(_person(name, now), space)
    accept_invitation(invitation=link.invitation, newcomer=newcomer, now=now)
    return space


def _newcomer(person: Person, space: Space) -> Newcomer:
    name = person.sign_in_name.partition("-")[2].capitalize()
    return Newcomer(person.id, name, uuid4().hex[:16], space.terms_version)


def _standing(space: Space, name: str, now: datetime) -> Standing:
    person = Person.objects.get(sign_in_name=name)
    found = standing_in(space.slug, person.id, now)
    assert found is not None
    return found[1]


def _people_of(space: Space, now: datetime) -> dict[str, Standing]:
    for name in (MEMBER, ANOTHER, REMOVED):
        join_space(space=space, newcomer=_newcomer(_person(name, now), space), now=now)
    return {name: _standing(space, name, now) for name in (STEWARD, MEMBER, ANOTHER, REMOVED)}


def _words(space: Space, people: dict[str, Standing], now: datetime) -> dict[str, Any]:
    """A full page of conversation, and somebody who waits."""
    words = BoardWords("Evenings", "For the hours that are long.")
    board = make_board(by=people[STEWARD], space=space, words=words, now=now)
    mornings = BoardWords("Mornings")
    other = make_board(by=people[STEWARD], space=space, words=mornings, now=now)
    yesterday = now - timedelta(days=1)
    thread = _begin(people[ANOTHER], board, "Evenings are long", yesterday)
    pin_thread(by=people[STEWARD], thread=thread, now=yesterday)
    speakers = [people[MEMBER], people[ANOTHER], people[STEWARD]]
    for number in range(1, POSTS):
        at = yesterday + timedelta(minutes=number)
        text = "\n\n".join(PARAGRAPHS[: 1 + number % 3])
        write_post(by=speakers[number % 3], thread=thread, words=_once(text), now=at)
    waiting = _begin(people[MEMBER], board, "", now - timedelta(hours=2))
    posts = Post.objects.order_by("written_at", "id")
    own = posts.filter(voice__membership_id=people[MEMBER].member_id)[0]
    sealed = _once(PARAGRAPHS[1]).without_a_name()
    unnamed = open_thread(by=people[ANOTHER], board=other, opening=Opening(sealed), now=now)
    change_post(by=people[MEMBER], post=own, words=_once("Said better."), now=now)
    theirs = posts.filter(voice__membership_id=people[ANOTHER].member_id)[0]
    asking = posts.filter(voice__membership_id=people[ANOTHER].member_id)[3]
    ask_for_answer(by=people[ANOTHER], post=asking, now=now)
    ask_for_answer(by=people[MEMBER], post=own, now=now)
    about = Reporting("post", theirs.id, Concerning.UNKIND)
    report = make_report(by=people[MEMBER], about=about, now=now)
    claim_file(by=people[STEWARD], file=report, now=now)
    say_what_brings(by=people[ANOTHER], words="A long winter.", now=now)
    arrival = Arrival.objects.get(membership=people[ANOTHER].member_id)
    word = add_word(by=people[STEWARD], space=space, name="Long nights", now=now)
    offer_to_answer(by=people[ANOTHER], words=["sleep", word.word], now=now)
    return {
        "draft_id": str(_mail_that_waits(people[ANOTHER], thread, now)),
        "correspondence_id": str(_letters(people[ANOTHER], people[REMOVED], now)),
        **_desk(people, report, posts, now),
        "board": board.slug,
        "other_board_id": str(other.id),
        "thread_id": str(thread.id),
        "waiting_thread_id": str(waiting.id),
        "post_id": str(theirs.id),
        "own_post_id": str(own.id),
        "voice_id": str(unnamed.author_id),
        "opening_id": str(_asked_opening(unnamed, people[STEWARD], now).id),
        "report_id": str(report.id),
        "word_id": str(word.id),
        "arrival_id": str(arrival.id),
    }


def _mail_that_waits(by: Standing, thread: Thread, now: datetime) -> UUID:
    """An answer by mail with what may be a signature, kept for its author."""
    place = f"mail:{thread.id}:0"
    return Draft.objects.create(
        owner=mail_owner(by),
        key=draft_key(by, place),
        place=place,
        words="I read this.\n\nPetra",
        form=uuid4().hex,
        choices=written_choices(unnamed=False, why="signature"),
        kept_at=now,
    ).id


def _asked_opening(thread: Thread, steward: Standing, now: datetime) -> SealOpening:
    """A steward asks to open who began a conversation without their name."""
    assert thread.author is not None
    person_id = Membership.objects.get(id=steward.member_id).person_id
    by = Unsealer(steward.member_id, person_id, "steward")
    seal = Seal("voice", thread.author.id, thread.space_id, thread.author.name)
    return ask_to_open(by=by, seal=seal, reason="Nobody has reached them since noon.", now=now)


def _desk(
    people: dict[str, Standing], report: Report, posts: QuerySet[Post], now: datetime
) -> dict[str, Any]:
    """A second look that is asked for, folded words changed since, a membership that may end."""
    steward, another = people[STEWARD], people[ANOTHER]
    look = ask_look(by=steward, file=report, question="What do you see?", now=now)
    post = posts.filter(voice__membership_id=another.member_id)[1]
    unsafe = Reporting("post", post.id, Concerning.UNSAFE)
    folded = make_report(by=people[MEMBER], about=unsafe, now=now)
    claim_file(by=steward, file=folded, now=now)
    deciding = Deciding(Decision.FOLDED, "One line is too close.", "", ((0, 30),))
    decide_report(by=steward, report=folded, deciding=deciding, now=now)
    change_post(by=another, post=post, words=_once(f"Once more. {post.source[10:]}"), now=now)
    ending = Proposing(another.member_id, Covers.MEMBERSHIP, "We spoke about it twice.")
    return {
        "look_id": str(look.id),
        "measure_id": str(Measure.objects.get(report=folded).id),
        "proposal_id": str(propose(by=steward, what=ending, now=now).id),
    }


def _begin(by: Standing, board: Board, title: str, now: datetime) -> Thread:
    return open_thread(by=by, board=board, opening=Opening(_once(PARAGRAPHS[0]), title), now=now)


def _letters(one: Standing, other: Standing, now: datetime) -> UUID:
    """Two who write to one another: nobody else in the community may read it."""
    asking = Asking(one.member_id, other.member_id, Message.said("May I?", uuid4().hex), other.name)
    mine = ask_to_write(by=one, asking=asking, now=now)
    theirs = own_side(other, mine.correspondence_id)
    assert theirs is not None
    side = accept_letters(by=other, side=theirs, now=now)
    write_letter(by=other, side=side, message=Message.said(PARAGRAPHS[1], uuid4().hex), now=now)
    return mine.correspondence_id


def _once(text: str) -> Words:
    return Words.said(text, "en", uuid4().hex)


def _doors(space: Space, people: dict[str, Standing], now: datetime) -> dict[str, Any]:
    """A link, a keeper's link, a role, somebody removed who asks to come back."""
    steward = people[STEWARD]
    offer = Offer(uses=3, expires_at=now + timedelta(days=7))
    link = make_invitation(by=steward, space=space, offer=offer, now=now)
    by = keeper_standing(Person.objects.get(sign_in_name=KEEPER).id, now)
    keeping = offer_keepership(by=by, organisation=space.organisation, now=now)
    another = Membership.objects.get(id=people[ANOTHER].member_id)
    grant = give_grant(by=steward, member=another, grant=NewGrant(Role.GREETER), now=now)
    removed = Membership.objects.get(id=people[REMOVED].member_id)
    agreed = Agreed(steward.member_id, "keeper")
    remove_member(member=removed, agreed=agreed, reason="We spoke about it twice.", now=now)
    asked = ask_to_return(space=space, person_id=removed.person_id, words="May I?", now=now)
    return {
        "member_id": str(another.id),
        "grant_id": str(grant.id),
        "request_id": str(asked.id),
        "invitation_id": str(link.invitation.id),
        "secret": link.secret,
        "keeper_secret": keeping.secret,
    }


def standing_of(community: Community, name: str, now: datetime) -> Standing:
    """What somebody is in the space, loaded as a request would."""
    return _standing(Space.objects.get(slug=community.space), name, now)


def membership_id(community: Community, name: str) -> UUID:
    """The membership of somebody in the space."""
    return UUID(community.people[name])


def make_crowd(many: int, now: datetime) -> list[str]:
    """Let so many more members in, and return a session of each."""
    space, sessions = Space.objects.get(slug="riverside"), []
    for _ in range(many):
        person = _person(f"crowd-{uuid4().hex[:12]}", now)
        join_space(space=space, newcomer=_newcomer(person, space), now=now)
        device = Client()
        device.force_login(person)
        sessions.append(device.cookies[settings.SESSION_COOKIE_NAME].value)
    return sessions


if __name__ == "__main__" and sys.argv[1:2] == ["crowd"]:
    print(json.dumps(make_crowd(int(sys.argv[2]), clock.now())))
elif __name__ == "__main__":
    from hearthside.config.running.prepare import prepare

    prepare(demo=False, say=lambda words: print(words, file=sys.stderr))
    print(json.dumps(asdict(make_community(clock.now()))))
