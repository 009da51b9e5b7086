"""What mails say: a kind and its facts become subject, text and HTML in one language."""
