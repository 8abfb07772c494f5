"""How gunicorn serves the HTTP door: `gunicorn --config python:bot.slack.serving`.

One process, since each would run the digest clock; threads, since Slack's requests are short.
"""

import os
from typing import Any

wsgi_app = "bot.slack.web:wsgi()"
bind = f"0.0.0.0:{os.environ.get('PORT') or 3000}"
workers = 1
threads = 10
timeout = 0
control_socket_disable = True  # nobody manages the server while it runs


def worker_exit(_server: Any, worker: Any) -> None:
    """Answer what was acknowledged before the process ends."""
    door = getattr(worker, "wsgi", None)  # missing where the application could not be loaded
    if door is not None:
        door.service.drain()
