from flask.testing import FlaskClient


def test_the_bank_stands_beside_the_site_and_says_that_it_is_none(app):
    bank = FlaskClient(app)
    assert bank.get("/sandbox/bank").status_code == 308
    page = bank.get("/sandbox/bank/")
    assert page.status_code == 200
    assert "Pinigai netikri" in page.text
    with bank.get("/sandbox/bank/static/stand_in.css") as style:
        assert style.status_code == 200
