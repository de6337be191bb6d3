"""How often one may try: numbers of accounts.md §6. A delay that grows, never a lock-out."""


def wait_after(misses: int, free: int, longest: int) -> int:
    """Seconds to wait after so many misses in a row: none while they are free, then 1, 2, 4 … up to `longest`."""
    if misses < free:
        return 0
    return min(1 << min(misses - free, 20), longest)
