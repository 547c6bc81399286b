"""What `make` runs before there is a virtual environment: Python's standard library only."""
