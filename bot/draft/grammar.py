"""Building blocks of the patterns over folded text: a word, a noun phrase, an office."""

from __future__ import annotations

from bot.draft.lexicon import either, hyphenated, terms

WORD = r"[\w.&'/-]+"
LINK = (
    r"(?:by|of|in|for|where|when|which|that|with|or|to|from|on|at|as|is|was|were|are|has|had|will|not|who)\b"
)
MODIFIERS = rf"(?:(?!{LINK}){WORD} ){{0,7}}?"
"""Words before a noun that belong to it: no preposition, no verb."""

ROLE = hyphenated(terms("roles"))
SAYING = either(terms("saying_verbs"))
POSSESSIVE = r"(?:'s|s')"
