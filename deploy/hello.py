"""Wait until the site answers, then say where it is and what to try. Part of `make run`."""

import os
import sys
import time
import urllib.error
import urllib.request

HELLO = """
  Savitarna answers: {base}

  Try:  1. {base}/register   register with any e-mail address; the mail arrives at {base}/sandbox/mail
        2. {base}/services/add   add a provider: a payer code to try stands in README.md
        3. {base}/readings   type today's reading into the Iki box, then pay at the sandbox bank

  Ctrl-C stops everything. The data stays in {instance}/ for the next start.
"""


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=3) as answer:  # noqa: S310 - our own address
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def main() -> int:
    base = os.environ["BASE_URL"]
    for _ in range(150):
        if answers(f"{base}/health"):
            print(HELLO.format(base=base, instance=os.environ["INSTANCE"]), flush=True)
            return 0
        time.sleep(0.2)
    print(f"The site did not answer at {base}/health within 30 seconds: what it said stands above.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
