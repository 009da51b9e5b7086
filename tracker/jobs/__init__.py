"""The timetable and what it starts; `scheduler` is a process of its own."""
