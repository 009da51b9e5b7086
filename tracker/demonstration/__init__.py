"""The demonstration: real events of 2017-18 and 2023-24, told through the product itself.

`content/` says what happened and when; `story` reads it, and `loader` lets it happen again
through the same services a person uses, each at its own moment. What is invented says so.
"""
