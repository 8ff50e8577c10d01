"""PDF process: a PDF written beside the work that leads to it.

WeasyPrint takes half a second to load and to find its typefaces. A caller who knows early that a
PDF will be wanted starts this process, goes on, and hands it the finished page: on two cores the
loading costs nothing. The process reads one HTML document and writes one PDF, nothing else.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desist.documents.pdf import OutsideResource, PdfUnavailable, pdf_from

UNAVAILABLE, OUTSIDE = 3, 4
WARMING = "<html lang='en'><head><title>warming</title></head><body><p>warming</p></body></html>"


@contextmanager
def pdf_ahead() -> Iterator[Callable[[str], bytes]]:
    """A function like ``pdf_from`` whose loading has begun already; it can be called once.

    Raises:
        PdfUnavailable, OutsideResource: when it is called, as ``pdf_from`` does.
        RuntimeError: the process failed otherwise; its last line says how.
    """
    command = [sys.executable, "-m", __spec__.name]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, **pipes)  # type: ignore[call-overload]  # noqa: S603

    def write(html: str) -> bytes:
        written, said = process.communicate(html.encode())
        message = said.decode(errors="replace").strip()
        if process.returncode == UNAVAILABLE:
            raise PdfUnavailable(message)
        if process.returncode == OUTSIDE:
            raise OutsideResource(message)
        if process.returncode:
            raise RuntimeError(f"the PDF could not be written: {message.splitlines()[-1:]}")
        return bytes(written)

    try:
        yield write
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def main() -> int:
    """Load everything, then turn what stands on standard input into what is written."""
    try:
        pdf_from(WARMING)
        written = pdf_from(sys.stdin.buffer.read().decode())
    except PdfUnavailable as error:
        sys.stderr.write(str(error))
        return UNAVAILABLE
    except OutsideResource as error:
        sys.stderr.write(str(error))
        return OUTSIDE
    sys.stdout.buffer.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
