"""The edge of the program: whatever happens becomes one line on standard error and an exit code."""

import sys


def main() -> None:
    """Run `brief` with the process's arguments, and end the process with the exit code."""
    from summarize.cli.edge import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
