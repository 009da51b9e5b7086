"""The timetable, how a job is run, and the process that runs them in time.

`schedule` is the whole timetable on one screen. Timetable, command line and "run now" all
go through `runner`. No web worker ever starts a job.
"""
