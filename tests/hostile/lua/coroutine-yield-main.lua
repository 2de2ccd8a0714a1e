-- expect: runtime
-- message: attempt to yield from outside a coroutine
-- line: 4
coroutine.yield(1)
