"""What people wrote is forgotten once it is old, without anybody asking."""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import update

from bot.ledger.questions import KeptQuestion, unanswered
from bot.workspace.payloads import BOT_USER
from tests.slack.conftest import ANSWER, Scene

DAY = 24 * 3600


def test_questions_are_forgotten_after_ninety_days(scene: Scene) -> None:
    scene.oracle.answer = replace(ANSWER, outcome="unanswered", quotes=())
    for question in ("who lit the lamp?", "who sank the ferry?"):
        scene.workspace.write(f"<@{BOT_USER}> {question}")
    scene.settle()
    ledger = scene.service.desk.ledger
    kept = {question.questions: question.id for question in unanswered(ledger)}
    assert set(kept) == {("who lit the lamp?",), ("who sank the ferry?",)}
    grown = update(KeptQuestion).where(KeptQuestion.id == kept["who sank the ferry?",])
    with ledger.begin() as connection:
        connection.execute(grown.values(at=KeptQuestion.at - 91 * DAY))
    scene.service.clock.tick()
    assert [question.questions for question in unanswered(ledger)] == [("who lit the lamp?",)]
