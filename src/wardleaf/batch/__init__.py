"""Many builds in one run."""
