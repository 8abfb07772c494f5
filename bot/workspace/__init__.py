"""A small stand-in for Slack's servers, on loopback: the other side of the bot's tests.

It is stricter than Slack where Slack would mend, cut or ignore in silence. `Workspace` is the whole of it:
people post, click and give commands there, and what the bot says is found in its `conversations`.
"""
