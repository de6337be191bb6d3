"""Commands that people run by hand."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tests.households import households


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=words)
    return result.exit_code, result.output


def test_the_files_of_a_few_households_go_in_and_their_readings_out(app: Flask, tmp_path: Path) -> None:
    for name, text in zip(("accounts", "bills"), households(5), strict=True):
        (tmp_path / name).write_text(text)
    assert run(app, "import", "catalogue")[0] == 0
    assert run(app, "import", "accounts", str(tmp_path / "accounts"))[0] == 0
    assert run(app, "import", "bills", str(tmp_path / "bills")) == (0, "bills: 5 new, 0 changed, 0 as before\n")
    told = run(app, "export", "readings", "--provider", "va-vilniaus-vandenys", "--since", "2026-11-01")
    assert told[1].startswith("provider,payer_code,meter_number,register,previous,reading,declared_at,")


def test_a_bad_row_is_named_and_strictly_stops_the_file(app: Flask, tmp_path: Path) -> None:
    run(app, "import", "catalogue")
    file = tmp_path / "accounts.csv"
    homes, _ = households(3)
    file.write_text(homes.replace("va-vilniaus-vandenys", "nobody", 1))
    code, output = run(app, "import", "accounts", "--strict", str(file))
    assert code == 1
    assert "row 3: no such provider: nobody" in output
    code, output = run(app, "import", "accounts", str(file))
    assert code == 0
    assert "1 rows refused" in output


def test_a_file_that_is_none_and_a_provider_that_is_none_are_said(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("")
    assert "no column" in run(app, "import", "bills", str(tmp_path / "empty"))[1]
    assert "no such provider" in run(app, "export", "readings", "--provider", "x", "--since", "2026-11-01")[1]
    assert "date" in run(app, "export", "readings", "--provider", "x", "--since", "yesterday")[1]


def test_a_providers_token_is_shown_once_and_opens_the_door_until_it_is_revoked(
    app: Flask, client: FlaskClient
) -> None:
    run(app, "import", "catalogue")
    code, token = run(app, "provider-token", "add", "va-vilniaus-vandenys")
    assert code == 0
    path, brings = "/api/readings?since=2026-11-01", {"Authorization": f"Bearer {token.strip()}"}
    assert client.get(path, headers=brings).status_code == 200
    assert run(app, "provider-token", "revoke", "va-vilniaus-vandenys") == (0, "1 tokens revoked\n")
    assert client.get(path, headers=brings).status_code == 401
    assert "no such provider" in run(app, "provider-token", "add", "x")[1]


def test_a_file_of_readings_is_taken_in(app: Flask, tmp_path: Path) -> None:
    run(app, "import", "catalogue")
    (tmp_path / "readings").write_text(
        "provider,payer_code,meter_number,register,reading,read_on\nx,1,1,,1,2026-11-01\n"
    )
    assert "row 2: no such provider: x" in run(app, "import", "readings", str(tmp_path / "readings"))[1]
