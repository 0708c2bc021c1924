"""Doubly recursive Fibonacci of 30 on CPython: python3 fib.py list | (warm|once) PROGRAM.

CPython is in the table as the interpreter most readers know. It needs seconds for fib 35, so this
file has the one program fib30. Like every peer it prints one `@@` line of JSON per program.
"""

import json
import sys
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def timed():
    start = time.perf_counter()
    check = fib(30)
    return (time.perf_counter() - start) * 1000, check


def main(mode, names):
    if mode == "list":
        print("fib30")
        return
    if names != ["fib30"]:
        sys.exit(f"no such program: {names}")
    if mode == "warm":
        for _ in range(2):
            timed()
    results = [timed() for _ in range(1 if mode == "once" else 5)]
    line = {"p": "fib30", "unit": "ms", "runs": [round(ms, 4) for ms, _ in results]}
    print("@@" + json.dumps({**line, "check": str(results[-1][1]), "note": ""}))


if __name__ == "__main__":
    arguments = sys.argv[1:] or ["warm", "fib30"]
    main(arguments[0], arguments[1:])
