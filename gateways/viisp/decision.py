"""Who an answer of the gateway proves somebody to be: every row of knowledge/viisp.md §8.

Only the attribute that belongs to the way of proving counts. The bank's own fields, e-mail and telephone never do:
people type them there.
"""

import hmac
import re

from gateways.viisp.messages import Answer
from rules.identifiers import is_personal_code
from rules.identity import Identity, Kind, Level, Refusal

LITHUANIAN: dict[str, Level] = {
    "auth.lt.identity.card": "high",
    "auth.signatureProvider": "high",
    "auth.lt.bank": "substantial",
}
# Proofs of people without a Lithuanian personal code. The gateway does not say how well another country's node knew
# the person, so the least is counted.
FOREIGN: dict[str, tuple[Kind, str, Level]] = {
    "auth.eidas": ("EIDAS", "eidas-eid", "low"),
    "auth.iltu.identity.card": ("ILTU", "iltu-personal-code", "high"),
}
# Known ways that prove too little. The employee's card is strong, but speaks for an office, and nobody asked for it.
WEAK = ("auth.login.pass", "auth.lt.government.employee.card", "auth.stork", "auth.tsl.identity.card")
OF_A_COMPANY = ("proxyType", "proxySource", "companyName")
CODE = re.compile(r"[0-9A-Za-z/+=._-]{1,256}", re.ASCII)  # eIDAS: country of the person / country asking / identifier


def identity(answer: Answer, custom_data: str) -> Identity | Refusal:
    """The person behind a verified answer to the attempt whose customData we made up.

    A password there is an honest but weak proof, and so is every way that the tables do not know. Whoever acts
    for a company or for somebody else is refused, not let in without contracts: nothing says whose personal code such
    an answer carries, theirs or that of whom they act for, and they may have an account of their own.
    """
    if not custom_data or not hmac.compare_digest(answer.custom_data.encode(), custom_data.encode()):
        return Refusal("failed", "customData of another attempt")
    if answer.provider not in LITHUANIAN and answer.provider not in FOREIGN:
        return Refusal("weak", answer.provider if answer.provider in WEAK else "an unknown way")
    if _acts_for_another(answer):
        return Refusal("unusable", "acts for a company or somebody else")
    given, family = (answer.information.get(name, "") for name in ("firstName", "lastName"))
    if not given or not family:
        return Refusal("failed", "no name")
    if answer.provider in FOREIGN:
        return _foreigner(answer, given, family)
    code = answer.attributes.get("lt-personal-code", "")
    if not is_personal_code(code):
        return Refusal("failed", "no lt-personal-code" if not code else "lt-personal-code is none")
    return Identity("PNO", "LT", code, given, family, "viisp", LITHUANIAN[answer.provider])


def _acts_for_another(answer: Answer) -> bool:
    own = [answer.information.get(name) for name in OF_A_COMPANY] + [answer.attributes.get("lt-company-code")]
    return any([*own, *answer.proxy_attributes.values(), *answer.proxy_information.values()])


def _foreigner(answer: Answer, given: str, family: str) -> Identity | Refusal:
    """Somebody who may have an account, and whom no contract is linked to: the kind is not PNO."""
    kind, attribute, level = FOREIGN[answer.provider]
    code = answer.attributes.get(attribute, "")
    if not CODE.fullmatch(code):
        return Refusal("failed", f"no {attribute}" if not code else f"{attribute} makes no sense")
    prefix = re.match(r"([A-Z]{2})/[A-Z]{2}/", code, re.ASCII)
    country = "LT" if kind == "ILTU" else prefix[1] if prefix else "EU"  # reserved in ISO 3166 for the Union
    return Identity(kind, country, code, given, family, "viisp", level)
