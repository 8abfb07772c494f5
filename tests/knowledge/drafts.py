"""Records as a drafter would hand them on, told in short."""

from __future__ import annotations

from typing import Any

from bot.models import (
    Acronym,
    Initiative,
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


def seed_of(file: str, facts: dict[str, Any]) -> Seed:
    """An article that says every word of `facts`, one phrase a line."""
    return Seed(file, "\n".join(_phrases(facts)) + "\n")


def drafted(file: str, facts: dict[str, Any]) -> Records:
    """The records that facts such as {"officials": [{"name": …, "roles": ["Head, Staff"]}]} stand for."""
    seed = seed_of(file, facts)
    date = facts.get("date")
    return Records(
        (Source(file, date=_value(seed, date) if date else None),),
        tuple(_meeting(seed, each) for each in facts.get("meetings", ())),
        tuple(_official(seed, each) for each in facts.get("officials", ())),
        tuple(_initiative(seed, each) for each in facts.get("initiatives", ())),
        tuple(
            Acronym(_value(seed, short), _value(seed, long))
            for short, long in facts.get("acronyms", {}).items()
        ),
        tuple(_statement(seed, at, each) for at, each in enumerate(facts.get("statements", ()))),
    )


def _phrases(facts: Any) -> list[str]:
    if isinstance(facts, dict):
        return [phrase for key, inner in facts.items() for phrase in (key, *_phrases(inner))]
    if isinstance(facts, list):
        return [phrase for inner in facts for phrase in _phrases(inner)]
    return [str(facts)]


def _span(seed: Seed, phrase: str) -> Span:
    start = seed.text.index(phrase)
    return seed.span(start, start + len(phrase))


def _value(seed: Seed, text: Any) -> Value:
    return Value(str(text), _span(seed, str(text)))


def _values(seed: Seed, texts: Any) -> tuple[Value, ...]:
    return tuple(_value(seed, text) for text in texts)


def _one(seed: Seed, facts: dict[str, Any], key: str) -> Value | None:
    return _value(seed, facts[key]) if key in facts else None


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _official(seed: Seed, facts: dict[str, Any]) -> Official:
    roles = [(role, *role.partition(", ")[::2]) for role in facts.get("roles", ())]
    return Official(
        facts.get("id", _slug(facts["name"])),
        _value(seed, facts["name"]),
        _one(seed, facts, "rank"),
        tuple(Role(title or None, body or None, _span(seed, whole)) for whole, title, body in roles),
        _values(seed, facts.get("aliases", ())),
        (_span(seed, facts["name"]),),
    )


def _meeting(seed: Seed, facts: dict[str, Any]) -> Meeting:
    return Meeting(
        _slug(facts["name"]),
        _value(seed, facts["name"]),
        _values(seed, facts.get("aliases", ())),
        _one(seed, facts, "start_date"),
        _one(seed, facts, "end_date"),
        _one(seed, facts, "place"),
        _one(seed, facts, "host"),
        _values(seed, facts.get("participants", ())),
        _values(seed, facts.get("topics", ())),
        tuple(Value(_slug(name), _span(seed, name)) for name in facts.get("speakers", ())),
    )


def _initiative(seed: Seed, facts: dict[str, Any]) -> Initiative:
    return Initiative(
        _slug(facts["name"]),
        _value(seed, facts["name"]),
        _one(seed, facts, "acronym"),
        _values(seed, facts.get("aliases", ())),
        _one(seed, facts, "established"),
    )


def _statement(seed: Seed, at: int, facts: dict[str, Any]) -> Statement:
    speaker, meeting = facts.get("speaker"), facts.get("meeting")
    return Statement(
        f"s{at}",
        _span(seed, facts["says"]),
        "direct",
        _slug(speaker) if speaker else None,
        _span(seed, speaker) if speaker else None,
        _slug(meeting) if meeting else None,
    )
