"""The decisions of one schedule: those asked for, then those of a policy."""

from __future__ import annotations

import random
from collections.abc import Sequence

from .lanes import lane_of


class Diverged(Exception):
    """A decision asked for something that is not enabled: the program took another path."""

    def __init__(self, index: int, want: str, have: Sequence[str]) -> None:
        super().__init__(f"decision {index} wants {want!r}, enabled are {', '.join(have)}")
        self.index = index
        self.want = want
        self.have = list(have)


class Tape:
    """Answers each choice, first from the given decisions, then by policy, and keeps the answers.

    Policies: `first` stays with the last choice while it is enabled (few switches), `random` draws
    uniformly from a generator with the given seed, `park` runs one lane up to a place in the source,
    then the others as far as they come, then that lane again.
    """

    def __init__(self, decisions: Sequence[str] = (), policy: str = "first", seed: int = 0, lane: str = "") -> None:
        if policy not in ("first", "random", "park"):
            raise ValueError(f"unknown policy {policy!r}")
        self._given = list(decisions)
        self._policy = policy
        self._random = random.Random(seed)
        self._lane = lane
        self.parked = False
        """True once the parking lane has been at its place."""
        self.taken: list[str] = []
        self.last: str | None = None

    def choose(self, enabled: Sequence[str]) -> str:
        """Pick one of at least two enabled keys."""
        index = len(self.taken)
        if index < len(self._given):
            want = self._given[index]
            if want not in enabled:
                raise Diverged(index, want, enabled)
            key = want
        elif self._policy == "random":
            key = self._random.choice(list(enabled))
        elif self._policy == "park":
            key = min(enabled, key=self._rank)
        else:
            key = self.last if self.last is not None and self.last in enabled else enabled[0]
        self.taken.append(key)
        self.last = key
        return key

    def _rank(self, key: str) -> int:
        """The parking lane goes first until it is parked, and last from then on."""
        if lane_of(key) == self._lane:
            return 2 if self.parked else 0
        return 1 if key == "run" else 0 if self.parked else 2

    def forced(self, key: str) -> None:
        """Note that only `key` was enabled; it is no decision."""
        self.last = key

    @property
    def unused(self) -> int:
        """How many of the given decisions were never reached."""
        return max(0, len(self._given) - len(self.taken))
