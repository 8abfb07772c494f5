"""Short forms that the article explains, and brackets that explain nothing."""

from __future__ import annotations

import pytest

from bot.draft import draft_article
from bot.models import Seed

EXPLAINED = [
    ("It was run by the International Diving Staff (IDS).", "IDS", "International Diving Staff"),
    ("the Naval Staff and Procurement Agency (NSPA) said", "NSPA", "Naval Staff and Procurement Agency"),
    ("the Panel on Sustainable Harbour Estates (P-SHE) met", "P-SHE", "Panel on Sustainable Harbour Estates"),
    ("under the Tug Pooling Arrangement, or TPA, which began", "TPA", "Tug Pooling Arrangement"),
    ("the Harbour and related Safety Lights (HSL) Scheme", "HSL", "Harbour and related Safety Lights"),
    ("at the EODC (Explosive Ordnance Diving Centre) in Bar", "EODC", "Explosive Ordnance Diving Centre"),
    (
        "Supreme Harbour Authority Ports Europe (SHAPE) said",
        "SHAPE",
        "Supreme Harbour Authority Ports Europe",
    ),
    ("the European External Buoy Service (EEBS) said", "EEBS", "European External Buoy Service"),
    ("the Maritime Lights Seminar (MLS 25) opens", "MLS", "Maritime Lights Seminar"),
    ("teams for explosive ordnance disposal (EOD) came", "EOD", "explosive ordnance disposal"),
]


@pytest.mark.parametrize(("text", "short", "long"), EXPLAINED, ids=[case[1] for case in EXPLAINED])
def test_short_form_is_tied_to_its_words(text: str, short: str, long: str) -> None:
    (acronym,) = draft_article(Seed("lead.txt", f"Divers came to Bar. {text}")).acronyms
    assert (acronym.short.value, acronym.long.value) == (short, long)
    assert acronym.short.evidence
    assert acronym.long.evidence
    assert (acronym.short.evidence.text, acronym.long.evidence.text) == (short, long)


@pytest.mark.parametrize(
    "text",
    [
        "Colonel Ada Lund (DNK) spoke.",
        "Ships (NATO) came to port.",
        "He was paid (in EUR) late.",
        "The plan (see below) failed.",
    ],
)
def test_bracket_whose_letters_do_not_fit_explains_nothing(text: str) -> None:
    assert draft_article(Seed("lead.txt", f"Divers came to Bar. {text}")).acronyms == ()
