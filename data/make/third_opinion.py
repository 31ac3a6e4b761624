"""Compares data/holidays.csv with the package `holidays`, which is kept apart from the other two.

chinese-days says that it followed chinesecalendar, so their agreement proves little. This check
writes no file. On 2026-11-22 it found no difference; before 2005-12-31 was corrected, that day.

Run from this folder, inside a virtual environment:
    pip install -r requirements.txt
    python third_opinion.py
"""

import csv
from datetime import date
from pathlib import Path

from holidays import country_holidays

DATA = Path(__file__).resolve().parent.parent
YEARS = range(2004, 2027)


def main() -> None:
    with (DATA / "holidays.csv").open(encoding="utf-8", newline="") as file:
        ours = {(date.fromisoformat(row["date"]), row["kind"]) for row in csv.DictReader(file)}
    # One year more on each side: a new year's holiday moves days across the turn of the year.
    china = country_holidays("CN", years=range(YEARS.start - 1, YEARS.stop + 1))
    theirs = {(day, "holiday") for day in china if day.year in YEARS and day.weekday() < 5}
    theirs |= {(day, "workday") for day in china.weekend_workdays if day.year in YEARS}
    for day, kind in sorted(ours ^ theirs):
        print(day, kind, "only in ours" if (day, kind) in ours else "only in theirs")
    print(len(ours), "days compared,", len(ours ^ theirs), "differences")


if __name__ == "__main__":
    main()
