"""Fuzzes the readers and the matcher: ``python -m tests.fuzz.run SECONDS``.

atheris is not part of the locked environment. ``make fuzz`` installs it into ``.cache``. Inputs
that cause a failure are stored in ``.cache/fuzz`` and are tried first the next time.
"""

import sys
from pathlib import Path

FOLDER = Path(".cache/fuzz")


def main(seconds: int) -> None:
    """Mutate the seeds. The first byte of each input selects its reader."""
    import atheris

    with atheris.instrument_imports(include=["build_tools", "pybtex"]):
        from tests.readers import READERS, SEEDS
    names = sorted(READERS)

    def one_input(data: bytes) -> None:
        if data:
            READERS[names[data[0] % len(names)]](data[1:])

    corpus = FOLDER / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        for index, text in enumerate(SEEDS[name]):
            (corpus / f"seed-{number:02}-{index}").write_bytes(bytes([number]) + text.encode())
    options = [
        *(f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=1500", "-max_len=6000"),
        *(f"-artifact_prefix={FOLDER}/", "-print_final_stats=1"),
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit("Use: python -m tests.fuzz.run SECONDS")
    try:
        main(int(sys.argv[1]))
    except ImportError as error:
        if error.name != "atheris":
            raise
        sys.exit("atheris is not installed: `make fuzz` installs it and runs this.")
