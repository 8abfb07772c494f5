"""The daily digest: ordered by command, due by the clocks of a zone, posted once."""
