"""Documents: content once, then each format. Given plain data, never a session."""
