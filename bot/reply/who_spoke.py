"""Who spoke: at a meeting, on a date, first, after somebody; or whether somebody did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from bot.models import Answer, Meeting
from bot.question.demand import asks_for_matter
from bot.question.index import Index
from bot.question.lexicon import keys_of, plain_keys
from bot.question.passages import Passage
from bot.question.reading import Question
from bot.reply import refuse, who_said
from bot.reply.compose import answered, passage_at
from bot.reply.meetings import beyond_the_meeting, describes, meetings_of
from bot.reply.scope import passages_in, speaking_of
from bot.reply.wording import fill, meeting_name, meeting_when, people, sentence_case

_ENDS = frozenset({"first", "last"})


def answer(question: Question, index: Index) -> Answer | None:
    """The speakers of the meetings asked about, each with the words that prove it."""
    meetings = meetings_of(question, index)
    if isinstance(meetings, Answer):
        return meetings
    if not meetings:
        return None
    if question.officials and any(not term.known for term in question.terms):
        return None
    spoke = _speakers(meetings)
    if question.after:
        return _successor(question, spoke, index)
    question = _of_the_others(replace(question, meetings=tuple(one.id for one in meetings)))
    matter = question.terms and asks_for_matter(question.words)
    wanted = None if matter or _asks_for_an_act(question, index) else _wanted(question, spoke, index)
    if wanted is None:
        return who_said.answer(question, index)
    return _told(question, meetings, wanted, index)


def _asks_for_an_act(question: Question, index: Index) -> bool:
    """“Which general closed the meeting”: of several in an office, the one who did something."""
    several = question.by_role and len(question.officials) > 1 and "which" in question.words
    return several and any(not term.keys & _ENDS for term in beyond_the_meeting(question, index))


def _of_the_others(question: Question) -> Question:
    """“Landrum, Diella and who else”: those named are known to have spoken; the others are asked for."""
    if "else" not in question.words:
        return question
    return replace(question, officials=(), others=(*question.others, *question.officials))


def _told(question: Question, meetings: Sequence[Meeting], wanted: list[str], index: Index) -> Answer | None:
    if not wanted and question.officials:
        return refuse.not_there(question, index)
    if not wanted:
        return None
    proofs = [proof for who in wanted if (proof := _proof(meetings, who, index))]
    closing = _closing(wanted, question, index) if any("last" in one.keys for one in question.terms) else None
    if closing and len(wanted) == 1 and wanted[0] in closing.officials:
        proofs = [closing]
    elif closing:
        proofs.append(closing)
    lead = " ".join(_introduced(one, wanted, index) for one in meetings if _spoke_at(one, wanted))
    ids, rule = [one.id for one in meetings], "speakers of the meeting"
    return answered(question, lead, proofs, index, rule, officials=wanted, meetings=ids)


def _introduced(meeting: Meeting, wanted: list[str], index: Index) -> str:
    """Who of those wanted spoke at a meeting; each meeting has its own sentence."""
    when = meeting_when(meeting)
    names = people(_spoke_at(meeting, wanted), index)
    return sentence_case(
        fill("who_spoke", people=names, meeting=meeting_name(meeting), when=f" ({when})" if when else "")
    )


def _spoke_at(meeting: Meeting, wanted: list[str]) -> list[str]:
    spoke = {speaker.value for speaker in meeting.speakers}
    return [who for who in wanted if who in spoke]


def _speakers(meetings: Iterable[Meeting]) -> list[str]:
    """The speakers in the order in which the articles have them speak."""
    found = [speaker for meeting in meetings for speaker in meeting.speakers]
    ordered = sorted(
        found, key=lambda one: (one.evidence.source, one.evidence.start) if one.evidence else ("", 0)
    )
    return list(dict.fromkeys(one.value for one in ordered))


def _wanted(question: Question, spoke: list[str], index: Index) -> list[str] | None:
    """Of the speakers, those that the question wants; None where it asks for an act or a matter instead."""
    if question.officials:
        return [who for who in spoke if who in question.officials]
    left = [who for who in spoke if who not in question.others]
    terms = beyond_the_meeting(question, index)
    acronyms = [
        keys_of(one) for one in question.acronyms if not describes(question.meetings, keys_of(one), index)
    ]
    if not terms and not acronyms:
        return left
    if left and terms and all(term.keys & _ENDS for term in terms):
        return [left[0] if "first" in term.keys else _last(left, question, index) for term in terms]
    wanted = [term.keys for term in terms] + acronyms
    fitting = [who for who in left if all(keys & _offices_of(who, index) for keys in wanted)]
    return fitting or None


def _last(speakers: list[str], question: Question, index: Index) -> str:
    """Of the speakers the one whom the article has speak, or mentions, last."""
    closing = _closing(speakers, question, index)
    return (
        next((who for who in _heard_in(closing) if who in speakers), speakers[-1])
        if closing
        else speakers[-1]
    )


def _closing(speakers: Sequence[str], question: Question, index: Index) -> Passage | None:
    """The last passage in which one of the speakers speaks or is named."""
    reporting = index.knowledge.store.having("meeting", question.meetings)
    told = [
        passage
        for passage in passages_in(reporting, index)
        if any(who in speakers for who in _heard_in(passage))
    ]
    return told[-1] if told else None


def _heard_in(passage: Passage) -> list[str]:
    """Who speaks in a passage; where nobody does, who is named."""
    return sorted(filter(None, passage.speakers)) or ([] if passage.statements else sorted(passage.officials))


def _offices_of(official_id: str, index: Index) -> frozenset[str]:
    """The keys of an official's offices and organisations, their short and long forms."""
    roles = index.knowledge.official(official_id).roles
    keys = frozenset().union(*(keys_of(f"{one.evidence.text} {one.organisation or ''}") for one in roles))
    known = index.knowledge.records.acronyms.several(index.knowledge.store.having("acronym long", keys))
    for acronym in known:
        if plain_keys(keys_of(acronym.long.value)) <= keys:
            keys |= keys_of(acronym.short.value)
    return keys


def _successor(question: Question, spoke: list[str], index: Index) -> Answer | None:
    """Who came after somebody: the next one whom the article has speak."""
    places = [spoke.index(who) for who in question.after if who in spoke]
    if not places or places[-1] + 1 >= len(spoke):
        return None
    following = spoke[places[-1] + 1]
    passage = next(passages_in(speaking_of([following], index), index), None)
    if passage is None:
        return None
    lead = fill("people", people=people([following], index))
    return answered(question, lead, [passage], index, "next speaker in the article", officials=[following])


def _proof(meetings: Sequence[Meeting], official_id: str, index: Index) -> Passage | None:
    evidence = [one.evidence for meeting in meetings for one in meeting.speakers if one.value == official_id]
    return passage_at(evidence[0], index) if evidence else None
