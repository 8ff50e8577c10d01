"""Machine code: how loops over whole numbers are compiled and kept, and the draws they use.

Compiled code is kept on disk in a folder named for the very text it was compiled from, so that
code of another version is never run. Without a folder to write to it is compiled on every run.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from desist.scheduling.booking_arrays import Words

Function = TypeVar("Function", bound=Callable[..., Any])


def _keep_on_disk() -> bool:
    """Choose the folder of the compiled code; False where none can be written."""
    here = Path(__file__).parent
    written = sha256()
    for source in sorted((*here.glob("*_kernel.py"), here / "machine_code.py")):
        written.update(source.read_bytes())
    name = f"kernel-{written.hexdigest()[:16]}"
    own = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    for folder in (here / "__pycache__", Path(own) / "desist"):
        try:
            (folder / name).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder / name, os.W_OK):
            numba.config.CACHE_DIR = str(folder / name)
            return True
    return False


KEPT = _keep_on_disk()


def compiled(function: Function) -> Function:
    """Machine code for a function of whole numbers and arrays."""
    return numba.njit(cache=KEPT, error_model="numpy")(function)


@intrinsic
def lowest_bit(_context: Any, _word: Any) -> Any:
    """The position of the lowest bit that is set; one machine instruction."""

    def code(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(types.uint64), code


@compiled
def draw(state: Words) -> np.uint64:
    """The next random word (xorshift64, Marsaglia 2003); the state is never 0."""
    word = state[0]
    word ^= word << np.uint64(13)
    word ^= word >> np.uint64(7)
    word ^= word << np.uint64(17)
    state[0] = word
    return word


@compiled
def below(state: Words, limit: int) -> int:
    """A random whole number from 0 to limit - 1."""
    return np.int64((draw(state) >> np.uint64(33)) % np.uint64(limit))


@compiled
def share(state: Words) -> float:
    """A random fraction, 0 included, 1 not."""
    return np.float64(draw(state) >> np.uint64(11)) / 9007199254740992.0
