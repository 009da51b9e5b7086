"""Static files under names that hold a hash of their content, cached for a year."""

import hashlib
from pathlib import Path

from flask import Flask, Response, abort, current_app, send_from_directory

from tracker.domain.permissions import Permission

_YEAR = 365 * 24 * 3600
_SHOWN = {".css", ".js", ".svg", ".ico", ".txt"}


class StaticFiles:
    """Every file of a folder under a name such as `app.3f2a9c81d0.css`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hashed: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.suffix in _SHOWN:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
                hashed = f"{path.stem}.{digest}{path.suffix}"
                self._hashed[path.name] = hashed
                self._plain[hashed] = path.name

    def url(self, name: str) -> str:
        """The address of `name`. Raises `KeyError` for a file that is not there."""
        return f"/static/{self._hashed[name]}"

    def serve(self, filename: str) -> Response:
        """The file under its hashed name; the plain name answers too, uncached."""
        name = self._plain.get(filename)
        if name is None and filename not in self._hashed:
            abort(404)
        response = send_from_directory(self.folder, name or filename, max_age=_YEAR if name else 0)
        if name:
            response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        return response


def static_url(name: str) -> str:
    """The address of a static file, for templates."""
    files: StaticFiles = current_app.extensions["tracker_static"]
    return files.url(name)


def init_app(app: Flask, folder: Path) -> None:
    files = StaticFiles(folder)
    app.extensions["tracker_static"] = files

    def static(filename: str) -> Response:
        return files.serve(filename)

    static.permission = Permission.PUBLIC  # type: ignore[attr-defined]
    app.add_url_rule("/static/<filename>", "static", static)
