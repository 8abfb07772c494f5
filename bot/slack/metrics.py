"""What is counted, for Prometheus: never who asked, nor what."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

QUESTIONS = Counter(
    "nato_questions", "Questions answered, by their kind and what became of them", ["kind", "outcome"]
)
REPLY_SECONDS = Histogram(
    "nato_reply_seconds",
    "From hearing something to having replied to it",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
SLACK_ERRORS = Counter("nato_slack_errors", "Calls that Slack refused or did not answer", ["method", "code"])
DIGESTS = Counter("nato_digests", "Digests, by what became of them", ["outcome"])
RELOADS = Counter("nato_reloads", "Times that the knowledge was read anew", ["outcome"])
REFUSED_REQUESTS = Counter(
    "nato_refused_requests", "HTTP requests that were not Slack's, by status", ["status"]
)
TURNED_AWAY = Counter("nato_turned_away", "Questions not answered since there were too many", ["reason"])

CONTENT_TYPE = CONTENT_TYPE_LATEST


def exposition() -> bytes:
    """All of it, as Prometheus reads it."""
    return generate_latest()
