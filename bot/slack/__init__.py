"""Slack's edge: what comes in becomes a question, what goes out is an answer's message."""
