"""Static files: a version in their address, compressed beforehand, kept by browsers for good."""

from hashlib import sha256
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from blueprints.sheet import read_sheet


def install(app: Flask) -> None:
    """Serve static/ under a prefix that changes with its content."""
    root = Path(app.root_path) / "static"
    files = sorted(file for file in root.rglob("*") if file.is_file() and file.suffix not in (".br", ".gz"))
    version = sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()[:8]
    app.config["STATIC_VERSION"], app.config["STATIC_PREFIX"] = version, f"/static/{version}/"
    app.extensions["sheet"] = read_sheet(root / "app.css")
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(root),
        prefix=app.config["STATIC_PREFIX"],
        immutable_file_test=lambda path, url: True,
        mimetypes={".vtt": "text/vtt"},
        allow_all_origins=False,
        add_headers_function=lambda headers, path, _url: _name(headers, path, version),
    )


def _name(headers: Headers, path: str, version: str) -> None:
    """The address tells the content, so its version names it; weak, where there are several ways to compress it."""
    is_plain = not Path(f"{path}.br").exists()
    headers["ETag"] = f'"{version}"' if is_plain else f'W/"{version}"'
