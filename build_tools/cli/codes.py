"""Names the exit codes of the command."""

CLEAN, FOUND_ERRORS, WRONG_USE, INTERNAL_ERROR, INTERRUPTED = 0, 1, 2, 3, 130

# The system could not read or write, for example because the disk was full.
REFUSED = 2
