"""What tells one state of the knowledge from every other."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import msgspec

from bot.knowledge.base import KnowledgeBase


@lru_cache(maxsize=4)
def edition_of(knowledge: KnowledgeBase) -> str:
    """The same for equal seeds and records, wherever and whenever they are loaded; 64 characters."""
    digest = hashlib.sha256(msgspec.json.encode(knowledge.records))
    for file in sorted(knowledge.seeds):
        digest.update(msgspec.json.encode((file, knowledge.seeds[file].text)))
    return digest.hexdigest()
