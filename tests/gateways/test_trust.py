"""The path from a person's certificate to a CA of our own list, and whether any of it was revoked."""

from datetime import timedelta

import pytest

from gateways.certificates import Trust, Untrusted
from tests.gateways.authority import MOMENT, Owner, authority, issued, named, old_dated
from tests.gateways.published import AUTHORITIES, CASES, ESTEID, PUBLISHED, SMART
from tests.gateways.responding import responding

SK = Trust((SMART["TEST_SK_ROOT_G1_2021E"],), (SMART["TEST_of_SK_ID_Solutions_EID-Q_2024E"],))
ROOT = authority("Test root")
BETWEEN = authority("Test CA of people", ROOT)
PERSON = named(c="LT", serial="PNOLT-40404040009", given="ONA", family="PETRAITIENĖ", cn="PETRAITIENĖ,ONA")
ONA = BETWEEN.issue(PERSON)
OURS = Trust((ROOT.certificate,), (BETWEEN.certificate,))


def step_of(call) -> str:
    with pytest.raises(Untrusted) as error:
        call()
    return error.value.step


def test_a_published_certificate_leads_to_the_published_root():
    leaf = SMART["OK-SIGN-Q-PNOEE-40504040001"]
    root, between = SK.anchors[0], SK.intermediates[0]
    assert SK.chain(leaf, PUBLISHED) == [leaf, between, root]
    assert Trust((between,)).chain(leaf, PUBLISHED) == [leaf, between]


@pytest.mark.parametrize("name", CASES)
def test_no_published_case_leads_to_the_published_root(name):
    step = "validity" if "expired" in name else "chain"
    assert step_of(lambda: SK.chain(SMART[name], PUBLISHED)) == step


def test_a_chain_sealed_with_sha_1_is_refused_even_under_its_own_ca():
    trust = Trust((SMART["php/test_ca"],))
    assert step_of(lambda: trust.chain(SMART["php/qualified_smartid_ee"], PUBLISHED)) == "chain"


@pytest.mark.parametrize(
    ("name", "old_dates", "links"),
    [
        ("TEST_of_ESTEID-SK_2015.pem.crt", True, 2),
        ("TEST_of_ESTEID-SK_2015.pem.crt", False, 0),
        ("TEST_of_ESTEID-SK_2011.pem.crt", True, 0),
        ("TEST_of_EID-SK_2016.pem.crt", True, 0),
    ],
)
def test_a_published_mobile_id_certificate_is_believed_under_its_own_ca_with_old_dates(name, old_dates, links):
    trust = Trust((AUTHORITIES[name],), old_dates=old_dates)
    if links:
        assert trust.chain(ESTEID, PUBLISHED) == [ESTEID, AUTHORITIES[name]]
    else:
        assert step_of(lambda: trust.chain(ESTEID, PUBLISHED)) == "chain"


def test_a_path_of_our_own_list_is_found():
    assert OURS.chain(ONA.certificate, MOMENT) == [ONA.certificate, BETWEEN.certificate, ROOT.certificate]


def test_a_certificate_is_believed_from_its_first_to_its_last_second_only():
    first, last = ONA.certificate.not_valid_before_utc, ONA.certificate.not_valid_after_utc
    for moment in (first, last):
        assert OURS.chain(ONA.certificate, moment)
    for moment in (first - timedelta(seconds=1), last + timedelta(seconds=1)):
        assert step_of(lambda moment=moment: OURS.chain(ONA.certificate, moment)) == "validity"


IMPOSTOR = authority("Test root")
LATE = authority("Test CA that ended", ROOT, days=(-300, -1))
NO_CA = authority("Test CA without the right", ROOT, ca=False)
NO_SIGNER = authority("Test CA that may not sign", ROOT, usage=("crl_sign",))
UNSOUND = {
    "no anchors": ((), (), BETWEEN),
    "the CA between is missing": ((ROOT,), (), BETWEEN),
    "another root of the same name": ((IMPOSTOR,), (BETWEEN,), BETWEEN),
    "the CA between has ended": ((ROOT,), (LATE,), LATE),
    "the one between is no CA": ((ROOT,), (NO_CA,), NO_CA),
    "the CA between may not sign": ((ROOT,), (NO_SIGNER,), NO_SIGNER),
    "issued by a person": ((ROOT,), (BETWEEN, ONA), ONA),
    "issued by an unknown CA": ((ROOT,), (BETWEEN,), IMPOSTOR),
}


def certificates(*owners: Owner):
    return tuple(owner.certificate for owner in owners)


