"""The peer of every figure: a Flask app with one route that answers as many bytes as the Iki fragment."""

from flask import Flask

TEXT = "<p>Iki</p>\n" * 250


def create_app() -> Flask:
    app = Flask(__name__)

    @app.get("/")
    def show_text() -> str:
        return TEXT

    return app
