"""Each plan worked out a second time in plain Python, from the words of the plan: no SQL, no frames."""
