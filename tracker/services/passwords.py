"""Passwords and single-use links; secrets are kept only as hashes."""

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

#: Measured for two cores shared by eight threads: 19 MiB and two passes a hash, the
#: OWASP minimum for argon2id, so that a burst of sign-ins cannot exhaust memory.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _HASHER.hash(secrets.token_hex(16))

SHORTEST = 12


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Whether `password` is the stored one; takes as long when nothing is stored."""
    try:
        return _HASHER.verify(stored or _NOBODY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def new_token() -> str:
    """A secret for a link: 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
