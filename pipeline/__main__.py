"""``python -m pipeline`` and the console script ``depeche``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line on ``sys.argv`` and exit with its code."""
    # Starting makes hundreds of thousands of objects, none of them garbage: looking for some
    # all the while would take a sixth of a run that finds everything in the cache.
    gc.set_threshold(50_000, 20, 20)
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
