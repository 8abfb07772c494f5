"""Questions in, quoted answers out.

    seeds/*.txt ──draft──▶ Records ──knowledge (+ curation.yaml)──▶ knowledge/*.yaml ──load──▶ KnowledgeBase
                                                                                                  │
    "who spoke at the BAM" ──question──▶ Question ──reply──▶ Answer ──show──▶ Slack, terminal, JSON

The packages stand in the order of the flow, which is the order of the alphabet, and import only from their left.
"""
