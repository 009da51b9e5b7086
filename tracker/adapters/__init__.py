"""What fulfils `tracker.ports`: clock, storage on disk, mail, a judge of uploaded files."""
