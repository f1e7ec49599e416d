"""``python -m pipeline`` and the console script ``depeche``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line on ``sys.argv`` and exit with its code."""
    try:
        # Imported here, so that Ctrl-C in the first tenth of a second ends in one line too.
        from pipeline.cli.run import prepare_process, run

        prepare_process()
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
