"""The program of a terminal: it holds the secret, opens and wipes the browser, and prints (KIOSK.md §1)."""

VERSION = "1.0"
HOST = "127.0.0.1:8010"  # what the portal's pages link to, whatever the machine is called
RESTART = 75  # the exit status by which systemd knows that the machine shall start anew
