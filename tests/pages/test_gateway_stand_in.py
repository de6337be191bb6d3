from flask.testing import FlaskClient


def test_the_gateway_stands_beside_the_site_and_says_that_it_is_none(app):
    browser = FlaskClient(app)
    page = browser.get("/sandbox/gateway?ticket=unknown")
    assert page.status_code == 404
    assert "Žmonės išgalvoti" in page.text
    with browser.get("/sandbox/gateway/static/stand_in.css") as style:
        assert style.status_code == 200
    said = browser.post("/sandbox/viisp/soap", data=b"<nonsense/>")
    assert said.status_code == 500
    assert "invalidXmlException" in said.text
