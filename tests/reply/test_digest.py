from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.data import DataFolder
from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.knowledge.files import write_records
from bot.models import Kind, Meeting, Official, Records, Seed, Source, Span, Statement, Value
from bot.reply.digest import MEETINGS, NEWS, digest, fingerprint

DAY = date(2026, 5, 9)

REPORT = Seed(
    "harbour.txt",
    "Ports pledge closer ties\r\n\r\n"
    "Harbour masters met in Gdynia on 9 May 2024 for the Baltic Ports Forum. "
    "“We share one sea”, said Ana Lind, the chair of the Forum. "
    "She stressed that pilots need one radio channel.\r\n",
)
NOTE = Seed(
    "pilots.txt", "Pilots of four nations trained in Turku on 28 February 2023. No date was set for more."
)


def span(seed: Seed, words: str) -> Span:
    start = seed.text.index(words)
    return seed.span(start, start + len(words))


def value(seed: Seed, words: str, normal: str | None = None) -> Value:
    return Value(normal or words, span(seed, words))


def meeting(seed: Seed, name: str, start: tuple[str, str], end: tuple[str, str] | None = None) -> Meeting:
    last = value(seed, *end) if end else None
    return Meeting(name, value(seed, name), start_date=value(seed, *start), end_date=last)


def statement(seed: Seed, words: str, kind: Kind, speaker: str | None = None) -> Statement:
    return Statement(words, span(seed, words), kind, speaker)


FORUM = meeting(REPORT, "Baltic Ports Forum", ("9 May 2024", "2024-05-09"))
LIND = Official("ana-lind", value(REPORT, "Ana Lind"))
SEA = statement(REPORT, "We share one sea", "direct", "ana-lind")
RADIO = statement(REPORT, "She stressed that pilots need one radio channel.", "indirect")
HARBOUR = Source(
    REPORT.file,
    title=value(REPORT, "Ports pledge closer ties"),
    date=value(REPORT, "9 May 2024", "2024-05-09"),
)


def knowledge(
    *seeds: Seed, meetings: Sequence[Meeting] = (), statements: Sequence[Statement] = ()
) -> KnowledgeBase:
    sources = tuple(HARBOUR if seed is REPORT else Source(seed.file) for seed in seeds)
    return knowledge_of(
        Records(sources, tuple(meetings), officials=(LIND,), statements=tuple(statements)), seeds
    )


def on_dates(*dates: str) -> KnowledgeBase:
    """One article that reports a meeting on each of these days ("2024-05-09", or "first/last")."""
    seed = Seed("dates.txt", " ".join(f"The board met on {days}." for days in dates))
    board = [
        Meeting(days, value(seed, days), start_date=value(seed, days, days.split("/")[0]),
                end_date=value(seed, days, days.split("/")[-1]))
        for days in dates
    ]  # fmt: skip
    return knowledge(seed, meetings=board)


def test_new_articles_come_with_their_title_and_first_sentence() -> None:
    answer = digest(knowledge(NOTE, REPORT), DAY, known={NOTE.file}, shown=())
    assert answer.outcome == "answered"
    assert answer.lead == "New in the sources: “Ports pledge closer ties”:"
    (quote,) = answer.quotes
    assert quote.span.text == "Harbour masters met in Gdynia on 9 May 2024 for the Baltic Ports Forum."
    assert (quote.label, quote.title, quote.date) == ("written", "Ports pledge closer ties", "2024-05-09")


def test_an_article_without_title_goes_by_the_meeting_it_names_or_its_file() -> None:
    course = Seed("course.txt", "The Rescue Course took place in Oulu on 3 June 2024.")
    named = meeting(course, "Rescue Course", ("3 June 2024", "2024-06-03"))
    answer = digest(knowledge(course, NOTE, meetings=[named]), DAY, known=(), shown=())
    assert answer.lead == "New in the sources: the Rescue Course; pilots.txt:"


