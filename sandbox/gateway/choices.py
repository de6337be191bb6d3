"""What may be chosen at the gateway stand-in: the way of signing in, the person, and what goes wrong."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """One way of proving oneself: its code in the protocol, its name, and the attribute that it gives."""

    code: str
    name: str
    attribute: str


@dataclass(frozen=True)
class Person:
    """Somebody invented. `eid` is their number in another country's eyes."""

    code: str
    given: str
    family: str
    birthday: str
    note: str = ""

    @property
    def eid(self) -> str:
        return f"ES/LT/{self.code[::-1]}"


WAYS = {
    way.code: way
    for way in (
        Way("auth.lt.bank", "Per banką", "lt-personal-code"),
        Way("auth.lt.identity.card", "Asmens tapatybės kortele", "lt-personal-code"),
        Way("auth.signatureProvider", "Elektroniniu parašu", "lt-personal-code"),
        Way("auth.eidas", "Kitos ES šalies priemone, eIDAS", "eidas-eid"),
        Way("auth.iltu.identity.card", "Elektroninio rezidento kortele", "iltu-personal-code"),
        Way("auth.login.pass", "Vardu ir slaptažodžiu", "login"),
    )
}

# The first four hold the contracts of data/catalogue/demo/accounts.csv.
PEOPLE = {
    person.code: person
    for person in (
        Person("48506151233", "Ona", "Pavyzdienė", "1985-06-15"),
        Person("33309240064", "Kazys", "Bandomasis", "1933-09-24"),
        Person("60002290014", "Birutė", "Išgalvotė", "2000-02-29"),
        Person("50102030017", "Petras", "Nebūtasis", "2001-02-03"),
        Person("49104050014", "Rūta", "Naujokė", "1991-04-05", "neturi nė vienos sutarties"),
        Person("30000000000", "Klaidas", "Klaidenis", "", "blogas kontrolinis skaitmuo"),
    )
}

ANSWERS = {
    "good": "viskas gerai",
    "sha256": "viskas gerai, parašas su SHA-256",
    "slow": "atsako labai lėtai",
    "none": "naršyklė niekada negrįžta",
    "replayed": "bilietas jau panaudotas",
    "fault": "vartai atsako klaida (SOAP Fault)",
    "signature": "sugadintas parašas",
    "key": "pasirašyta svetimu raktu",
    "changed": "duomenys pakeisti po pasirašymo",
    "custom": "atsakymas skirtas kitam prisijungimui (customData)",
    "browser": "naršyklė grįžta su kito prisijungimo customData",
    "company": "asmuo veikia įmonės vardu",
    "missing": "atsakyme trūksta duomenų",
}
