"""Every template can be read by Jinja, which names unknown filters and broken blocks."""

from flask import Flask

from tests.house.sources import ROOT


def test_every_template_compiles(app: Flask) -> None:
    names = sorted(
        path.relative_to(ROOT / "templates").as_posix()
        for path in (ROOT / "templates").rglob("*.*")
        if path.suffix in {".html", ".svg", ".txt"}
    )
    assert names
    for name in names:
        app.jinja_env.get_template(name)
