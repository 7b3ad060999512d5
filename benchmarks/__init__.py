"""Timings. `python -m benchmarks` runs them, small, in one run, and prints one table."""
