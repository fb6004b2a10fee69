"""Two years of a plan: what changed, why, and who."""
