from rules.basket import JOURNEY, Due, PayFacts, Wanted, check_again, check_basket, check_method, refill
from rules.problem import Checked, Problem

BILL = Due("bill", "b1", "Elektra", "10000001", cents=1745)
GAS = Due("own", "s1", "Dujos", "10000002")
METHODS = (("seb", "SEB"), ("swedbank", "Swedbank"))


def facts(*dues, **answers):
    return PayFacts(answers, dues, METHODS)


def test_a_ticked_bill_and_a_typed_sum_go_into_the_basket():
    checked = check_basket({"bill_b1": "1", "amount_s1": " 12.5 "}, facts(BILL, GAS))
    assert checked == Checked({"bill_b1": "1", "amount_s1": "12,50"})
    filled = facts(BILL, GAS, basket=checked.answer)
    assert filled.wanted == (Wanted("bill", "b1"), Wanted("own", "s1", 1250))
    assert filled.total == 2995


def test_an_empty_basket_asks_what_to_pay():
    assert check_basket({}, facts(BILL, GAS)).problems == {"bill_b1": Problem("Choose what to pay")}


def test_a_sum_that_cannot_be_read_is_told_at_its_box():
    checked = check_basket({"bill_b1": "1", "amount_s1": "1.234,56"}, facts(BILL, GAS))
    assert list(checked.problems) == ["amount_s1"]


def test_what_is_not_on_offer_is_not_chosen():
    checked = check_basket({"bill_b1": "1", "bill_stranger": "1", "amount": "1"}, facts(BILL))
    assert checked.answer == {"bill_b1": "1"}


def test_what_was_paid_meanwhile_falls_out_of_the_basket():
    assert facts(GAS, basket={"bill_b1": "1"}).wanted == ()


def test_a_failed_payment_is_chosen_again_as_far_as_it_is_still_to_be_paid():
    before = (Wanted("bill", "b1", 1745), Wanted("own", "s1", 1250), Wanted("bill", "paid", 100))
    assert refill(before, (BILL, GAS)) == {"bill_b1": "1", "amount_s1": "12,50"}


def test_only_a_configured_way_of_payment_is_taken():
    assert check_method({"method": "seb"}, facts(BILL)) == Checked({"method": "seb"})
    for sent in ({}, {"method": "luminor"}, {"method": ""}):
        assert check_method(sent, facts(BILL)).problems == {"method": Problem("Choose the way of payment")}


def test_a_bill_that_is_being_paid_is_asked_about_before_it_is_paid_again():
    underway = Due("bill", "b1", "Elektra", "10000001", cents=1745, underway=True, paying="p1")
    for due, steps in ((BILL, ["basket", "method"]), (underway, ["basket", "again"])):
        assert [step.name for step in JOURNEY.path(facts(due, basket={"bill_b1": "1"}))] == steps
    read = facts(underway, basket={"bill_b1": "1"}, again=check_again({}, None).answer)
    assert [step.name for step in JOURNEY.path(read)] == ["basket", "again", "method"]
