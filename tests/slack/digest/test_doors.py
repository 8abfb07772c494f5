from __future__ import annotations

import pytest

from tests.slack.conftest import Scene, both_doors

COMMANDS = {
    "on": ("digest on 17:30 Asia/Tokyo", "The daily digest is on here, at 17:30 Asia/Tokyo."),
    "in capitals": ("Digest STATUS", "There is no daily digest here."),
    "bad time": ("digest on 25:61", "“25:61” is no time of day."),
    "escaped by Slack": ("digest on &lt;noon&gt;", "“&lt;noon&gt;” is no time zone that I know."),
}


@both_doors
@pytest.mark.parametrize(("text", "reply"), COMMANDS.values(), ids=COMMANDS)
def test_the_command_is_answered_to_its_asker_alone(scene: Scene, text: str, reply: str) -> None:
    assert scene.workspace.command(text).status == 200
    scene.settle()
    (told,) = scene.workspace.said()
    assert told.text.startswith(reply)
    assert told.seen_by
    assert scene.oracle.asked == []
