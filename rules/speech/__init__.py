"""Pages read out: what is heard of a page, and how figures, sums and days are said (KIOSK.md §6)."""
