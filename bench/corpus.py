"""Articles on an invented world, with the records that the drafter would draw from them, at any number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from bench.world import Gathering, Person, Undertaking, World
from bot.dates_in_words import day_name
from bot.models import (
    Acronym,
    Initiative,
    Kind,
    Meeting,
    Official,
    Records,
    Role,
    Seed,
    Source,
    Span,
    Statement,
    Value,
)

PEOPLE, PLAIN = 3, 4
"""People who speak in an article, and sentences in it that nobody says."""


@dataclass
class _Page:
    """An article while it is written: its text so far."""

    file: str
    text: str = ""

    def write(self, words: str) -> Span:
        """Appends words, and tells where they stand."""
        start = len(self.text)
        self.text += words
        return Span(self.file, start, len(self.text), words)


@dataclass
class _Shelf:
    """The records while the articles are written."""

    roles: dict[str, list[Role]] = field(default_factory=dict)
    mentions: dict[str, list[Span]] = field(default_factory=dict)
    ranks: dict[str, Value | None] = field(default_factory=dict)
    names: dict[str, Value] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    initiatives: dict[str, Initiative] = field(default_factory=dict)
    acronyms: dict[tuple[str, str], Acronym] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)


def corpus(articles: int, seed: int = 7) -> tuple[list[Seed], Records]:
    """That many articles, and the records of all of them."""
    world, random, shelf = World(articles, seed), Random(seed + 1), _Shelf()
    seeds = [_article(number, world, random, shelf) for number in range(articles)]
    return seeds, _records(shelf)


def _article(number: int, world: World, random: Random, shelf: _Shelf) -> Seed:
    page, held = _Page(f"{number:06d}.txt"), world.gathering()
    people = random.sample(world.people, PEOPLE)
    title = page.write(f"{held.host} meets on {world.words(2, 4)} in {held.place}")
    page.write("\n\n")
    shelf.sources.append(Source(page.file, Value(title.text, title)))
    opening = _opening(page, held, random)
    speakers = []
    for person in people:
        speakers.append(_speech(page, person, held, world, random, shelf))
    for _ in range(PLAIN):
        page.write(
            f"\n\nParticipants {world.words(5, 9)} and the {world.words(4, 8)} in {world.words(1, 3)}."
        )
    if random.random() < 0.3:
        _undertaking(page, random.choice(world.undertakings), world, shelf)
    page.write("\n")
    shelf.meetings.append(_meeting(held, opening, speakers))
    return Seed(page.file, page.text)


def _opening(page: _Page, held: Gathering, random: Random) -> dict[str, Span]:
    page.write("On ")
    found = {"day": page.write(day_name(held.day))}
    page.write(", ")
    found["participants"] = page.write(f"representatives from {random.randint(5, 60)} nations")
    page.write(" met in ")
    found["place"] = page.write(held.place)
    page.write(" for the ")
    found["name"] = page.write(held.name)
    page.write(", hosted by the ")
    found["host"] = page.write(held.host)
    page.write(".")
    return found


def _speech(
    page: _Page, person: Person, held: Gathering, world: World, random: Random, shelf: _Shelf
) -> Value:
    """Two sentences of one person: one quoted, who introduces them, and one reported."""
    page.write("\n\n“")
    kind: Kind = "direct"
    said = page.write(f"We {world.words(4, 9)} the {world.words(2, 5)}")
    page.write("”, said ")
    named = _named(page, person, shelf)
    page.write(".")
    shelf.statements.append(_statement(said, kind, person, named, held))
    page.write(" ")
    start = len(page.text)
    again = page.write(person.surname)
    page.write(f" {random.choice(('stressed', 'warned', 'added'))} that {world.words(5, 10)}.")
    reported = Span(page.file, start, len(page.text), page.text[start:])
    shelf.mentions[person.id].append(again)
    shelf.statements.append(_statement(reported, "indirect", person, again, held))
    return Value(person.id, named)


def _named(page: _Page, person: Person, shelf: _Shelf) -> Span:
    start = len(page.text)
    rank = page.write(person.rank) if person.rank else None
    if rank:
        page.write(" ")
    name = page.write(person.name)
    named = Span(page.file, start, len(page.text), page.text[start:])
    page.write(", ")
    office = page.write(f"{person.office} of the {person.body}")
    page.write(" (")
    short = page.write(person.short)
    page.write(")")
    long = Span(page.file, office.end - len(person.body), office.end, person.body)
    shelf.names.setdefault(person.id, Value(person.name, name))
    shelf.ranks.setdefault(person.id, Value(rank.text, rank) if rank else None)
    shelf.roles.setdefault(person.id, []).append(Role(person.office, person.body, office))
    shelf.mentions.setdefault(person.id, []).append(named)
    shelf.acronyms.setdefault(
        (person.short, person.body), Acronym(Value(person.short, short), Value(person.body, long))
    )
    return named


def _undertaking(page: _Page, one: Undertaking, world: World, shelf: _Shelf) -> None:
    page.write("\n\n")
    start = len(page.text)
    page.write("The ")
    named = len(page.text)
    page.write(f"{one.name} (")
    short = page.write(one.short)
    page.write(")")
    name = Span(page.file, named, len(page.text), page.text[named:])
    page.write(f", launched in {one.year}")
    established = Span(page.file, named, len(page.text), page.text[named:])
    page.write(f", provides {world.words(3, 6)} to {world.words(1, 2)}.")
    whole = Span(page.file, start, len(page.text), page.text[start:])
    shelf.initiatives.setdefault(
        one.id,
        Initiative(
            one.id,
            Value(one.name, name),
            Value(one.short, short),
            (),
            Value(str(one.year), established),
            Value(whole.text, whole),
        ),
    )


def _statement(span: Span, kind: Kind, person: Person, named: Span, held: Gathering) -> Statement:
    return Statement(f"{span.source[:-4]}-{span.start}", span, kind, person.id, named, held.id)


def _meeting(held: Gathering, told: dict[str, Span], speakers: list[Value]) -> Meeting:
    day = Value(held.day.isoformat(), told["day"])
    return Meeting(
        held.id,
        Value(held.name, told["name"]),
        start_date=day,
        end_date=day,
        place=Value(held.place, told["place"]),
        host=Value(held.host, told["host"]),
        participants=(Value(told["participants"].text, told["participants"]),),
        speakers=tuple(speakers),
    )


def _records(shelf: _Shelf) -> Records:
    return Records(
        tuple(shelf.sources),
        tuple(sorted(shelf.meetings, key=lambda one: (str(one.start_date), one.id))),
        tuple(_officials(shelf)),
        tuple(one for _, one in sorted(shelf.initiatives.items())),
        tuple(one for _, one in sorted(shelf.acronyms.items())),
        tuple(shelf.statements),
    )


def _officials(shelf: _Shelf) -> Iterator[Official]:
    for id_, name in sorted(shelf.names.items()):
        roles = tuple({str(role.evidence.text): role for role in shelf.roles[id_]}.values())
        surname = name.value.rpartition(" ")[2]
        again = next((one for one in shelf.mentions[id_] if one.text == surname), None)
        aliases = (Value(surname, again),) if again else ()
        yield Official(id_, name, shelf.ranks[id_], roles, aliases, tuple(shelf.mentions[id_]))
