"""Texts of any length: what people might write, what means something to Slack, and what pings."""

from __future__ import annotations

from hypothesis import strategies as st

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80).filter(str.strip),
    st.builds(
        lambda piece, times: piece * times,
        st.sampled_from(["a ", "&", "😀", "@here ", "<!here> *bold* "]),
        st.integers(1, 9000),
    ),
)
