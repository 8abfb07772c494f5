"""Records ⇄ knowledge/*.yaml: merged over articles, curated by people, checked against the seeds."""
