"""The pages of deciding on tariffs."""
