"""The published examples of Smart-ID: every value that is computed."""

import base64
import hashlib
import json
from dataclasses import replace

from gateways import smart_id
from gateways.smart_id import Callback, callback, interactions, links
from gateways.smart_id.answer import read_answer
from gateways.smart_id.callback_url import callback_url_allowed
from gateways.smart_id.signed import signed_text
from rules.identity import Identity
from tests.gateways.smart_id_examples import EXAMPLES, every, service, session


@every(EXAMPLES["interactions_base64"])
def test_interactions_are_encoded_as_published(case):
    encoded = interactions.encoded(json.loads(case["json_exact"]))
    assert encoded == case["expected_base64"]
    assert base64.b64encode(hashlib.sha256(encoded.encode()).digest()).decode() == case["expected_sha256_base64"]


@every(EXAMPLES["verification_code_auth"])
def test_the_verification_code_is_the_published_one(case):
    assert smart_id.verification_code(session(challenge=case["rpChallenge_base64"])) == case["expected"]


@every(EXAMPLES["device_link_auth_code"])
def test_a_device_link_is_the_published_one(case):
    link = links.bare_link(
        case["deviceLinkBase"], case["deviceLinkType"], case["elapsedSeconds"], case["sessionToken"],
        case["sessionType"], case["lang"]
    )  # fmt: skip
    text = links.auth_code_text(
        case["schemeName"], case["signatureProtocol"], case["rpChallenge_or_digest"], case["relyingPartyName"],
        case["brokeredRpName"], case["interactions"], case["initialCallbackUrl"], link
    )  # fmt: skip
    assert link == case["expected_unprotectedDeviceLink"]
    assert text == case["expected_authCodePayload"]
    assert links.auth_code(case["sessionSecret"], text) == case["expected_authCode"]
    assert f"{link}&authCode={links.auth_code(case['sessionSecret'], text)}" == case["expected_deviceLink"]


@every(EXAMPLES["acsp_v2_digest"])
def test_the_signed_text_is_the_published_one(case):
    sent = session(
        name=case["relyingPartyName"],
        challenge=case["rpChallenge"],
        interactions=case["interactions"],
        callback_url=case["initialCallbackUrl"],
    )
    told = {
        "signature": {name: case[name] for name in ("serverRandom", "userChallenge", "flowType")},
        "interactionTypeUsed": case["interactionTypeUsed"],
    }
    text = signed_text(case["schemeName"], sent, read_answer(told), case["brokeredRpName"])
    assert text == case["expected_payload"]
    digest = hashlib.new(case["hashAlgorithm"].replace("-", "").lower(), text.encode()).digest()
    assert base64.b64encode(digest).decode() == case["expected_digest_base64"]


@every(EXAMPLES["callback_url"]["cases"])
def test_callback_values_are_the_published_ones(case):
    assert callback.secret_digest(case["sessionSecret"]) == case["expected_sessionSecretDigest"]
    assert callback.user_challenge(case["userChallengeVerifier"]) == case["expected_userChallenge"]


def test_the_published_callback_is_read_and_fits_its_session():
    case, url = EXAMPLES["callback_url"]["cases"][0], EXAMPLES["callback_url"]["full_url_auth"]
    sent = session(callback_url=url.split("&")[0], secret=case["sessionSecret"])
    back = smart_id.read_callback(dict(part.split("=") for part in url.split("?")[1].split("&")))
    value = url.split("value=")[1].split("&")[0]
    assert back == Callback(value, case["expected_sessionSecretDigest"], case["userChallengeVerifier"])
    assert smart_id.callback_fits(sent, back)
    assert not smart_id.callback_fits(sent, replace(back, value=value[:-1]))


@every(EXAMPLES["callback_url"]["negative"])
def test_a_callback_with_the_digest_of_another_secret_is_refused(case):
    assert case["expected"].startswith("reject")
    sent = session(callback_url="https://rp/?value=1", secret=case["sessionSecret"])
    assert not smart_id.callback_fits(sent, Callback("1", case["sessionSecretDigest"], "verifier"))


@every(EXAMPLES["callback_base_url_allowed"]["cases"])
def test_a_callback_address_is_allowed_as_published(case):
    assert callback_url_allowed(case["url"]) is case["allowed"]


@every(EXAMPLES["semantics_identifier"]["cases"])
def test_a_person_is_named_with_kind_and_country(case):
    person = Identity(case["type"], case["country"], case["code"], "A", "B", "smart-id", "high")
    assert smart_id.push_request(service(), "Prisijungimas", person=person.key).path.endswith(f"/{case['expected']}")
