"""Everything that may go wrong: per request (a test person has it, or a hand chooses it), or for a whole service."""

from pathlib import Path

from sandbox.asked.book import opened_at

BOTH, SMART_ID, MOBILE_ID = ("smart-id", "mobile-id"), ("smart-id",), ("mobile-id",)
FAULTS = {
    "hang": ("neatsako 60 s", BOTH),
    "drop": ("nutraukia ryšį", BOTH),
    "late": ("atsako po 30 s", BOTH),
    "twice": ("atsako kelis kartus, vis kitu parašu", BOTH),
    "gone": ("atsako 404: sesijos nebėra", BOTH),
    "maintenance": ("atsako, kad vyksta priežiūra (580 arba 503)", BOTH),
    "wrong_hash": ("pasirašo ne tai, ko prašyta", BOTH),
    "another": ("atsako kito žmogaus liudijimu ir parašu", BOTH),
    "swapped": ("prideda kito žmogaus liudijimą prie savo parašo", BOTH),
    "expired": ("liudijimas nebegalioja", BOTH),
    "revoked": ("liudijimas atšauktas", BOTH),
    "unlisted": ("apie liudijimą OCSP nieko nežino", BOTH),
    "signing": ("pasirašymo, ne atpažinimo liudijimas", BOTH),
    "policy": ("kitos paslaugos liudijimo taisyklės", BOTH),
    "strange": ("nežinomas rezultatas", BOTH),
    "bare": ("OK be parašo ir liudijimo", BOTH),
    "flow": ("flowType, kurio niekas nesiūlė", SMART_ID),
    "pkcs1": ("PKCS#1 parašas vietoj PSS", SMART_ID),
    "weaker": ("SHA-256 vietoj prašytos maišos", SMART_ID),
    "digest": ("grįžta su ne tuo sessionSecretDigest", SMART_ID),
    "verifier": ("grįžta su ne tuo userChallengeVerifier", SMART_ID),
    "der": ("DER parašas vietoj r‖s", MOBILE_ID),
    "object": ("rezultatas yra objektas", MOBILE_ID),
}
SERVICES = {"smart-id": "Smart-ID", "mobile-id": "Mobilusis parašas", "ocsp": "Liudijimų galiojimas (OCSP)"}
SWITCHES = {"": "veikia", "maintenance": "vyksta priežiūra", "hang": "neatsako 60 s", "drop": "nutraukia ryšį"}


def faults_of(service: str) -> dict[str, str]:
    """The faults of one service: key → what happens."""
    return {fault: told for fault, (told, services) in FAULTS.items() if service in services}


def switched(folder: Path, service: str) -> str:
    """What the whole service suffers from now: '', maintenance, hang or drop."""
    with opened_at(folder) as book:
        row = book.execute("SELECT fault FROM switch WHERE service = ?", (service,)).fetchone()
    return str(row[0]) if row else ""


def switch(folder: Path, service: str, fault: str) -> None:
    """Let the service suffer from this until it is switched again."""
    with opened_at(folder) as book:
        book.execute("INSERT OR REPLACE INTO switch (service, fault) VALUES (?, ?)", (service, fault))
