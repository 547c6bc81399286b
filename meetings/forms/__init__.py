"""Forms of the meetings app, a file per job."""
