"""Questions that residents ask, with answers: content, kept in catalogue/faq.<language>.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rules.search import most_alike

CATALOGUE = Path(__file__).parent / "catalogue"


@dataclass(frozen=True)
class Question:
    """One question. The answer is steps first, then paragraphs; `link` is (path, text) or empty."""

    id: str
    ask: str
    steps: tuple[str, ...]
    answer: tuple[str, ...]
    link: tuple[str, ...]

    @property
    def text(self) -> str:
        """Everything a search may find."""
        return " ".join((self.ask, *self.steps, *self.answer))


@dataclass(frozen=True)
class Topic:
    """A heading with its questions."""

    id: str
    title: str
    questions: tuple[Question, ...]


@cache
def topics(language: str) -> tuple[Topic, ...]:
    """All questions in this language by topic, in the order of the file."""
    with (CATALOGUE / f"faq.{language}.toml").open("rb") as file:
        found = tomllib.load(file)["topic"]
    return tuple(Topic(one["id"], one["title"], tuple(map(_question, one["question"]))) for one in found)


def _question(row: dict[str, Any]) -> Question:
    return Question(
        row["id"], row["ask"], tuple(row.get("steps", ())), tuple(row.get("answer", ())), tuple(row.get("link", ()))
    )


def search(language: str, query: str) -> list[Question]:
    """The questions that fit the query best, those whose heading fits first. Empty when nothing fits."""
    all_of_them = [question for topic in topics(language) for question in topic.questions]
    by_heading = most_alike(query, [question.ask for question in all_of_them])
    by_text = most_alike(query, [question.text for question in all_of_them])
    first = [place for place in by_heading if place in by_text]
    return [all_of_them[place] for place in dict.fromkeys([*first, *by_text])]
