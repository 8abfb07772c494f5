"""Officials: the places that name one person brought together, with rank, roles and short mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import filterfalse

import msgspec
from msgspec.structs import replace

from bot.draft.article import Article
from bot.draft.lexicon import terms
from bot.draft.names import Gender, Naming, find_namings, slug, speaks
from bot.draft.roles import roles_of
from bot.draft.text import fold, words
from bot.models import Official, Role, Value


class _Person(msgspec.Struct):
    """The namings gathered so far for one person; `key` is that of the fullest name."""

    namings: list[Naming] = msgspec.field(default_factory=list)
    key: tuple[str, ...] = ()

    def add(self, naming: Naming) -> None:
        """Take one more naming for one of this person."""
        self.namings.append(naming)
        self.key = max(self.key, naming.key, key=len)

    @property
    def gender(self) -> Gender | None:
        stated = (naming.gender for naming in self.namings if naming.gender)
        return next(stated, None) or _given_gender(self.key)

    @property
    def ranks(self) -> set[str]:
        return {slug(naming.rank.text) for naming in self.namings if naming.rank}


def gender_of(official: Official) -> Gender | None:
    """The pronoun that an honorific or a common first name leads one to expect; None where neither does."""
    folded = {fold(mention.text).split(" ")[0].rstrip(".") for mention in official.mentions}
    if folded & terms("honorifics_she"):
        return "she"
    if folded & terms("honorifics_he"):
        return "he"
    return _given_gender([word for word, _, _ in words(official.name.value)])


def _given_gender(key: Sequence[str]) -> Gender | None:
    """What the first name tells, where it is a common one and not the only word."""
    if len(key) > 1 and key[0].split("-")[0] in terms("given_names_she"):
        return "she"
    return "he" if len(key) > 1 and key[0].split("-")[0] in terms("given_names_he") else None


def find_officials(article: Article) -> tuple[Official, ...]:
    """The people whom an article names, in the order in which they appear."""
    namings = _proven_by_surname(article, find_namings(article))
    people: list[_Person] = []
    for naming in filter(_is_full, namings):
        _add_full(people, naming)
    for naming in filterfalse(_is_full, namings):
        _add_short(people, naming)
    people.sort(key=lambda person: min(naming.span.start for naming in person.namings))
    return _unique(_official(article, person) for person in people)


def _proven_by_surname(article: Article, namings: Sequence[Naming]) -> list[Naming]:
    """The namings, a full name proven where its last word alone speaks elsewhere: "says Rahim"."""
    alone = {naming.key for naming in namings if len(naming.tokens) == 1 and speaks(article, naming)}
    alone -= {naming.key[-1:] for naming in filter(_is_full, namings)}
    return [
        replace(naming, proven=naming.proven or (len(naming.key) > 1 and naming.key[-1:] in alone))
        for naming in namings
    ]


def _is_full(naming: Naming) -> bool:
    return len(naming.tokens) > 1 and naming.proven


def _add_full(people: list[_Person], naming: Naming) -> None:
    """To the person whose name has the same words, or more or fewer of them between first and last."""
    key = naming.key
    for person in people:
        if person.key[-1] == key[-1] and _is_same(person.key, key):
            person.add(naming)
            return
    people.append(_Person([naming], naming.key))


def _is_same(one: Sequence[str], other: Sequence[str]) -> bool:
    few, many = sorted((one, other), key=len)
    if few == many:
        return True
    rest = iter(many)
    return few[-1] == many[-1] and len(few) > 1 and all(word in rest for word in few)


def _add_short(people: list[_Person], naming: Naming) -> None:
    """To the one person whom a short mention can mean; rank or honorific make a person of an unknown name."""
    known = [person for person in people if _may_mean(person, naming)]
    if len(known) > 1:
        known = _nearest(known, naming)
    if len(known) == 1:
        known[0].add(naming)
    elif not known and naming.proven:
        people.append(_Person([naming], naming.key))


def _may_mean(person: _Person, naming: Naming) -> bool:
    short, full = naming.key, person.key
    if short == full[-len(short) :]:
        return not (naming.gender and person.gender and naming.gender != person.gender)
    inner = any(full[at : at + len(short)] == short for at in range(len(full)))
    return inner and (naming.proven or len(short) > 1)


def _nearest(people: list[_Person], naming: Naming) -> list[_Person]:
    """Of namesakes, those that share the mention's rank or whose whole surname it is; else none is sure."""
    rank = slug(naming.rank.text) if naming.rank else None
    if rank and (same := [person for person in people if rank in person.ranks]):
        return same
    return [person for person in people if naming.gender and person.gender == naming.gender]


def _official(article: Article, person: _Person) -> Official:
    namings = sorted(person.namings, key=lambda naming: naming.span.start)
    fullest = max(namings, key=lambda naming: len(naming.key))
    ranked = [naming for naming in namings if naming.rank]
    ranked.sort(key=lambda naming: -len(naming.key))
    rank = ranked[0].rank if ranked else None
    shorter = {naming.name.text: naming.name for naming in reversed(namings) if naming.key != fullest.key}
    return Official(
        id=slug(fullest.name.text),
        name=Value(" ".join(fullest.name.text.split()), fullest.name),
        rank=Value(" ".join(rank.text.split()), rank) if rank else None,
        roles=_distinct(role for naming in namings for role in roles_of(article, naming)),
        aliases=tuple(Value(name, span) for name, span in sorted(shorter.items())),
        mentions=tuple(naming.span for naming in namings),
    )


def _distinct(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Each title and organisation once, as first stated."""
    return tuple({(role.title, role.organisation): role for role in reversed(list(roles))}.values())[::-1]


def _unique(officials: Iterable[Official]) -> tuple[Official, ...]:
    """The officials, namesakes of one spelling told apart by a number in their ids."""
    seen: dict[str, int] = {}
    found = []
    for official in officials:
        count = seen[official.id] = seen.get(official.id, 0) + 1
        found.append(official if count == 1 else replace(official, id=f"{official.id}-{count}"))
    return tuple(found)
