"""Question → Answer: one file per kind of question."""
