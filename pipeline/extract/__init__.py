"""Documents to questions, answers and people."""
