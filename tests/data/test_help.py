import pytest

from data import help as questions
from settings import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_answers_the_same_questions(language: str) -> None:
    def ids(code: str) -> list[str]:
        return [question.id for topic in questions.topics(code) for question in topic.questions]

    assert ids(language) == ids("lt")
    assert len(set(ids(language))) == len(ids(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_an_answer(language: str) -> None:
    for topic in questions.topics(language):
        for question in topic.questions:
            assert question.answer or question.steps, question.id


def test_the_question_whose_heading_fits_comes_first() -> None:
    assert questions.search("lt", "kodas")[0].id == "payer-code"


def test_nothing_is_found_for_nothing() -> None:
    assert questions.search("lt", "kaip ir ar") == []
