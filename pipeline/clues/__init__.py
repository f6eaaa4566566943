"""What one session gives for others to be compared with; found once, and kept with its rows."""
