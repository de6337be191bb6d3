"""Readings: what may be typed into Iki, what is odd about it, what it comes to. In thousandths of the unit."""
