"""Speed as ratios against named peers."""
