"""The one error users see: a code, what is wrong, where, and how to mend it, in Chinese and in English."""

from __future__ import annotations


class Problem(Exception):
    """Something the user has to mend. `exit_code`: 2 usage, 3 unusable input, 4 unbalanced, 5 environment."""

    def __init__(self, code: str, zh: str, en: str, exit_code: int = 3) -> None:
        super().__init__(code, zh, en, exit_code)  # all of them, so that it pickles across processes
        self.code, self.zh, self.en, self.exit_code = code, zh, en, exit_code

    def __str__(self) -> str:
        return f"{self.zh}\n{self.en}"
