"""Reads the environment into one frozen `Config`: the only reader of `os.environ`."""
