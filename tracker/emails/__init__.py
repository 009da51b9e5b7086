"""Mails: a kind and plain facts become subject, text and HTML in the reader's language.

Knows neither Flask nor the database. Whether a message is owed is decided in
`domain.reminders` and the services; when it leaves, in `services.delivery`.
"""
