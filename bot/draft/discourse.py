"""Who is meant: pronouns and offices followed back to the person whom the text named, or to nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from bot.draft.cues import SIGNED, Cue
from bot.draft.grammar import MODIFIERS, SAYING
from bot.draft.lexicon import either, forms, hyphenated, terms
from bot.draft.names import Gender
from bot.draft.officials import gender_of
from bot.draft.outlines import Outline
from bot.draft.text import fold, stem, words
from bot.draft.voices import Voice, acts_apart, subject_of, voice_in
from bot.models import Official, Role, Span

_REACH = 3
_INDEFINITE = re.compile(r"(?:an?|one|another|some)\b")
_UNNAMED = re.compile(
    r"(?:^|\b(?:and|but|by|from|said|says|told|asked|to|with|when|while|that|met|there was) )"
    rf"(?:an?|one|another) {MODIFIERS}(?P<office>{hyphenated(terms('roles', 'people_nouns'))})\b"
)
"""Somebody brought in by an office alone: "A manager of a rival was less patient"."""

_STRANGER = re.compile(rf"(?P<name>¤+)(?P<speaks> {SAYING}\b)?")
_PLACED = re.compile(r"\b(?:at|near|outside|around|across|off) $")
"""Before a name that is a place's."""

_QUALIFIERS = frozenset(map(stem, ("deputy", "vice", "assistant", "former", "acting", "under", "associate")))
_HOLLOW = frozenset(
    {"the", "a", "an", "of", "for", "at", "to", "in", "on", "from", "its", "his", "her", "their", "and", "s"}
)


class Person(msgspec.Struct, frozen=True):
    """Someone in the reader's mind: an official, or None for someone unnamed.

    `named` is the words that say who; `leads` says that the person spoke or acted in the sentence;
    `gender` is what a pronoun told of someone unnamed.
    """

    official: str | None
    named: Span | None
    leads: bool = False
    gender: Gender | None = None


NOBODY = Person(None, None)


class Discourse(msgspec.Struct):
    """What has been read so far: who was in each sentence, the likeliest first, and whom pronouns fit.

    `unnamed` is the stems of the offices under which each sentence brought in somebody without a name.
    """

    officials: Sequence[Official]
    genders: dict[str, Gender] = msgspec.field(default_factory=dict)
    sentences: list[list[Person]] = msgspec.field(default_factory=list)
    unnamed: list[set[str]] = msgspec.field(default_factory=list)
    speaking: Person = NOBODY

    def __post_init__(self) -> None:
        self.genders.update({o.id: gender for o in self.officials if (gender := gender_of(o))})

    def read(self, line: Outline, cues: Sequence[Cue], speakers: Sequence[Person]) -> None:
        """Take a sentence into account: its speakers, its subject, and the others whom it names."""
        subject = subject_of(line)
        voices = [cue.voice for cue in cues if cue.voice.kind not in ("many", "other")]
        leading = [*speakers, *(self.resolve(line, voice) for voice in voices)]
        if subject:
            leading.append(self.resolve(line, subject))
        alone = bool(speakers or voices) or not acts_apart(line)
        people = [replace(one, leads=alone) for one in leading]
        people += [Person(official, span) for span, official in line.mentions]
        people += _strangers(line, line.sentence.end)
        if people:
            self.sentences.append(people)
        offices = (one["office"].removesuffix(" of") for one in _UNNAMED.finditer(line.drawn))
        self.unnamed.append({stem(office.split(" ")[-1]) for office in offices})
        named = {person.official for person in people}
        signed = any(cue.verb == SIGNED for cue in cues)
        self.speaking = people[0] if (speakers or len(named) == 1) and not signed else NOBODY

    def forget(self) -> None:
        """Take note that the text goes on within somebody's words, whose people are not the article's."""
        self.sentences.append([NOBODY])
        self.speaking = NOBODY

    def resolve(self, line: Outline, voice: Voice) -> Person:
        """The person whom a voice means; NOBODY where the text does not prove one."""
        span = line.span(voice.start, voice.end)
        if voice.kind == "name" and voice.official:
            return Person(voice.official, span)
        if voice.kind == "pronoun":
            return self._antecedent(
                line, voice.start, "he" if fold(span.text) in ("he", "him", "his") else "she"
            )
        if voice.kind == "role":
            return self._holder(span)
        return NOBODY

    def _fits(self, person: Person, gender: Gender) -> bool:
        known = self.genders.get(person.official, gender) if person.official else person.gender or gender
        return known == gender

    def _antecedent(self, line: Outline, at: int, gender: Gender) -> Person:
        """The one person whom the pronoun at `at` can mean, looked for backwards from it.

        Where the sentence opens with the pronoun, it goes on to mean the same person.
        """
        opens = re.match(rf"(?:[\w ]+, )?{gender}\b", line.drawn)
        at = line.sentence.start if opens else at
        here = [Person(official, span) for span, official in line.mentions if span.end <= at]
        here = sorted(
            [*here, *_strangers(line, at)], key=lambda person: person.named.start if person.named else 0
        )
        for people in [here, *self.sentences[: -_REACH - 1 : -1]]:
            fitting = [person for person in people if self._fits(person, gender)]
            if fitting:
                chosen = self._likeliest(fitting, gender)
                if chosen.official:
                    self.genders.setdefault(chosen.official, gender)
                    return chosen
                break
        return Person(None, None, gender=gender)

    def _likeliest(self, people: Sequence[Person], gender: Gender) -> Person:
        """The sentence's speaker or subject; nobody where only the first name of another fits."""
        known = {
            person.official
            for person in people
            if person.official and self.genders.get(person.official) == gender
        }
        if people[0].leads or people[0].official in known or len({person.official for person in people}) == 1:
            return people[0]
        return next(person for person in people if person.official in known) if len(known) == 1 else NOBODY

    def _holder(self, span: Span) -> Person:
        """The official who alone holds the office that the words name."""
        wanted = {stem(word) for word, _, _ in words(span.text)} - _HOLLOW
        if _INDEFINITE.match(fold(span.text)) or wanted & set().union(*self.unnamed[-_REACH:]):
            return NOBODY
        holders = [official for official in self.officials if _holds(official, wanted)]
        holders = [holder for holder in holders if holder.mentions[0].start < span.start] or holders
        if len(holders) > 1:
            recent = [person.official for people in self.sentences[:-_REACH:-1] for person in people]
            holders = [official for official in holders if official.id in recent[:1]]
        return Person(holders[0].id, span) if len(holders) == 1 else NOBODY


