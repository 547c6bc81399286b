"""Scripts that read what strangers sent. Each runs in a process of its own, with limits.

They import nothing of the portal; see `dasportal.documents.sandbox`.
"""
