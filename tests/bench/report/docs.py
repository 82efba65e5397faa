"""Writes tables into docs/performance.md, between `<!-- bench: NAME -->` and `<!-- end bench -->`."""

import re

import tools

DOCUMENT = tools.ROOT / "docs/performance.md"


def update(blocks: dict[str, str]) -> None:
    text = DOCUMENT.read_text()
    for name, block in blocks.items():
        pattern = re.compile(rf"(<!-- bench: {name} -->\n).*?(<!-- end bench -->)", re.DOTALL)
        if not pattern.search(text):
            raise SystemExit(f"{DOCUMENT} has no place for '{name}'")
        text = pattern.sub(lambda found, block=block: found[1] + block + "\n" + found[2], text)
    DOCUMENT.write_text(text)
