"""Terminals at service points: the visit of whoever stands there, and what their programs ask for (KIOSK.md)."""
