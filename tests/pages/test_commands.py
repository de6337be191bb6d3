"""Commands that people run by hand."""

from pathlib import Path

from flask import Flask

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
