"""People whom a question asks what others said about: none of their own words answers it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.question.demand import opens_a_matter, tells_of_thought
from bot.question.index import Index
from bot.question.lexicon import key, name_words
from bot.question.mentions import Mention
from bot.question.reading import Term
from bot.question.spelling import Word
from bot.question.terms import Wording


def spoken_of(wording: Wording) -> list[Mention]:
    """“What did the minister say | about Kovács”, “who mentioned Kovács”; whoever is named first speaks."""
    named = [one for one in wording.mentions if one.kind in {"official", "role"}]
    if wording.kind == "what_said":
        named = named[1:]
    elif wording.kind != "who_said":
        return []
    return [
        one
        for one in named
        if one.kind == "official" and len(one.ids) == 1 and _is_matter(one, wording.words)
    ]


def as_term(mention: Mention, wording: Wording, index: Index) -> Term:
    """Somebody spoken of as what the answer must have: the last word of the name."""
    name = name_words(str(index.knowledge.official(mention.ids[0]).name))
    keys = frozenset({key(name[-1])})
    return Term(mention.words(wording.words), keys, index.weight(keys), known=True, hard=True, proper=True)


def _is_matter(mention: Mention, words: Sequence[Word]) -> bool:
    before = [word.read for word in words[max(0, mention.first - 3) : mention.first]]
    return opens_a_matter(before[-2:]) or ("of" in before and tells_of_thought(before))
