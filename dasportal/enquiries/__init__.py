"""Asking the parties: one engine for hearings, nominations and yearly figures."""
