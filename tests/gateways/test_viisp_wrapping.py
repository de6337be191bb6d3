"""A signed message moved, doubled, or put inside a forged one: the gateway's answer is believed in one shape only."""

import re

import pytest

from gateways.errors import GatewayError
from gateways.viisp.messages import read_answer
from tests.gateways.viisp_answers import KEY, data_answer, message_of

KEYS = [KEY.public_key()]
HONEST = re.sub("<SOAP-ENV:Header [^>]*>", "", data_answer().decode())
MESSAGE = message_of(HONEST)
SIGNATURE = re.search(r"<Signature .*</Signature>", HONEST, re.DOTALL)[0]
OPENING = MESSAGE[: MESSAGE.index(">") + 1]
CLOSING = "</authentication:authenticationDataResponse>"
# What a forger wants to be read: Kazys instead of Ona.
FORGED = OPENING + MESSAGE[len(OPENING) :].replace("48506151233", "33309240064")
BARE = FORGED.replace(SIGNATURE, "")


WRAPPED = {
    "the signed message moved into the header": HONEST.replace(MESSAGE, BARE).replace(
        "<soap:Body>", f"<soap:Header>{MESSAGE}</soap:Header><soap:Body>"
    ),
    "the signed message moved behind the body": HONEST.replace(MESSAGE, BARE).replace(
        "</soap:Body>", f"</soap:Body><wrapper>{MESSAGE}</wrapper>"
    ),
    "the signed message first, a forged one second": HONEST.replace(MESSAGE, MESSAGE + BARE),
    "a forged message first, the signed one second": HONEST.replace(MESSAGE, BARE + MESSAGE),
    "two bodies, the forged one first": HONEST.replace("<soap:Body>", f"<soap:Body>{BARE}</soap:Body><soap:Body>"),
    "two bodies, the forged one last": HONEST.replace("</soap:Body>", f"</soap:Body><soap:Body>{BARE}</soap:Body>"),
    "a body inside the message": HONEST.replace(
        SIGNATURE, f"<soap:Body>{BARE}</soap:Body>{SIGNATURE}"
    ),
    "the signed message inside a forged one": HONEST.replace(MESSAGE, BARE.replace(CLOSING, MESSAGE + CLOSING)),
    "the signed message inside the Signature of a forged one": HONEST.replace(
        MESSAGE, FORGED.replace("</KeyInfo>", f"</KeyInfo><Object>{MESSAGE.replace(SIGNATURE, '')}</Object>")
    ),
    "the signed message inside KeyInfo": HONEST.replace(
        MESSAGE, FORGED.replace("<KeyInfo>", f"<KeyInfo>{MESSAGE.replace(SIGNATURE, '')}")
    ),
    "a forged message of another id beside the signature": HONEST.replace(
        MESSAGE, FORGED.replace('"uniqueId"', '"other"').replace(CLOSING, MESSAGE.replace(SIGNATURE, "") + CLOSING)
    ),
    "the same id twice": HONEST.replace(
        "<soap:Body>", '<soap:Header id="uniqueId"/><soap:Body>'
    ),
    "the same Id in other letters": HONEST.replace("<soap:Body>", '<soap:Body Id="uniqueId">'),
    "the same xml:id": HONEST.replace("<soap:Body>", '<soap:Body xml:id="uniqueId">'),
    "the same wsu:Id": HONEST.replace("<soap:Body>", '<soap:Body xmlns:wsu="urn:wsu" wsu:Id="uniqueId">'),
    "no id and an empty reference": HONEST.replace(' id="uniqueId"', "").replace('URI="#uniqueId"', 'URI=""'),
    "no id": HONEST.replace(' id="uniqueId"', ""),
    "two signatures": HONEST.replace(SIGNATURE, SIGNATURE * 2),
    "a signature in the header only": HONEST.replace(SIGNATURE, "").replace(
        "<soap:Body>", f"<soap:Header>{SIGNATURE}</soap:Header><soap:Body>"
    ),
    "a second signature in the header": HONEST.replace(
        "<soap:Body>", f"<soap:Header>{SIGNATURE}</soap:Header><soap:Body>"
    ),
    "a signature that is not last": HONEST.replace(SIGNATURE, "").replace(OPENING, OPENING + SIGNATURE),
    "a signature one level deeper": HONEST.replace(SIGNATURE, f"<deeper>{SIGNATURE}</deeper>"),
    "an empty message with a signature in the header": HONEST.replace(MESSAGE, OPENING + CLOSING).replace(
        "<soap:Body>", f"<soap:Header>{SIGNATURE}</soap:Header><soap:Body>"
    ),
    "a forged message with the old signature": HONEST.replace(MESSAGE, FORGED),
    "a header that holds the signed message, and no body": HONEST.replace("soap:Body>", "soap:Header>"),
    "another envelope": HONEST.replace("http://schemas.xmlsoap.org/soap/envelope/", "urn:soap"),
    "no envelope": MESSAGE,
    "an empty body": HONEST.replace(MESSAGE, ""),
    "another message": HONEST.replace("authenticationDataResponse", "authenticationResponse"),
    "another namespace": HONEST.replace("http://www.epaslaugos.lt/services/authentication", "urn:other"),
}  # fmt: skip


@pytest.mark.parametrize("shape", WRAPPED)
def test_a_wrapped_answer_is_refused(shape):
    assert WRAPPED[shape] != HONEST
    with pytest.raises(GatewayError) as error:
        read_answer(WRAPPED[shape].encode(), KEYS)
    assert error.value.kind == "broken"


def test_the_honest_shape_is_believed_and_a_forged_message_has_another_value():
    assert read_answer(HONEST.encode(), KEYS).attributes == {"lt-personal-code": "48506151233"}
    assert "48506151233" not in FORGED