def test_more_new_articles_than_one_digest_holds_wait_for_the_next() -> None:
    seeds = [Seed(f"{number:02}.txt", f"Team {number} met. It was late.") for number in range(NEWS + 2)]
    known: set[str] = set()
    first = digest(knowledge(*seeds), DAY, known=known, shown=())
    assert len(first.quotes) == NEWS
    assert first.notes == ("2 more new in the sources, for the next digests.",)
    known |= {quote.span.source for quote in first.quotes}
    second = digest(knowledge(*seeds), DAY + timedelta(days=1), known=known, shown=())
    assert [quote.span.source for quote in second.quotes] == ["05.txt", "06.txt"]
    assert second.notes == ()


def test_meetings_on_this_day_in_other_years_come_with_the_sentence_that_dates_them() -> None:
    answer = digest(knowledge(REPORT, meetings=[FORUM]), DAY, known={REPORT.file}, shown=())
    assert answer.lead == "On this day in other years: the Baltic Ports Forum (9 May 2024):"
    assert [quote.span.text for quote in answer.quotes] == [
        "Harbour masters met in Gdynia on 9 May 2024 for the Baltic Ports Forum."
    ]


def test_news_and_this_day_stand_together_and_a_quote_is_shown_once() -> None:
    answer = digest(knowledge(REPORT, meetings=[FORUM]), DAY, known=(), shown=())
    assert answer.lead == (
        "New in the sources: “Ports pledge closer ties”. "
        "On this day in other years: the Baltic Ports Forum (9 May 2024):"
    )
    assert len(answer.quotes) == 1


ON_THIS_DAY = {
    "same day, earlier year": ("2026-05-09", ["2024-05-09"], ["9 May 2024"]),
    "this very year is no memory": ("2024-05-09", ["2024-05-09"], []),
    "another day": ("2026-05-10", ["2024-05-09"], []),
    "latest first": ("2026-05-09", ["2020-05-09", "2024-05-09"], ["9 May 2024", "9 May 2020"]),
    "any day of a long one": ("2026-05-10", ["2024-05-09/2024-05-11"], ["9–11 May 2024"]),
    "over the turn of the year": (
        "2026-01-01",
        ["2023-12-31/2024-01-02"],
        ["31 December 2023 – 2 January 2024"],
    ),
    "29 February, kept on the 28th": ("2026-02-28", ["2024-02-29"], ["29 February 2024"]),
    "29 February, in a leap year": ("2028-02-29", ["2024-02-29", "2023-02-28"], ["29 February 2024"]),
    "28 February, in a leap year": ("2028-02-28", ["2024-02-29", "2023-02-28"], ["28 February 2023"]),
    "a month alone is no day": ("2026-05-01", ["2024-05"], []),
}


@pytest.mark.parametrize(("day", "held", "told"), ON_THIS_DAY.values(), ids=ON_THIS_DAY)
def test_on_this_day(day: str, held: list[str], told: list[str]) -> None:
    answer = digest(on_dates(*held), date.fromisoformat(day), known={"dates.txt"}, shown=())
    assert re.findall(r"\((.*?)\)", answer.lead) == told


def test_many_meetings_of_one_day_are_bounded() -> None:
    held = [f"{year}-05-09" for year in range(2000, 2020)]
    assert len(digest(on_dates(*held), DAY, known={"dates.txt"}, shown=()).quotes) == MEETINGS


def test_else_one_statement_comes_with_its_speaker() -> None:
    quiet = knowledge(REPORT, statements=[SEA])
    answer = digest(quiet, DAY, known={REPORT.file}, shown=())
    assert answer.lead == "Ana Lind, in “Ports pledge closer ties”:"
    (quote,) = answer.quotes
    assert (quote.span.text, quote.speaker, quote.label) == (
        "“We share one sea”, said Ana Lind, the chair of the Forum.",
        "Ana Lind",
        "said",
    )


