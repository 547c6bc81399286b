"""What somebody opens of their own: notes, highlights, bilag to mark in, and all of it on paper."""
