"""Whether an answer proves who somebody is: the list of knowledge/smart-id.md §11, in its order."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gateways.certificates import Untrusted, read_certificate
from gateways.smart_id.answer import read_answer
from gateways.smart_id.answer_steps import (
    check_algorithm,
    check_callback,
    check_flow,
    check_signature,
    check_user_challenge,
    check_whole,
)
from gateways.smart_id.callback import Callback
from gateways.smart_id.certificate_steps import check_policies, check_purpose, identity_of, reaches
from gateways.smart_id.results import refusal
from gateways.smart_id.service import Service
from gateways.smart_id.session import Session
from rules.identity import Identity, Refusal


def verify(
    service: Service, session: Session, told: Mapping[str, Any], callback: Callback | None, moment: datetime
) -> Identity | Refusal:
    """Who the person is, or why we do not know. Asks the network whether certificates are revoked.

    told: what `ask` gave. callback: what brought the browser back, None when nothing did; needed when
    `needs_callback(told)`. moment: now, aware. A Refusal names the service's result or the first step that failed; with
    outcome `unavailable` nobody could be asked about revocation, and the same answer may be verified again.
    What is left to the caller: to take each answer once, and to begin a new session (§11 step 12).
    """
    answer = read_answer(told)
    try:
        check_callback(session, callback)
        if answer.end_result != "OK":
            return refusal(answer.end_result)
        check_whole(answer)
        check_user_challenge(answer, callback)
        certificate = read_certificate(answer.certificate)
        service.trust.check(certificate, moment)  # steps 4 and 5: chain to our own CAs, revocation
        check_policies(certificate, answer.level)
        check_purpose(certificate)
        if not reaches(answer.level, session.level):
            return Refusal("weak", "certificate level")
        identity = identity_of(certificate, session, answer)
        check_flow(session, answer)
        check_algorithm(session, answer)
        check_signature(service.scheme, session, answer, certificate)
    except Untrusted as error:
        return error.refusal
    return identity
