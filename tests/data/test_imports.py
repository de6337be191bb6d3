"""Files of the providers: good rows in, bad rows named, the same file twice changes nothing."""

import pytest

from data.bills import Bill, BillLine
from data.imports import accounts, bills, catalogue
from data.services import Account, Meter, Provider, Register, Service
from data.tariffs import Tariff
from rules.tables import BadTable
from tests import people
from tests.households import households

KEY = "k" * 32
HEAD = (
    "provider,payer_code,holder_name,holder_personal_code,address,meter_number,register,unit,digits,decimals,"
    "previous_reading,previous_date,plan\n"
)
POWER = "el-elektrum-lietuva"
ONE = f"{POWER},100-200,Ona,48506151233,Sodų g. 1,E1,,kWh,5,0,123,2026-10-31,Namai\n"
BILL_HEAD = "provider;payer_code;number;period;issued;due;line;quantity;unit_price;amount;vat_rate\n"
BILL = (
    f"{POWER};100200;N1;2026-10;2026-11-05;2026-11-30;Dieninė;123;0,25800;31,73;21\n"
    f"{POWER};100200;N1;2026-10;2026-11-05;2026-11-30;Permoka;;;-5,00;21\n"
)


@pytest.fixture(autouse=True)
def providers(tables: str) -> None:
    catalogue.load()


def everything() -> list[object]:
    kept = (Provider, Account, Meter, Register, Bill, BillLine, Tariff)
    return [list(model.select().order_by(model.id).dicts()) for model in kept]


def load(*rows: str, strict: bool = False) -> tuple[int, int, list[int]]:
    report = accounts.load((HEAD + "".join(rows)).encode(), KEY, strict)
    return report.new, report.changed, [row.number for row in report.bad]


def load_bills(text: str, strict: bool = False) -> tuple[int, list[str]]:
    report = bills.load((BILL_HEAD + text).encode(), strict)
    return report.new, [row.reason for row in report.bad]


def test_an_account_comes_in_with_its_meter_and_register():
    assert load(ONE) == (1, 0, [])
    account, meter, register = Account.get(), Meter.get(), Register.get()
    assert (account.payer_code, account.address, account.plan) == ("100200", "Sodų g. 1", "Namai")
    assert (meter.number, register.zone, register.first_value) == ("E1", "1z", 123000)
    assert Provider.get(Provider.code == POWER).is_connected


def test_a_personal_code_is_kept_only_as_a_keyed_index():
    load(ONE)
    index = Account.get().holder_index
    assert len(index) == 64
    assert "48506151233" not in str(everything())
    accounts.load((HEAD + ONE).encode(), "another key of thirty-two letters")
    assert Account.get().holder_index != index


def test_the_same_files_twice_change_nothing():
    load(ONE)
    load_bills(BILL)
    before = everything()
    assert load(ONE) == (0, 0, [])
    assert load_bills(BILL) == (0, [])
    catalogue.load()
    assert everything() == before


def test_a_changed_row_changes_its_account_or_meter():
    load(ONE)
    assert load(ONE.replace("Sodų g. 1", "Sodų g. 2")) == (0, 1, [])
    assert load(ONE.replace("Sodų g. 1", "Sodų g. 2").replace(",123,", ",130,")) == (0, 1, [])
    assert (Account.get().address, Register.get().first_value) == ("Sodų g. 2", 130000)


BAD = [
    ONE.replace(POWER, "nobody"),
    ONE.replace("100-200", "12"),
    ONE.replace("48506151233", "48506151234"),
    ONE.replace("kWh", "miles"),
    ONE.replace(",5,0,", ",0,0,"),
    ONE.replace(",123,", ",123456,"),
    ONE.replace(",123,", ",12e3,"),
    ONE.replace("2026-10-31", "2026-10-32"),
    ONE.replace("E1,,", "E1,night,"),
    ONE.replace("E1,", ","),
    "too,few\n",
]


@pytest.mark.parametrize("row", BAD)
def test_a_bad_row_stays_out_and_is_named(row: str) -> None:
    good = ONE.replace("100-200", "300400")
    assert load(row, good) == (1, 0, [2])


def test_strictly_nothing_goes_in_when_a_row_is_bad():
    assert load(ONE, BAD[0], strict=True) == (0, 0, [3])
    assert Account.select().count() == 0


def test_a_meter_goes_in_whole_or_not_at_all():
    day, night = ONE.replace("E1,,", "E1,t1,"), ONE.replace("E1,,", "E1,t2,")
    assert load(day, night.replace("kWh", "miles")) == (0, 0, [2, 3])
    assert load(day, night) == (1, 0, [])
    assert [register.zone for register in Register.select().order_by(Register.code)] == ["day", "night"]


def test_an_account_has_one_holder_and_a_register_stands_once():
    assert load(ONE, ONE.replace("Ona", "Jonas").replace("E1", "E2"), ONE) == (1, 0, [3, 4])


def test_a_bill_comes_in_with_its_lines_and_its_sum():
    load(ONE)
    assert load_bills(BILL) == (1, [])
    assert Bill.get().amount == 2673
    assert [line.amount for line in BillLine.select().order_by(BillLine.place)] == [3173, -500]


def test_a_bill_with_a_bad_line_stays_out_whole():
    load(ONE)
    new, reasons = load_bills(BILL.replace("-5,00", "five"))
    assert (new, len(reasons)) == (0, 2)


def test_a_bill_that_says_something_else_is_not_changed():
    load(ONE)
    load_bills(BILL)
    _, reasons = load_bills(BILL.replace("31,73", "31,74"))
    assert len(reasons) == 2
    assert Bill.get().amount == 2673


def test_a_bill_of_an_account_that_nobody_has_is_refused():
    assert load_bills(BILL)[0] == 0
    assert Bill.select().count() == 0


def test_strictly_no_bill_goes_in_beside_a_bad_one():
    load(ONE)
    assert load_bills(BILL + BILL.replace("100200", "999999"), strict=True)[0] == 0
    assert Bill.select().count() == 0


def test_a_file_without_its_columns_is_refused():
    with pytest.raises(BadTable, match="payer_code"):
        accounts.load(b"provider,code\n", KEY)


def test_a_thousand_households_come_in():
    homes, sums = households(1000)
    report = accounts.load(homes.encode(), KEY, strict=True)
    assert (report.bad, report.new) == ((), Account.select().count())
    assert bills.load(sums.encode(), strict=True).bad == ()
    assert accounts.load(homes.encode(), KEY).same == report.new
    assert Account.select().where(Account.payer_code == "10001000").count() == 1


def test_another_holder_closes_the_account_to_those_who_had_proven_it():
    load(ONE)
    one = people.service(people.ruta().person, Account.get(), level=1)
    load(ONE.replace("Ona", "Ona Ona"))
    assert Service.get_by_id(one.id).level == 1
    load(ONE.replace("48506151233", "50102030017"))
    assert Service.get_by_id(one.id).level == 0
