"""The playground: a page on this machine where people try the bot, before any Slack workspace has it.

The bot behind the page is the real one, reached over signed HTTP; only Slack's servers are stood in for.
"""
