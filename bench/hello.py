"""The floor: a hello-world `/nato` of Bolt's, in its fastest configuration, on the server that the bot uses.

    python -m bench.hello PORT

`process_before_response` spares it the 10 ms that Bolt otherwise waits between two looks whether a listener
has acknowledged; who it is, it knows without asking. All of Bolt's own middleware is on.
"""

from __future__ import annotations

import sys
import threading

from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult

from bot.slack.serving import open_port

SECRET = "of-the-bench"  # noqa: S105 - opens nothing


def _hello(ack: Ack) -> None:
    ack("hello")


def serve(port: int) -> None:
    """Say hello on a port until the process is ended."""
    token = "xoxb-of-the-bench"  # noqa: S105 - opens nothing
    me = AuthorizeResult(
        enterprise_id=None, team_id="T0001", bot_token=token, bot_id="B0001", bot_user_id="U0BOT"
    )
    app = App(signing_secret=SECRET, authorize=lambda: me, process_before_response=True)
    app.command("/nato")(_hello)
    open_port(SlackRequestHandler(app, path="/slack/events"), port, "127.0.0.1")
    threading.Event().wait()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
