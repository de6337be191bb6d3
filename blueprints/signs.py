"""Signs that nobody types: a NUL in an address or a field would reach the database, and PostgreSQL breaks at it."""

from flask import abort, current_app, request

NUL = "\0"


def refuse_unwritable_signs() -> None:
    """Before each request: 404 for such an address, 400 for such a value. What banks send is kept raw first."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "is_signed_callback", False):
        return
    if NUL in request.path:
        abort(404)
    if request.query_string and any(NUL in value for value in request.args.values()):
        abort(400)
    if request.method == "POST" and any(NUL in value for _, values in request.form.lists() for value in values):
        abort(400)
