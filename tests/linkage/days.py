# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens in a world: one of two speaks without a name, and others live with it."""

from __future__ import annotations

from django.urls import reverse

from hearthside.core import clock
from hearthside.forum.models import Correspondence, Fold, Handover, Nudge, Post, Question, Thread
from hearthside.forum.tests.builders import make_thread
from hearthside.forum.tests.mail_builders import address_for, arrives, mail, reached_at
from hearthside.moderation.actions.proposals import end_wait
from hearthside.moderation.models import Appeal, Measure, Proposal, Report
from hearthside.moderation.rules.proposals import LOOK_FIRST
from hearthside.privacy.models import SealOpening
from tests.linkage.acts import Steps, begin, courier, look, read, reply, send, voice_of
from tests.linkage.cast import ANN, BEN, Cast

TOLD_NOBODY, NOBODY_ANSWERS = "I have told nobody.", "Is anybody awake?"


def speak(cast: Cast, time: Steps) -> None:
    """Both are there all day and do the same under their names; one of them also speaks without."""
    at, speaker, silent = cast.at, cast.speaker, cast.silent
    circle = make_thread(cast.board, by=cast.members["Cora"], source="Who is here?")
    for name in cast.both:
        time.on()
        reply(at[name], circle, "I am here.")
    time.on()
    own = begin(at[speaker], cast.board, TOLD_NOBODY)
    for name in (silent, speaker):
        time.on()
        read(at[name], own)
    for name, text in (("Cora", "I read this."), ("Dan", "So did I.")):
        time.on()
        reply(at[name], own, text)
        time.wait(1)
    for name in (speaker, silent):
        time.on()
        read(at[name], own)
    _speak_in_another(cast, time)
    for name in ("Dan", "Cora"):
        time.on()
        reply(at[name], own, "Still here.")
    time.wait(1)
    for name in (speaker, silent):
        time.on()
        look(at[name], "spaces:notices")
        draft = reverse("forum:draft", args=["lake", f"thread:{own.id}"])
        at[name].post(draft, {"text": "not sent yet"})


def _speak_in_another(cast: Cast, time: Steps) -> None:
    at, speaker, silent = cast.at, cast.speaker, cast.silent
    time.on()
    other = make_thread(
        cast.board, by=cast.members["Cora"], source="Something hard.", now=clock.now()
    )
    for name in (speaker, silent):
        time.on()
        read(at[name], other)
    time.on()
    reply(at[speaker], other, "Me too.", unnamed="on")
    time.on()
    read(at[silent], other)
    answer = Post.objects.get(source="Me too.")
    send(at["Cora"], "forum:voice_distance", answer.voice_id, distance="mute")
    for noun in ("withdrawal", "restoration"):
        time.on()
        send(at[speaker], f"forum:{noun}", answer.id)


def give_signs(cast: Cast, time: Steps) -> None:
    """Kind things without words, notes, things kept and followed, looked for and put aside."""
    at, own = cast.at, Thread.objects.get(opening=TOLD_NOBODY)
    post, answer = Post.objects.get(source=TOLD_NOBODY), Post.objects.get(source="I read this.")
    for name in ("Cora", "Dan", cast.silent):
        time.on()
        send(at[name], "forum:reactions", post.id, give="hope")
    send(at["Dora"], "forum:suggestions", post.id, note="grief")
    courier()
    for name in (cast.speaker, cast.silent):
        time.on()
        send(at[name], "forum:reactions", answer.id, give="thank-you")
        send(at[name], "forum:bookmark", post.id, note="mine to keep")
        send(at[name], "forum:search", sought="nobody")
        for page in ("mine", "own_posts", "followed", "hidden", "kept", "new", "waiting"):
            look(at[name], f"forum:{page}")
        look(at[name], "forum:post_options", post.id)
    time.on()
    send(at[cast.speaker], "forum:following", own.id)
    send(at[cast.speaker], "forum:suggestion_answer", post.id, "grief", answer="take")
    send(at[cast.speaker], "forum:post_words", post.id, text=TOLD_NOBODY + " Until now.")
    send(at[cast.speaker], "forum:title", own.id, title="At night")
    time.wait(1)


