"""The places in Slack where people meet the bot: each module registers its own listeners, with `listen`.

A listener acknowledges and leaves the work to the desk's workers: Slack waits three seconds at most.
"""
