"""The QR code of a bill says the payee, the account, the sum and the reference as banks' apps read them."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rules.epc import MOST_BYTES, epc

ACCOUNT = "LT121000011101001000"
REFERENCE = "RF84SAV20261100042"
QUIET = 4


def read_back(text: str) -> zxingcpp.Barcode:
    """What a camera reads from the code that is drawn of this text."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = Image.fromarray(code.to_image(scale=4, add_quiet_zones=True))
    (read,) = zxingcpp.read_barcodes(drawn)
    return read


def test_the_code_of_a_bill_with_a_reference_reads_line_by_line():
    text = epc("UAB Šilumos tinklai", ACCOUNT, 1234, reference=REFERENCE)
    assert text.split("\n") == [
        "BCD", "002", "1", "SCT", "", "UAB Šilumos tinklai", ACCOUNT, "EUR12.34", "", REFERENCE
    ]  # fmt: skip
    read = read_back(text)
    assert read.text == text
    assert read.ec_level == "M"


def test_the_code_of_a_bill_with_words_keeps_lithuanian_letters():
    text = epc("Ąžuolo bendrija", ACCOUNT, 1, text="Už lapkritį, butas 5", bic="AGBLLT2X")
    assert text.split("\n")[4] == "AGBLLT2X"
    assert text.split("\n")[7:] == ["EUR0.01", "", "", "Už lapkritį, butas 5"]
    assert read_back(text).text == text


def test_the_code_of_a_bill_without_words_ends_with_the_sum():
    assert epc("Ąžuolas", ACCOUNT, 99_999_999_999).endswith("\nEUR999999999.99")


LETTERS = st.characters(categories=("Ll", "Lu", "Nd"))


@given(st.text(LETTERS, min_size=1, max_size=70), st.integers(1, 99_999_999_999), st.text(LETTERS, max_size=140))
def test_a_code_is_never_longer_than_a_camera_takes(name, cents, words):
    try:
        text = epc(name, ACCOUNT, cents, text=words)
    except ValueError as error:
        assert "331" in str(error)  # noqa: PT017
        return
    assert len(text.encode()) <= MOST_BYTES
    assert text.split("\n")[7] == f"EUR{cents / 100:.2f}"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"account": "LT121000011101001001"}, "IBAN"),
        ({"account": "LT12 1000 0111 0100 1000"}, "IBAN"),
        ({"cents": 0}, "sum"),
        ({"cents": -1}, "sum"),
        ({"cents": 100_000_000_000}, "sum"),
        ({"reference": "RF85SAV20261100042"}, "RF"),
        ({"reference": REFERENCE, "text": "Butas 5"}, "not both"),
        ({"name": ""}, "name"),
        ({"name": "x" * 71}, "name"),
        ({"name": "Ąžuolas\nLT001"}, "line break"),
        ({"text": "x" * 141}, "text"),
        ({"text": "a\rb"}, "line break"),
        ({"bic": "SEB"}, "BIC"),
        ({"name": "Ž" * 70, "text": "ą" * 140}, "331"),
    ],
)
def test_a_wrong_code_is_never_made(change, says):
    with pytest.raises(ValueError, match=says):
        epc(**{"name": "Ąžuolas", "account": ACCOUNT, "cents": 1234, **change})
