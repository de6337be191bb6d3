"""Whether a terminal is set up as README.md says. Each check gives sentences: what is wrong, and the cure."""
