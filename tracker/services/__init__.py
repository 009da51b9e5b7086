"""Writes: one function per use case, first argument a unit of work.

Each checks its permission, lets `domain` decide, changes models, records an event and
owes messages. Only `unit_of_work` commits.
"""
