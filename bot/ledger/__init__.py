"""What must survive a restart: subscriptions, digests, quotes shown, articles known, events handled.

Functions over one database: `open_ledger` gives the engine, every other function takes it first. What two
processes could do at once is decided by the database's own keys and locks, never by a lock of ours.
"""
