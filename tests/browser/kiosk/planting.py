"""Marks left in a visit wherever a page can leave any, and the search for them afterwards."""

import mmap
import os
from pathlib import Path

from playwright.sync_api import Page

PLANT = """mark => {
    document.cookie = 'planted=' + mark + '; max-age=9999; path=/';
    localStorage.setItem('planted', mark);
    sessionStorage.setItem('planted', mark);
    return caches.open('planted').then(cache => cache.put('/planted', new Response(mark)))
        .then(() => new Promise((done, failed) => {
            const opening = indexedDB.open('planted', 1);
            opening.onerror = failed;
            opening.onupgradeneeded = () => opening.result.createObjectStore('planted').put(mark, 1);
            opening.onsuccess = () => { opening.result.close(); done(); };
        }));
}"""
FOUND = """() => Promise.all([caches.keys(), indexedDB.databases()]).then(([caches, bases]) => [
    document.cookie.includes('planted'), localStorage.length > 0, sessionStorage.length > 0, caches.length > 0,
    bases.length > 0, history.length > 2].filter(Boolean).length)"""


def plant(page: Page, mark: str) -> None:
    """Leave the mark in everything that a browser keeps for a page, in a form and in its history."""
    page.evaluate(PLANT, mark)
    page.goto(f"{page.url.partition('?')[0]}?planted={mark}")


def found_in_browser(page: Page) -> int:
    """In how many of its stores the visit finds something of one before."""
    return int(page.evaluate(FOUND))


def found_in_files(folder: Path, mark: str) -> list[Path]:
    """The files below this folder that hold the mark, as letters of one byte or of two. Folders may go meanwhile."""
    paths = [Path(place) / name for place, _, names in os.walk(folder) for name in names]
    return [path for path in sorted(paths) if path.is_file() and _holds(path, mark)]


def _holds(path: Path, mark: str) -> bool:
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
            return held.find(mark.encode()) >= 0 or held.find(mark.encode("utf-16-le")) >= 0
    except (OSError, ValueError):  # gone meanwhile, or empty
        return False
