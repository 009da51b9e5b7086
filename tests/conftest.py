"""The ground every test stands on; what each fixture gives is said where it is made."""

import os

from hypothesis import settings

pytest_plugins = [
    "tests.ground.databases",
    "tests.ground.application",
    "tests.ground.demonstration",
    "tests.ground.pages",
]

settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")