@pytest.mark.parametrize("by_hand", [False, True], ids=["by the verifier", "by hand"])
@pytest.mark.parametrize("case", UNSOUND)
def test_a_path_that_is_not_sound_is_refused(case, by_hand):
    anchors, between, issuer = UNSOUND[case]
    trust = Trust(certificates(*anchors), certificates(*between), old_dates=by_hand)
    leaf = issuer.issue(PERSON)
    wrong = old_dated(leaf, issuer) if by_hand else leaf
    assert step_of(lambda: trust.chain(wrong.certificate, MOMENT)) == "chain"


def test_a_certificate_that_signs_itself_is_refused():
    own = issued(PERSON)
    assert step_of(lambda: OURS.chain(own.certificate, MOMENT)) == "chain"
    assert (
        step_of(lambda: Trust(OURS.anchors, old_dates=True).chain(old_dated(own, own).certificate, MOMENT)) == "chain"
    )


def test_old_dates_are_taken_where_it_is_said_and_on_every_link():
    ona = old_dated(ONA, BETWEEN)
    between = old_dated(BETWEEN, ROOT)
    root = old_dated(ROOT, ROOT)
    for leaf, middle, top in ((ona, BETWEEN, ROOT), (ONA, between, ROOT), (ONA, BETWEEN, root), (ona, between, root)):
        path = [leaf.certificate, middle.certificate, top.certificate]
        assert Trust((path[2],), (path[1],), old_dates=True).chain(path[0], MOMENT) == path
        assert step_of(lambda path=path: Trust((path[2],), (path[1],)).chain(path[0], MOMENT)) == "chain"


def test_every_link_is_asked_about_and_the_root_is_not():
    with responding((ONA.certificate, BETWEEN), (BETWEEN.certificate, ROOT)) as responder:
        Trust(OURS.anchors, OURS.intermediates, responder.url).check(ONA.certificate, MOMENT)
    assert responder.asked == [ONA.certificate.serial_number, BETWEEN.certificate.serial_number]


def test_the_address_in_the_certificate_is_asked_when_no_other_is_set():
    with responding() as responder:
        between = authority("Test CA with an address", ROOT, ocsp_url=responder.url)
        ona = between.issue(PERSON, ocsp_url=responder.url)
        responder.known += [(ona.certificate, between), (between.certificate, ROOT)]
        Trust(OURS.anchors, (between.certificate,)).check(ona.certificate, MOMENT)
        assert len(responder.asked) == 2
    assert step_of(lambda: OURS.check(ONA.certificate, MOMENT)) == "ocsp nowhere"


def test_a_person_is_asked_about_each_time_and_a_ca_every_few_minutes():
    with responding((ONA.certificate, BETWEEN), (BETWEEN.certificate, ROOT)) as responder:
        trust = Trust(OURS.anchors, OURS.intermediates, responder.url)
        for seconds in (0, 60, 299, 301):
            responder.moment = MOMENT + timedelta(seconds=seconds)
            trust.check(ONA.certificate, responder.moment)
    assert responder.asked.count(ONA.certificate.serial_number) == 4
    assert responder.asked.count(BETWEEN.certificate.serial_number) == 2


@pytest.mark.parametrize("gone", [ONA, BETWEEN], ids=["the person's", "the CA's"])
def test_a_revoked_certificate_is_refused_and_that_is_not_remembered_as_good(gone):
    with responding((ONA.certificate, BETWEEN), (BETWEEN.certificate, ROOT)) as responder:
        responder.gone.add(gone.certificate.serial_number)
        trust = Trust(OURS.anchors, OURS.intermediates, responder.url)
        for _ in range(2):
            assert step_of(lambda: trust.check(ONA.certificate, MOMENT)) == "ocsp revoked"


def test_nobody_is_let_in_while_nobody_answers():
    with responding((ONA.certificate, BETWEEN), (BETWEEN.certificate, ROOT)) as responder:
        trust = Trust(OURS.anchors, OURS.intermediates, responder.url)
        responder.failures = 2
        with pytest.raises(Untrusted, match="ocsp http 503") as error:
            trust.check(ONA.certificate, MOMENT)
        responder.failures = 1
        trust.check(ONA.certificate, MOMENT)
    assert error.value.refusal.outcome == "unavailable"
    with pytest.raises(Untrusted, match="ocsp try_again") as error:
        trust.check(ONA.certificate, MOMENT)
    assert error.value.away


def test_a_person_is_no_ca_whether_that_is_said_or_not():
    silent, ruling = BETWEEN.issue(PERSON, ca=None), BETWEEN.issue(PERSON, ca=True)
    known = [(owner.certificate, BETWEEN) for owner in (silent, ruling)]
    with responding(*known, (BETWEEN.certificate, ROOT)) as responder:
        trust = Trust(OURS.anchors, OURS.intermediates, responder.url)
        trust.check(silent.certificate, MOMENT)
        assert step_of(lambda: trust.check(ruling.certificate, MOMENT)) == "the certificate is a CA's"
