"""A member's reading: what is new since last time, and who has opened what."""
