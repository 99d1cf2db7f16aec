"""The limits of reading, in one place."""

# One article. A book is a few megabytes; what is larger is a corpus and belongs to `brief batch`.
MAX_BYTES = 64 * 1024 * 1024
# A headline is shorter than this, in characters.
MAX_TITLE = 200
