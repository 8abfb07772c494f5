-- What the first ledgers were made of, before versions were recorded.
CREATE TABLE digest_quotes (
    workspace VARCHAR NOT NULL,
    channel_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    PRIMARY KEY (workspace, channel_id, day, fingerprint)
);
CREATE TABLE digest_subscriptions (
    workspace VARCHAR NOT NULL,
    channel_id VARCHAR NOT NULL,
    at VARCHAR(5) NOT NULL,
    zone VARCHAR NOT NULL,
    "user" VARCHAR NOT NULL,
    starts DATE NOT NULL,
    paused VARCHAR,
    PRIMARY KEY (workspace, channel_id)
);
CREATE TABLE digests (
    workspace VARCHAR NOT NULL,
    channel_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    zone VARCHAR NOT NULL,
    claimed_at DOUBLE PRECISION NOT NULL,
    state VARCHAR(7) NOT NULL,
    ts VARCHAR,
    PRIMARY KEY (workspace, channel_id, day)
);
CREATE TABLE handled_events (
    key VARCHAR NOT NULL,
    at DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (key)
);
CREATE INDEX ix_handled_events_at ON handled_events (at);
CREATE TABLE known_sources (
    workspace VARCHAR NOT NULL,
    channel_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    day DATE NOT NULL,
    PRIMARY KEY (workspace, channel_id, source)
);
