"""Where the processor time of the Iki fragment goes, by looking at the stack every millisecond.

`python -m bench.dominating PATH TOKEN` asks the app of this environment and prints shares; they overlap nowhere.
"""

import signal
import sys
from collections import Counter
from types import FrameType

from app import create_app
from bench.counted import answer

# The innermost of these that is on the stack gets the sample.
PARTS = {
    ("peewee.py", "execute_sql"): "statements",
    ("known.py", "meter"): "making the meter of its rows",
    ("templating.py", "render_template"): "templates",
    ("access.py", "person"): "who is signed in",
    ("steps.py", "show_step"): "the step",
    ("app.py", "wsgi_app"): "Flask and werkzeug",
    ("base.py", "__call__"): "static files and heads",
}
ANSWERS = 3000


def main() -> None:
    app, seen = create_app(), Counter[str]()

    def look(_number: int, frame: FrameType | None) -> None:
        while frame:
            code = frame.f_code
            part = PARTS.get((code.co_filename.rsplit("/", 1)[-1], code.co_name))
            if part:
                seen[part] += 1
                return
            frame = frame.f_back

    for turn in range(ANSWERS):
        if turn == 100:
            signal.signal(signal.SIGPROF, look)
            signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
        answer(app, sys.argv[1], sys.argv[2])
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(", ".join(f"{part} {count / seen.total():.0%}" for part, count in seen.most_common()))


if __name__ == "__main__":
    main()