def wait_long(cast: Cast, time: Steps) -> None:
    """Words without a name wait until helpers, the welcome team and the stewards are asked."""
    time.on()
    own = begin(cast.at[cast.speaker], cast.board, NOBODY_ANSWERS)
    time.wait(3)
    assert Nudge.objects.filter(clock__thread=own).count() == 3
    for name in (*cast.both, "Dora", "Stella"):
        time.on()
        look(cast.at[name], "spaces:notices")
        look(cast.at[name], "forum:waiting")
        read(cast.at[name], own)
    time.wait(12)
    for name in (*cast.both, "Dora", "Stella"):
        time.on()
        look(cast.at[name], "spaces:notices")
        read_all(cast, name)
    time.wait(30, step=61.3)  # a morning with its round-ups, and the next


def ask(cast: Cast, time: Steps) -> None:
    """What is asked without a name waits, is answered, and asked again; somebody whom Ann keeps
    away asks the voice something, which it answers."""
    at, speaker, silent = cast.at, cast.speaker, cast.silent
    other = Thread.objects.get(opening="Something hard.")
    time.on()
    reply(at[speaker], other, "How do you rest?", asks="1")
    asked = Post.objects.get(source="How do you rest?")
    time.wait(9, step=31.3)
    assert Handover.objects.filter(clock__question__post=asked, told__gt=0).exists()
    for name in (*cast.both, "Dora", "Stella"):
        time.on()
        look(at[name], "spaces:notices")
        look(at[name], "forum:waiting")
        read(at[name], other)
    time.on()
    both = {"of": str(asked.id), "answers": str(asked.id)}
    reply(at["Dan"], other, "Do you sleep?", asks="1", **both)
    time.wait(1)
    for name in (speaker, silent):
        time.on()
        look(at[name], "spaces:notices")
    time.on()
    send(at[speaker], "forum:question", asked.id)
    time.on()
    reply(at[speaker], other, "A little.")
    time.wait(1)
    assert Question.objects.get(post__source="Do you sleep?").answered_at is not None
    time.on()
    send(at[speaker], "forum:question_ending", asked.id)


def answer_by_mail(cast: Cast, time: Steps) -> None:
    """Both answer by mail; one of them in the conversation where they have no name. Then each has
    a mail that waits, and somebody who got hold of its address writes in the name of the voice."""
    circle = Thread.objects.get(opening="Who is here?")
    own = Thread.objects.get(opening__startswith=TOLD_NOBODY)
    ben = reached_at(cast.members[BEN], "ben@example.org")
    sender = {ANN: "ann@example.org", BEN: ben}
    to = {name: address_for(cast.members[name].id, circle, clock.now()) for name in cast.both}
    to_voice = address_for(voice_of(own).id, own, clock.now())

    def mails(name: str, address: str, text: str) -> str:
        time.on()
        return arrives(mail(sender[name], address, text), now=clock.now())

    for name in cast.both:
        assert mails(name, to[name], "From afar.") == "posted"
    assert mails(cast.speaker, to_voice, "By mail.") == "posted"
    to[cast.speaker] = to_voice
    for name in cast.both:
        rest = " I will say more when I am home." if name == cast.speaker else ""
        assert mails(name, to[name], f"I see.{rest}\n\nPetra") == "kept"
    time.on()
    forged = mail("eve@example.com", to_voice, "It is me.")
    assert arrives(forged, now=clock.now()) == "forged"
    time.wait(1)
    for name in cast.both:
        time.on()
        look(cast.at[name], "forum:kept_mails")
        look(cast.at[name], "spaces:notices")


def pass_the_night(_cast: Cast, time: Steps) -> None:
    """Nobody does anything; what is owed outside goes out, or waits."""
    time.wait(4)


def read_all(cast: Cast, name: str) -> None:
    """Mark the whole list of notices as read."""
    page = cast.at[name].get(reverse("spaces:notices", args=["lake"]))
    if until := page.context["until"]:
        cast.at[name].post(reverse("spaces:notices_reading", args=["lake"]), {"until": str(until)})


