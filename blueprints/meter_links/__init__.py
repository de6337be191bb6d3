"""Links that open one meter: mine.py makes and revokes them, declaring.py is what whoever holds one finds."""
