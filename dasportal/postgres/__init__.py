"""The embedded PostgreSQL: the portal's own server under VAR_DIR, when DATABASE_URL names none.

`base.py` is a Django database backend that finds the server running or starts it; `server.py`
knows how to create, start and stop one; `binaries.py` knows where its programs come from. Why
this one: docs/adr/0001-embedded-postgresql.md.
"""