def write(cast: Cast, time: Steps) -> None:
    """A voice is asked to write, and asks; both also ask under their names."""
    at, own = cast.at, Thread.objects.get(title="At night")
    voice = voice_of(own)
    for name in ("Cora", "Dan", "Stella"):  # what Ann lets rest, and whom she keeps away
        time.on()
        send(at[name], "forum:ask", voice.id, text="May I write to you?", called=voice.name)
    time.wait(1)
    for name in (cast.speaker, cast.silent):
        time.on()
        look(at[name], "forum:letters")
        look(at[name], "spaces:notices")
    time.on()
    dora = cast.members["Dora"].id
    reply(at["Dora"], own, "I know this, too.")
    time.on()
    read(at[cast.speaker], own)
    send(
        at[cast.speaker],
        "forum:ask",
        dora,
        text="I would like to.",
        called="Dora",
        **{"in": own.id},
    )
    for name in cast.both:
        time.on()
        send(at[name], "forum:ask", cast.members["Stella"].id, text="", called="Stella")
    time.wait(1)
    asked = Correspondence.objects.get(sides__face=dora, sides__asked=False)
    send(at["Dora"], "forum:letter_acceptance", asked.id)
    for who, text in (("Dora", "How are you?"), (cast.speaker, "Tired."), ("Dora", "I see.")):
        time.on()
        send(at[who], "forum:letter_words", asked.id, text=text)
        time.wait(0.5)
    for name in (cast.speaker, cast.silent):
        time.on()
        look(at[name], "forum:letter", asked.id)
    time.on()
    send(at[cast.speaker], "forum:letter_ending", asked.id)
    send(at["Cora"], "forum:voice_distance", voice.id, distance="block")


def look_after(cast: Cast, time: Steps) -> None:
    """Somebody reports the unnamed words, and a steward asks to open who said them."""
    at, post = cast.at, Post.objects.get(source__startswith=TOLD_NOBODY)
    report = reverse("moderation:new_report", args=["lake", "post", post.id])
    at["Dora"].post(report, {"concerning": "private", "words": "It names a place."})
    time.wait(1)
    look(at["Stella"], "moderation:reports")
    look(at["Stella"], "moderation:report", Report.objects.get().id)
    asking = reverse("spaces:seal_asking", args=["lake", "voice", post.voice_id])
    at["Stella"].post(asking, {"reason": "Nobody has reached them since noon."})
    opening = SealOpening.objects.get()
    at["keeper"].post(reverse("spaces:keep_seal_declining", args=[opening.id]))


def decide(cast: Cast, time: Steps) -> None:
    """The steward folds a part and lets something rest; whoever it is about reads and appeals."""
    at = cast.at
    file = reverse("moderation:report", args=["lake", Report.objects.get().id])
    folding = {"decision": "folded", "exact": "told nobody", "text": "It is too close."}
    resting = {"covers": "beginning", "days": "3", "text": "Please rest."}
    at["Stella"].post(f"{file}claim/")
    at["Stella"].post(f"{file}proposal/", resting)
    at["Stella"].post(f"{file}decision/", folding)
    time.on(LOOK_FIRST.total_seconds() / 60)
    end_wait(proposal_id=Proposal.objects.get().id, now=clock.now())
    courier()
    assert Fold.objects.exists()
    measure = reverse("moderation:measure", args=["lake", Measure.objects.get(kind="folded").id])
    for name in (cast.speaker, cast.silent):
        time.on()
        look(at[name], "moderation:decisions")
        look(at[name], "forum:new_thread", cast.board.slug)
        at[name].get(measure)
    at[cast.speaker].post(f"{measure}agreement/")
    at[cast.speaker].post(f"{measure}appeal/", {"text": "It was mine to say."})
    assert Appeal.objects.exists()
    time.wait(1)


def leave(cast: Cast, time: Steps) -> None:
    """Ann leaves the space, whoever it was that spoke; what she said stays, and is answered."""
    time.on()
    cast.at[ANN].post(reverse("spaces:leaving", args=["lake"]), {"leave": "keep-words"})
    time.on()
    for thread in Thread.objects.filter(author__unnamed=True).order_by("opened_at"):
        time.on()
        reply(cast.at["Dora"], thread, "I came back to this.")
    time.wait(3)


def long_after(cast: Cast, time: Steps) -> None:
    """Who was behind the words of whoever left is forgotten, and they are answered once more."""
    time.wait(26, step=61.3)
    for thread in Thread.objects.filter(author__unnamed=True).order_by("opened_at"):
        time.on()
        reply(cast.at["Dora"], thread, "And again.")
    time.wait(3)


MONTH = (speak, give_signs, wait_long, ask, answer_by_mail, write, look_after, decide)
"""All that happens while everybody is there."""
