"""Wait until the site answers, then say where it is and what to try. Part of `make run`."""

import os
import sys
import time
import urllib.error
import urllib.request

HELLO = """
  Savitarna answers: {base}

  Four things to try:
    1. Register with any e-mail address: {base}/register
       The letter arrives here: {base}/sandbox/mail
    2. Add a provider: Ignitis (visuomeninis elektros tiekimas), payer code 10020304, meter number 45810334
    3. Type today's reading into Iki, choose "Deklaruoti ir apmokėti", and pay at a sandbox bank
    4. Or sign in by Smart-ID, {base}/sign-in/smart-id, as Ona Pavyzdienė on the sandbox's telephone

  Ctrl-C stops everything. What you did stays in {instance}/ for the next start.
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
