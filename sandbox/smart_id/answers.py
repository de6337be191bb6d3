"""What the service tells of a session (smart-id.md §10), right or wrong as the fault wants it."""

import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from sandbox.asked import Asked, House, Person, book, people
from sandbox.authority import Paper
from sandbox.smart_id import wire
from sandbox.smart_id.papers import level_of, paper_of

# The real service adds fields without a word; clients must not mind.
STRANGE = {"unknownField9433454": "this field is added to verify that client doesn't fail when new fields are added"}
RUNNING: dict[str, Any] = {"state": "RUNNING", **STRANGE}
HASHES: dict[str, hashes.HashAlgorithm] = {
    "SHA-256": hashes.SHA256(), "SHA-384": hashes.SHA384(), "SHA-512": hashes.SHA512(),
    "SHA3-256": hashes.SHA3_256(), "SHA3-384": hashes.SHA3_384(), "SHA3-512": hashes.SHA3_512(),
}  # fmt: skip
ELSE = "PNOLT-40504040001"  # whose certificate comes instead
UNOFFERED = {"device-link": "Notification", "notification": "QR"}


def told(house: House, asked: Asked) -> dict[str, Any]:
    """The answer to a finished session: the same at each poll, but for the fault `twice`."""
    if asked.fault == "twice":
        return _answer(house, asked)
    return book.kept_answer(asked) or book.keep_answer(house.folder, asked.number, _answer(house, asked))


def _answer(house: House, asked: Asked) -> dict[str, Any]:
    name, _, interaction = asked.result.partition(" ")
    person = people.of_id("smart-id", asked.person)
    if asked.fault == "strange":
        name = "MOON_IN_THE_WRONG_PHASE"
    result: dict[str, Any] = {"endResult": name, **STRANGE}
    if name == "USER_REFUSED_INTERACTION":
        result["details"] = {"interaction": interaction or wire.interactions_of(asked)[0]["type"], **STRANGE}
    if name != "OK" or person is None:
        return {"state": "COMPLETE", "result": result, **STRANGE}
    result["documentNumber"] = person.document
    return {"state": "COMPLETE", "result": result, **_proof(house, asked, person), **_extras(asked), **STRANGE}


def _proof(house: House, asked: Asked, person: Person) -> dict[str, Any]:
    interaction = str(wire.interactions_of(asked)[0]["type"])
    if asked.fault == "bare":
        return {"signatureProtocol": "ACSP_V2", "interactionTypeUsed": interaction}
    other = people.of_id("smart-id", ELSE) or person
    signs = paper_of(house, other if asked.fault == "another" else person, asked.fault)
    shown = paper_of(house, other, "") if asked.fault == "swapped" else signs
    return {
        "signatureProtocol": "ACSP_V2",
        "signature": _signature(house, asked, signs, interaction),
        "cert": {"value": wire.in_base64(shown.der), "certificateLevel": level_of(person), **STRANGE},
        "interactionTypeUsed": interaction,
    }


def _signature(house: House, asked: Asked, paper: Paper, interaction: str) -> dict[str, Any]:
    flow = UNOFFERED[asked.flow] if asked.fault == "flow" else asked.opened
    server_random = wire.in_base64(secrets.token_bytes(18))
    text = wire.signed_text(house.scheme, asked, server_random, interaction, flow)
    if asked.fault == "wrong_hash":
        text += b"?"
    return {
        "serverRandom": server_random,
        "userChallenge": wire.user_challenge(asked),
        "flowType": flow,
        **_signed(asked, paper, text),
        **STRANGE,
    }


def _signed(asked: Asked, paper: Paper, text: bytes) -> dict[str, Any]:
    assert isinstance(paper.key, rsa.RSAPrivateKey)
    wanted = asked.sent["signatureProtocolParameters"]
    algorithm = wanted["signatureAlgorithm"]
    name = wanted["signatureAlgorithmParameters"]["hashAlgorithm"] if algorithm == "rsassa-pss" else ""
    if asked.fault == "pkcs1":
        algorithm = "sha512WithRSAEncryption"
    if algorithm != "rsassa-pss":
        value = paper.key.sign(text, padding.PKCS1v15(), HASHES[f"SHA-{algorithm[3:6]}"])
        return {"value": wire.in_base64(value), "signatureAlgorithm": algorithm}
    name = "SHA-256" if asked.fault == "weaker" else name
    digest = HASHES[name]
    value = paper.key.sign(text, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)
    return {
        "value": wire.in_base64(value),
        "signatureAlgorithm": algorithm,
        "signatureAlgorithmParameters": {
            "hashAlgorithm": name,
            "maskGenAlgorithm": {"algorithm": "id-mgf1", "parameters": {"hashAlgorithm": name}},
            "saltLength": digest.digest_size,
            "trailerField": "0xbc",
        },
    }


def _extras(asked: Asked) -> dict[str, Any]:
    properties = asked.sent.get("requestProperties", {})
    ignored = [name for name in properties if name != "shareMdClientIpAddress"]
    shared = {"deviceIpAddress": "127.0.0.1"} if properties.get("shareMdClientIpAddress") else {}
    return {**shared, **({"ignoredProperties": ignored} if ignored else {})}
