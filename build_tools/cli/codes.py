"""What the command's exit codes mean."""

CLEAN, FOUND_ERRORS, WRONG_USE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130
