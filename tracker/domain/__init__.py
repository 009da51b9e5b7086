"""Pure rules of the field: standard library only, no clock, no I/O, no ORM.

Answers are codes with parameters; `tracker.wording` turns them into sentences.
"""
