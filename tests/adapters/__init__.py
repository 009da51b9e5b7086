"""Adapters against the real thing: real folders, full disks, mail servers, hostile files."""
