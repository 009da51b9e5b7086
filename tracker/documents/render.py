"""`python -m tracker.documents.render`: one PDF, made in a process of its own and then gone.

Reads `{"template": …, "data": …}` as JSON from standard input and writes the PDF to standard
output. What the typesetter warns of goes to standard error. Nothing but `child` starts this,
and nothing imports it: it takes limits upon itself that the web must not have.
"""

import json
import resource
import sys
from pathlib import Path

import typst

from tracker.documents.typeface import characters, drawable

_TEMPLATES = Path(__file__).parents[2] / "templates" / "documents"
_FONTS = _TEMPLATES / "fonts"

_MEBIBYTE = 1024 * 1024
#: Seconds of processor time, bytes of address space, bytes written to any file.
_LIMITS = {
    resource.RLIMIT_CPU: 30,
    resource.RLIMIT_AS: 2048 * _MEBIBYTE,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CORE: 0,
}


def main() -> int:
    """0 with a PDF, 1 with the reason on standard error."""
    for kind, most in _LIMITS.items():
        resource.setrlimit(kind, (most, most))
    job = json.load(sys.stdin.buffer)
    known = frozenset.intersection(*(characters(font) for font in sorted(_FONTS.glob("*.ttf"))))
    data = drawable(job["data"], known)
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(_TEMPLATES / job["template"]),
            root=str(_TEMPLATES),
            font_paths=[str(_FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps({**data, "undrawn": data != job["data"]})},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for warning in warnings:
        sys.stderr.write(f"{warning.message}\n")
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
