"""Proving who one is by Smart-ID, Mobile-ID or the e-government gateway: registering, signing in, and once more later.

starting.py asks what must be asked, waiting.py shows how an attempt stands, returning.py hears the browser that comes
back, finishing.py makes a session of it.
"""
