"""Starting runs: one at a time, queued, recovered, scheduled. Loads no numpy."""
