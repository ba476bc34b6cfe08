"""The one error tree of Rao: every error says what is wrong and what to do next, in both languages."""

from __future__ import annotations

from protocol.words import Language, Words


class RaoError(Exception):
    """Anything Rao refuses or fails at, told to a person.

    ``problem`` says what is wrong, ``remedy`` what to do next.
    """

    def __init__(self, problem: Words, remedy: Words) -> None:
        super().__init__(f"{problem.en} {remedy.en}")
        self.problem = problem
        self.remedy = remedy

    def told_in(self, language: Language) -> str:
        """Problem and remedy as one line in ``language``."""
        return f"{self.problem.spoken_in(language)} {self.remedy.spoken_in(language)}"


class InvalidInput(RaoError):
    """What a person or a file gave can't be used as it is."""


class NotFound(RaoError):
    """What was named does not exist, or not for the one who asks."""


class NotAllowed(RaoError):
    """The one who asks may not do this."""


class Conflict(RaoError):
    """The thing is not in a state in which this can be done."""


class Unavailable(RaoError):
    """Something outside (broker, controller, disk, sound card, speech service) does not answer or is missing."""


class InvalidMedia(InvalidInput):
    """A picture, clip, sound or text file that is damaged, hostile, too big or of no known kind."""
