"""What everybody would get, looked through before it goes out."""
