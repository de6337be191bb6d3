"""What the phone's pages say of results and of people."""

from sandbox.asked import Person
from sandbox.asked.faults import FAULTS

RESULTS = {
    "OK": "patvirtina",
    "USER_REFUSED": "atsisako",
    "USER_REFUSED_INTERACTION": "atsisako",
    "USER_REFUSED_CERT_CHOICE": "atsisako rinktis liudijimą",
    "USER_CANCELLED": "atsisako",
    "TIMEOUT": "neatsako laiku",
    "WRONG_VC": "pasirenka ne tą kodą",
    "DOCUMENT_UNUSABLE": "dokumento naudoti negalima",
    "ACCOUNT_UNUSABLE": "paskyros naudoti negalima",
    "REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP": "pasenusi programėlė",
    "PROTOCOL_FAILURE": "protokolo klaida",
    "EXPECTED_LINKED_SESSION": "laukta kitos sesijos",
    "SERVER_ERROR": "serverio klaida",
    "NOT_MID_CLIENT": "mobiliojo parašo neturi",
    "PHONE_ABSENT": "telefonas nepasiekiamas",
    "DELIVERY_ERROR": "užklausa nenukeliauja iki telefono",
    "SIM_ERROR": "SIM kortelės klaida",
    "SIGNATURE_HASH_MISMATCH": "SIM kortelė nesuderinta",
    "EXPIRED_TRANSACTION": "pasibaigusi užklausa",
    "ERROR": "klaida",
    "MID_NOT_READY": "paslauga dar neparuošta",
}
FORMS = {
    "advanced": "nekvalifikuotas liudijimas",
    "older": "liudijimas, išduotas iki 2025 m. balandžio",
    "rsa": "SIM kortelė su RSA raktu",
}


def told(result: str) -> str:
    """A result in words; its name when there are none."""
    name = result.partition(" ")[0]
    return RESULTS.get(name, name)


def special(person: Person, service: str) -> str:
    """What is out of the ordinary about a test person, or ''."""
    if person.fault:
        return FAULTS[person.fault][0]
    result = "" if person.result(service) == "OK" else told(person.result(service))
    return "; ".join(part for part in (result, person.about, FORMS.get(person.form, "")) if part)


def does(person: Person, service: str) -> str:
    """What a test person does when the service asks them by name or number."""
    acts = "laukia jūsų šiame telefone" if person.waits else "atsako be jūsų"
    return "; ".join(part for part in (acts, special(person, service)) if part)
