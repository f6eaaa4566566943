"""Across sessions: what of one belongs to what of another."""
