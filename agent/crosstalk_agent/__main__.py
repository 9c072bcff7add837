"""`python -m crosstalk_agent`: serve on standard input and output."""

from __future__ import annotations

import sys


def main() -> int:
    if sys.version_info < (3, 10):
        sys.stderr.write("crosstalk: the application's interpreter must be CPython 3.10 or newer\n")
        return 2
    from .messages import BadMessage
    from .wire import Wire
    from .zygote import Zygote

    wire = Wire.take_over_standard_streams()
    try:
        Zygote(wire).serve()
    except (BadMessage, BrokenPipeError) as error:
        sys.stderr.write(f"crosstalk: {error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
