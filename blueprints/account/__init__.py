"""The person's own account.

overview.py shows all of it and ends sessions, proving.py asks once more who they are, password.py and email.py change
what lets them in, export.py gives them what is theirs.
"""
