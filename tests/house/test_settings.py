"""What the environment can say, the README says too, and nothing more."""

import ast
import re

from tests.house.sources import ROOT, modules

_SETTING = re.compile(r"TRACKER_[A-Z0-9_]+|PORT")


def test_every_setting_is_in_the_readme() -> None:
    read = {
        node.value
        for node in ast.walk(modules()["config.py"])
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _SETTING.fullmatch(node.value)
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = {
        match[1]
        for line in readme.splitlines()
        if (match := re.match(rf"\|\s*`({_SETTING.pattern})`", line))
    }
    assert read
    assert rows == read
