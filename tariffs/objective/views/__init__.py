"""The pages of objective financing."""
