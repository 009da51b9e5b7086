"""What is left when a process is killed, counted: nothing lost, at most one repeat a kill."""
