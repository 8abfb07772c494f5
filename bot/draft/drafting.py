"""All that is read from one article, finder by finder."""

from __future__ import annotations

from bot.draft.acronyms import find_acronyms
from bot.draft.article import read_article
from bot.draft.initiatives import find_initiatives
from bot.draft.introductions import with_introductions
from bot.draft.later_ranks import with_later_ranks
from bot.draft.meetings import find_meetings
from bot.draft.officials import find_officials
from bot.draft.sources import read_source
from bot.draft.speakers import with_speakers
from bot.draft.statements import find_statements
from bot.models import Records, Seed


def draft_article(seed: Seed) -> Records:
    """Everything that can be read from one article. Ids are slugs of names, unique within the article."""
    article = read_article(seed)
    officials = with_later_ranks(article, with_introductions(article, find_officials(article)))
    meetings = find_meetings(article, officials)
    statements = find_statements(article, officials, meetings)
    return Records(
        sources=(read_source(article),),
        meetings=with_speakers(article, meetings, officials, statements),
        officials=officials,
        initiatives=find_initiatives(article),
        acronyms=find_acronyms(article),
        statements=statements,
    )
