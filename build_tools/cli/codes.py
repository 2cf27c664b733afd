"""Names the exit codes of the command."""

CLEAN, FOUND_ERRORS, WRONG_USE, INTERNAL_ERROR, INTERRUPTED = 0, 1, 2, 3, 130

# The system refused to read or write, because of a full disk or missing permission.
REFUSED = 2
