"""What an answer must say for itself: that it is whole, for this browser, in a flow and by algorithms that we offered.

Each function is one step of knowledge/smart-id.md §11 and raises Untrusted with the step's name.
"""

import re

from cryptography import x509

from gateways.certificates import Untrusted
from gateways.smart_id.answer import WITHOUT_CALLBACK, Answer
from gateways.smart_id.callback import Callback, callback_fits, same, user_challenge
from gateways.smart_id.interactions import offered_types
from gateways.smart_id.session import Session
from gateways.smart_id.signed import HASHES, signature_holds, signed_text

SERVER_RANDOM = re.compile(r"[0-9A-Za-z+/]{24,200}={0,2}", re.ASCII)
USER_CHALLENGE = re.compile(r"[0-9A-Za-z_-]{43}", re.ASCII)


def check_callback(session: Session, callback: Callback | None) -> None:
    """Step 1: if the browser came back, then with our value and the digest of this session's secret."""
    if callback is not None and not callback_fits(session, callback):
        raise Untrusted("callback")


def check_whole(answer: Answer) -> None:
    """Step 2: complete, OK, of the protocol that we speak, nothing missing, and no field that reads as two."""
    parts = (answer.signature, answer.certificate, answer.document)
    names = (answer.state, answer.end_result, answer.protocol)
    if names != ("COMPLETE", "OK", "ACSP_V2") or not all(parts):
        raise Untrusted("answer")
    if not SERVER_RANDOM.fullmatch(answer.server_random) or not USER_CHALLENGE.fullmatch(answer.user_challenge):
        raise Untrusted("answer")


def check_user_challenge(answer: Answer, callback: Callback | None) -> None:
    """Step 3: over a link on the phone, the app that signed is the one that brought this browser back."""
    if callback is None and answer.flow not in WITHOUT_CALLBACK:
        raise Untrusted("callback is missing")
    if callback is not None and not same(user_challenge(callback.verifier), answer.user_challenge):
        raise Untrusted("user challenge")


def check_flow(session: Session, answer: Answer) -> None:
    """Step 10: the flow and the kind of consent are ones that we offered: what was begun as a QR code cannot be
    finished by a push that somebody else started."""
    if answer.flow not in session.flows.split():
        raise Untrusted("flow")
    if answer.interaction not in offered_types(session.interactions):
        raise Untrusted("interaction")


def check_algorithm(session: Session, answer: Answer) -> None:
    """Step 10: signed as we asked and no weaker, however good that signature may be."""
    told = (answer.algorithm, answer.hash_name, answer.mask, answer.mask_hash, answer.salt, answer.trailer)
    length = HASHES[session.hash_name].digest_size
    if told != (session.algorithm, session.hash_name, "id-mgf1", session.hash_name, length, "0xbc"):
        raise Untrusted("algorithm")


def check_signature(scheme: str, session: Session, answer: Answer, certificate: x509.Certificate) -> None:
    """Step 11: the person's key signed exactly what we sent and what the answer tells."""
    if not signature_holds(certificate, session.hash_name, answer.signature, signed_text(scheme, session, answer)):
        raise Untrusted("signature")
