"""Lunar dates beside solar ones, as plans write them: 十二月初三, 正月初一, 腊月廿三."""

from __future__ import annotations

import datetime as dt

NEARBY = 12
SATURDAY = 5


def lunar_date(day: dt.date) -> str:
    """The lunar month and day of a solar date, e.g. 十二月廿三."""
    from lunar_python import Solar  # noqa: PLC0415 - only plans with a schedule need it

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return f"{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}".replace("腊", "十二").replace("冬", "十一")


def working_days(first: dt.date, last: dt.date) -> int:
    """Days worked from one day to another: public holidays off, weekend days worked in exchange on.

    In years whose holidays are not announced yet, Monday to Friday.
    """
    from lunar_python.util import HolidayUtil  # noqa: PLC0415 - only plans with a schedule need it

    worked = 0
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        about = HolidayUtil.getHoliday(day.year, day.month, day.day)
        worked += about.isWork() if about else day.weekday() < SATURDAY
    return worked


def same_lunar(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def years_that_fit(day: dt.date, said: str) -> str:
    """The nearby years in which this month and day has the lunar date a plan says it has."""
    fits = []
    for year in range(day.year - NEARBY, day.year + NEARBY + 1):
        try:
            if same_lunar(lunar_date(day.replace(year=year)), said):
                fits.append(str(year))
        except ValueError:  # 29 February
            continue
    return ", ".join(fits)


def _plain(text: str) -> str:
    """One spelling: 初十/二十/三十 keep their 十, 廿 and 卅 stand for 二十 and 三十."""
    month, _, day = text.replace("农历", "").partition("月")
    month = {"腊": "十二", "冬": "十一", "正": "一"}.get(month, month)
    if day.startswith("二十") and len(day) > len("二十"):
        day = "廿" + day.removeprefix("二十")
    return f"{month}月{day}"
