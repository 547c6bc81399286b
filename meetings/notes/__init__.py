"""Private notes and highlights, each person's own."""
