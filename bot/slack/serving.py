"""How gunicorn serves the HTTP door: `gunicorn --config python:bot.slack.serving`.

One process, since each would run the digest clock; threads, since Slack's requests are short.
"""

import os

wsgi_app = "bot.slack.web:wsgi()"
bind = f"0.0.0.0:{os.environ.get('PORT') or 3000}"
workers = 1
threads = 10
timeout = 0
