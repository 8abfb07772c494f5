"""Who is answered when: everybody in turn, so that nobody waits for somebody else's flood or rate limit."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

Task = Callable[[], None]


class Lanes:
    """Threads that take tasks from lanes, one from each lane in turn.

    At most `abreast` tasks of a lane are under way at a time: while they wait, as Slack demands where
    a channel gets too much, the other threads serve the other lanes. A lane holds at most `length` tasks
    that wait, all lanes together `capacity`.
    """

    def __init__(self, threads: int, *, abreast: int = 2, length: int = 100, capacity: int = 5000) -> None:
        self._pool = ThreadPoolExecutor(threads, "worker")
        self._threads, self._abreast, self._length, self._capacity = threads, abreast, length, capacity
        self._waiting: dict[Hashable, deque[Task]] = {}  # in the order of their turns
        self._running: Counter[Hashable] = Counter()
        self._count = 0
        self._changed = threading.Condition()

    def submit(self, lane: Hashable, task: Task) -> bool:
        """Have the task done in its lane's turn; False where it does not fit in."""
        with self._changed:
            if len(self._waiting.get(lane, ())) >= self._length or self._count >= self._capacity:
                return False
            self._count += 1
            self._waiting.setdefault(lane, deque()).append(task)
            self._start()
        return True

    def wait(self) -> None:
        """Wait until everything is done."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting and not self._running)

    def shutdown(self) -> None:
        """Wait until everything is done, and end."""
        self.wait()
        self._pool.shutdown()

    def _start(self) -> None:
        """Begin what can begin now."""
        while self._running.total() < self._threads and (lane := self._next()) is not None:
            queue = self._waiting.pop(lane)
            task = queue.popleft()
            if queue:
                self._waiting[lane] = queue  # behind all others
            self._count -= 1
            self._running[lane] += 1
            self._pool.submit(task).add_done_callback(partial(self._finish, lane))

    def _next(self) -> Hashable | None:
        return next((lane for lane in self._waiting if self._running[lane] < self._abreast), None)

    def _finish(self, lane: Hashable, _: Future[None]) -> None:
        with self._changed:
            self._running[lane] -= 1
            if not self._running[lane]:
                del self._running[lane]
            self._start()
            self._changed.notify_all()
