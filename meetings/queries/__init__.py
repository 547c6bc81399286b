"""Reads across models: for building and reading an agenda, and for its minutes."""
