"""Questions and comments before the meeting, and items shared with chiefs at home."""
