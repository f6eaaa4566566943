"""What a session's questions mean: topic, outcome, promises, due days, language."""