def test_where_no_speaker_is_proved_none_is_named() -> None:
    answer = digest(knowledge(REPORT, statements=[RADIO]), DAY, known={REPORT.file}, shown=())
    assert answer.lead == "In “Ports pledge closer ties”:"
    assert (answer.quotes[0].speaker, answer.quotes[0].label) == (None, "reported")


def test_words_that_no_longer_stand_in_the_seed_are_not_quoted() -> None:
    changed = Seed(
        REPORT.file, REPORT.text.replace("one sea", "two seas").replace("9 May 2024", "8 May 2024")
    )
    stale = knowledge_of(Records((HARBOUR,), (FORUM,), (LIND,), statements=(SEA,)), [changed])
    answer = digest(stale, DAY, known={REPORT.file}, shown=())
    assert (answer.outcome, answer.quotes) == ("unanswered", ())
    assert answer.text == "The sources hold nothing to quote today."


def test_the_order_of_the_records_does_not_matter() -> None:
    one = knowledge(REPORT, statements=[SEA, RADIO])
    other = knowledge(REPORT, statements=[RADIO, SEA])
    assert digest(one, DAY, known={REPORT.file}, shown=()) == digest(
        other, DAY, known={REPORT.file}, shown={}
    )


@given(count=st.integers(1, 12), start=st.dates(date(2000, 1, 1), date(2100, 1, 1)), data=st.data())
def test_everything_is_shown_once_and_nothing_twice(count: int, start: date, data: st.DataObject) -> None:
    seed = Seed("talks.txt", "\n".join(f"Speaker {number} called for order." for number in range(count)))
    lines = [statement(seed, line, "indirect") for line in seed.text.split("\n")]
    talks = knowledge(seed, statements=lines)
    shown: list[str] = []
    day = start
    for _ in range(count):
        (quote,) = digest(talks, day, known={seed.file}, shown=shown).quotes
        assert seed.text[quote.span.start : quote.span.end] == quote.span.text
        shown.append(fingerprint(quote.span))
        day += timedelta(days=data.draw(st.integers(1, 40)))
    assert len(set(shown)) == count
    assert digest(talks, day, known={seed.file}, shown=shown).quotes == ()


@given(st.dates())
def test_without_memory_each_day_still_brings_the_next_statement(day: date) -> None:
    quiet = knowledge(REPORT, statements=[SEA, RADIO])
    following = date.fromordinal(max(1, (day.toordinal() + 1) % date.max.toordinal()))
    today, tomorrow = (digest(quiet, each, known={REPORT.file}, shown=()) for each in (day, following))
    assert (today.quotes == tomorrow.quotes) == ((following - day).days % 2 == 0)


def test_a_statement_added_later_ends_the_silence() -> None:
    before, after = knowledge(REPORT, statements=[SEA]), knowledge(REPORT, statements=[SEA, RADIO])
    shown = [fingerprint(digest(before, DAY, known={REPORT.file}, shown=()).quotes[0].span)]
    assert digest(before, DAY, known={REPORT.file}, shown=shown).quotes == ()
    assert digest(after, DAY, known={REPORT.file}, shown=shown).quotes[0].span == RADIO.span


def test_the_command_prints_a_days_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / REPORT.file).write_bytes(REPORT.text.encode())
    records = Records((HARBOUR,), (FORUM,), (LIND,), statements=(SEA, RADIO))
    write_records(records, DataFolder(tmp_path).knowledge)
    monkeypatch.setenv("NATO_DATA", str(tmp_path))
    printed = CliRunner().invoke(main, ["digest", "--date", "2026-05-09"])
    assert printed.exit_code == 0
    assert printed.output.splitlines()[:3] == [
        "On this day in other years: the Baltic Ports Forum (9 May 2024):",
        "",
        "  │ Harbour masters met in Gdynia on 9 May 2024 for the Baltic Ports Forum.",
    ]
    wrong = CliRunner().invoke(main, ["digest", "--date", "9 May"])
    assert (wrong.exit_code, "'9 May' does not match the format '%Y-%m-%d'" in wrong.output) == (2, True)
