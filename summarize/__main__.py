"""The edge of the program: whatever happens becomes one line on standard error and an exit code."""

import sys


def main() -> None:
    """Run `brief` with the process's arguments, and end the process with the exit code."""
    try:
        from summarize.cli.edge import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before the edge was there, or behind it
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
