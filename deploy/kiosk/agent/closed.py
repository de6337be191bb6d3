"""The page that the terminal shows when no visit can be, in the five languages of the site."""

from html import escape

WORDS = {
    "lt": ("Terminalas laikinai neveikia", "Artimiausias punktas: {nearest}.", "Telefonas: {phone}."),
    "en": ("This terminal is out of order for now", "Nearest service point: {nearest}.", "Telephone: {phone}."),
    "ru": ("Терминал временно не работает", "Ближайший пункт: {nearest}.", "Телефон: {phone}."),
    "pl": ("Terminal chwilowo nie działa", "Najbliższy punkt: {nearest}.", "Telefon: {phone}."),
    "uk": ("Термінал тимчасово не працює", "Найближчий пункт: {nearest}.", "Телефон: {phone}."),
}
# For whoever looks after the terminal; small, at the foot.
WHY = {
    "offline": "Portalas nepasiekiamas.",
    "paused": "Terminalą sustabdė darbuotojai.",
    "refused": "Terminalas neregistruotas: reikia kodo iš /staff/kiosks.",
}
PAGE = """<!doctype html>
<html lang="lt">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Terminalas laikinai neveikia – Savitarna</title>
<style>
body {{ margin: 0; padding: 6vmin; background: #fff; color: #1a1a1a; font: 4vmin/1.3 sans-serif }}
h1 {{ margin: 0; font-size: 7vmin }}
h2 {{ margin: 1.2em 0 0; font-size: 4vmin }}
p {{ margin: .2em 0 }}
h1 + p {{ font-size: 5vmin }}
footer {{ margin-top: 2em; color: #595959; font-size: 2.4vmin }}
</style>
</head>
<body>
<main>
{parts}
</main>
<footer>{why}</footer>
</body>
</html>
"""


def page(nearest: str, phone: str, why: str) -> str:
    """`nearest`, where people can go, may be ''; `why` is a reason of Standing.trouble."""
    told = {"nearest": escape(nearest), "phone": escape(phone)}
    return PAGE.format(parts="\n".join(_part(language, told) for language in WORDS), why=WHY.get(why, ""))


def _part(language: str, told: dict[str, str]) -> str:
    heading, where, call = WORDS[language]
    tag = "h1" if language == "lt" else "h2"
    words = [*([where] if told["nearest"] else []), call]
    return f'<section lang="{language}"><{tag}>{heading}</{tag}>\n<p>{" ".join(words).format(**told)}</p></section>'
