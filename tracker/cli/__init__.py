"""`flask tracker …`: the same services as the pages, for scripts and the timetable."""
