"""Writes data/holidays.csv and data/holidays-second-source.csv.

Run from this folder, inside a virtual environment, with the second source unpacked beside it:
    pip install -r requirements.txt
    npm pack chinese-days@1.5.7 && tar xzf chinese-days-1.5.7.tgz
    python holiday_files.py package/dist/chinese-days.json

Only days that change something are kept: a weekday off is a `holiday`, a weekend day worked is
a `workday`. (This file is not called holidays.py: that would hide the package of that name.)
"""

import json
import sys
from datetime import date
from pathlib import Path

from chinese_calendar.constants import Holiday, holidays, workdays

DATA = Path(__file__).resolve().parent.parent
YEARS = range(2004, 2027)
CHINESE = {holiday.value: holiday.chinese for holiday in Holiday}

# What neither package has although the notice says it; see holidays-differences.csv.
CORRECTIONS = {date(2005, 12, 31): ("workday", "元旦")}

Days = dict[date, tuple[str, str]]


def main() -> None:
    first = first_source()
    write(DATA / "holidays.csv", first | CORRECTIONS)
    write(DATA / "holidays-second-source.csv", second_source(Path(sys.argv[1])))


def first_source() -> Days:
    return changing(
        {day: CHINESE[name] for day, name in holidays.items()},
        {day: CHINESE[name] for day, name in workdays.items()},
    )


def second_source(path: Path) -> Days:
    listed = json.loads(path.read_text(encoding="utf-8"))

    def named(group: str) -> dict[date, str]:
        # "New Year's Day,元旦,1": English name, Chinese name, number of statutory days.
        return {date.fromisoformat(day): text.split(",")[1] for day, text in listed[group].items()}

    return changing(named("holidays"), named("workdays"))


def changing(off: dict[date, str], worked: dict[date, str]) -> Days:
    days: Days = {day: ("holiday", name) for day, name in off.items() if day.weekday() < 5}
    for day, name in worked.items():
        assert day not in off, day
        if day.weekday() >= 5:
            days[day] = ("workday", name)
    return {day: entry for day, entry in days.items() if day.year in YEARS}


def write(path: Path, days: Days) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("date,kind,name\n")
        for day in sorted(days):
            kind, name = days[day]
            file.write(f"{day.isoformat()},{kind},{name}\n")
    print(path.name, len(days))


if __name__ == "__main__":
    main()
