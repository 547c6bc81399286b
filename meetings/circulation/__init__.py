"""Decisions between meetings: an item sent out, a vote per party."""