def _place(person: Person) -> int:
    return person.named.start if person.named else 0


def _strangers(line: Outline, before: int) -> list[Person]:
    """Somebody unknown for each full name, and each name that speaks, that is no official's."""
    found = _STRANGER.finditer(line.drawn, 0, before - line.sentence.start)
    people = [
        (voice_in(line, one, "stranger", "name"), bool(one["speaks"]))
        for one in found
        if not _is_aside(line, one)
    ]
    spans = [(line.span(voice.start, voice.end), speaks) for voice, speaks in people]
    return [Person(None, span, leads=speaks) for span, speaks in spans if speaks or " " in span.text]


def _is_aside(line: Outline, name: re.Match[str]) -> bool:
    """Whether a name is a place's, the reporter's, or of somebody who only owns or is remembered."""
    before = line.drawn[: name.start()]
    owns = line.drawn.startswith("'s", name.end("name")) or forms("credit_forms").search(before)
    return bool(owns or _PLACED.search(before) or forms("remembered_forms").search(before))


def _holds(official: Official, wanted: set[str]) -> bool:
    """Whether an official's rank or one of the roles has all the words of an office."""
    stated = [mention.text for mention in official.mentions]
    stated += [official.rank.value] if official.rank else []
    stated += [f"{role.organisation or ''} {role.evidence.text} {_implied(role)}" for role in official.roles]
    told = [word for role in official.roles for word, _, _ in words(role.evidence.text)]
    lands = (word for word in told if word in terms("countries"))
    bodies = " ".join([*(role.organisation or "" for role in official.roles), *lands])
    return any(_is_stated(wanted, words(f"{text} {bodies}")) for text in stated)


def _implied(role: Role) -> str:
    """The offices of whoever does what a role says: "director" of "has run the port"."""
    return " ".join(
        title
        for deed in ("running", "heading", "chairing", "commanding")
        if _deeds(deed).match(fold(role.evidence.text))
        for title in sorted(terms(f"{deed}_titles"))
    )


@cache
def _deeds(deed: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:has|had)(?: \w+ly| long| now)? )?(?:been )?{either(terms(f'{deed}_verbs'))}\b")


def _is_stated(wanted: set[str], stated: Sequence[tuple[str, int, int]]) -> bool:
    """Whether stated words have all the wanted ones, and no deputy is taken for the office itself."""
    lower = {stem(word) for word, _, _ in stated} & _QUALIFIERS
    return bool(wanted) and lower <= wanted and all(_among(word, stated) for word in wanted)


def _among(wanted: str, stated: Sequence[tuple[str, int, int]]) -> bool:
    """Whether a word is among others, in whatever form; "Montenegrin" is met by "Montenegro",
    "admiral" by "VADM".
    """
    return any(
        wanted == stem(word)
        or (word in terms("ranks") and len(word) > 2 and wanted.startswith((word, word[-3:])))
        or (word in terms("countries") and wanted[:4] == word[:4] and wanted in _nationality_stems())
        for word, _, _ in stated
    )


@cache
def _nationality_stems() -> frozenset[str]:
    return frozenset(map(stem, terms("nationalities")))
