"""What the pages of mailed links share: making the secret, and pages that tell nobody where they were opened."""

import re

from flask import current_app
from werkzeug.wrappers import Response

from blueprints.cookies import hashed
from data.database import new_id
from data.letters import Proof
from rules.accounts import kept_code, letter_code, letter_token

TOKEN = re.compile(r"[0-9a-f]{64}", re.ASCII)


def new_proof(browser: str = "") -> Proof:
    """A fresh secret for one letter. Kept are only hashes; the worker makes link and code anew from the nonce."""
    nonce, secret = new_id(), str(current_app.secret_key)
    return Proof(nonce, hashed(letter_token(secret, nonce)), kept_code(secret, browser, letter_code(secret, nonce)))


def unseen(page: str, status: int = 200) -> Response:
    """A page opened from a mailed link: its address goes nowhere (accounts.md §4)."""
    response = Response(page, status=status, content_type="text/html; charset=utf-8")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
