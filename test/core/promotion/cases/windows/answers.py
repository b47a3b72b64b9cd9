"""Writes answers.json: when windows are open, by croniter, dateutil and zoneinfo, over every start and end of two years.

pip install croniter==7.0.0 python-dateutil==2.9.0.post0 tzdata; python3 answers.py
"""
import json
import random
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from croniter import croniter
from dateutil.rrule import rrulestr

UTC = timezone.utc
FIRST, LAST = datetime(2023, 12, 1), datetime(2029, 2, 1)  # starts
FROM, TO = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)  # questions
HORIZON = timedelta(days=731)
AMS, NYC, CAIRO, HOWE, SANTIAGO, KATHMANDU, CASABLANCA, DUBLIN = (
    'Europe/Amsterdam', 'America/New_York', 'Africa/Cairo', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kathmandu',
    'Africa/Casablanca', 'Europe/Dublin')


def at(kind, rule, length, zone='UTC'):
    return {'kind': kind, 'rule': rule, 'for': length, 'zone': zone}


CASES = [
    [at('allow', '0 9 * * 1-4', '8h', AMS)],
    [at('allow', '0 9 * * 1-4', '8h', NYC), at('deny', '0 0 20 12 *', '14d', NYC)],
    [at('deny', '30 2 * * *', '90m', AMS)],
    [at('deny', '0 0 * 3-10 *', '1d', AMS)],
    [at('deny', '0 0 * * 0', '1d', SANTIAGO)],
    [at('deny', '0 0 * * 5', '1d', CAIRO), at('deny', '30 23 * * 4', '1h', CAIRO)],
    [at('allow', '45 1 * * *', '30m', HOWE)],
    [at('allow', '15 2 * * *', '2d', HOWE), at('deny', '0 12 * * 6', '3h', HOWE)],
    [at('allow', '0 22 * * *', '8h', DUBLIN)],
    [at('allow', '0 8 * * MON,WED', '4h', KATHMANDU), at('allow', '0 11 * * WED', '4h', AMS)],
    [at('deny', '0 17 * * FRI', '63h', AMS), at('deny', '0 8 * * MON', '30m', AMS)],
    [at('deny', '0 0 29 2 *', '1d', NYC)],
    [at('allow', '0 0 29 2 *', '1d', NYC)],
    [at('deny', '0 0 1 */3 *', '3d', AMS), at('allow', '0 6-18 * * *', '1h', AMS)],
    [at('allow', '*/20 * * * *', '10m', AMS)],
    [at('allow', '0 * * * *', '60m', NYC)],
    [at('allow', '10 */2 * * *', '45m', HOWE)],
    [at('allow', '0 0 13 * 5', '1d', NYC)],
    [at('allow', '0 2,14 * * *', '2h', AMS), at('deny', '0 3 * * 0', '6h', CASABLANCA)],
    [at('allow', 'FREQ=WEEKLY;BYDAY=MO,TU;BYHOUR=9;BYMINUTE=0;BYSECOND=0', '8h', AMS)],
    [at('deny', 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30', '90m', AMS)],
    [at('deny', 'FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=10,50', '20m', HOWE)],
    [at('deny', 'RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17', '60h', NYC), at('allow', 'FREQ=MONTHLY;BYMONTHDAY=1,15,-1', '12h', NYC)],
    [at('allow', f'DTSTART;TZID={AMS}:20240102T100000\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH', '6h', AMS)],
    [at('deny', 'DTSTART:20251128T000000\nRRULE:FREQ=DAILY;COUNT=4', '1d', NYC)],
    [at('deny', 'DTSTART:20250301T023000\nRRULE:FREQ=DAILY;UNTIL=20251101T020000', '45m', AMS)],
    [at('allow', 'FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU;BYHOUR=1,2,3', '1h', AMS)],
    [at('deny', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYHOUR=12', '2d', AMS), at('deny', '0 12 * * 1', '1h', AMS)],
]


def instant(wall, zone):
    """The first time of an ambiguous wall time, the moment of the jump for one that is skipped."""
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    before = moment - timedelta(hours=3)
    while before.astimezone(zone).utcoffset() == (before + timedelta(minutes=1)).astimezone(zone).utcoffset():
        before += timedelta(minutes=1)
    return before + timedelta(minutes=1)


def starts(rule, zone):
    if '=' in rule:
        lines = rule.split('\n')
        dtstart = datetime.strptime(lines[0].split(':')[-1], '%Y%m%dT%H%M%S') if len(lines) > 1 else datetime(2000, 1, 1)
        rrule = rrulestr(lines[-1].removeprefix('RRULE:'), dtstart=dtstart)
        return [instant(wall, zone) for wall in rrule.between(FIRST, LAST)]
    minute, hour = rule.split()[:2]
    if '*' not in minute and '*' not in hour:
        clock, found = croniter(rule, FIRST), []
        while (wall := clock.get_next(datetime)) < LAST:
            found.append(instant(wall, zone))
        return found
    minutes, hours, *days = [set(field) for field in croniter.expand(rule)[0]]
    assert all(day == {'*'} for day in days)
    found, moment = [], FIRST.replace(tzinfo=UTC)
    while moment < LAST.replace(tzinfo=UTC):
        wall = moment.astimezone(zone)
        if (minutes == {'*'} or wall.minute in minutes) and (hours == {'*'} or wall.hour in hours):
            found.append(moment)
        moment += timedelta(minutes=1)
    return found


def spans(window):
    zone, number = ZoneInfo(window['zone']), int(window['for'][:-1])
    for start in starts(window['rule'], zone):
        if window['for'][-1] == 'd':
            yield start, instant(start.astimezone(zone).replace(tzinfo=None) + timedelta(days=number), zone)
        else:
            yield start, start + timedelta(minutes=number * {'m': 1, 'h': 60}[window['for'][-1]])


def changes(windows):
    """The moments at which it opens or closes, with the state from there on."""
    events = sorted({moment for window in windows for span in window['spans'] for moment in span})
    counts, deltas = {'allow': 0, 'deny': 0}, {}
    for window in windows:
        for start, end in window['spans']:
            deltas.setdefault(start, []).append((window['kind'], 1))
            deltas.setdefault(end, []).append((window['kind'], -1))
    allows = any(window['kind'] == 'allow' for window in windows)
    for moment in events:
        for kind, delta in deltas[moment]:
            counts[kind] += delta
        yield moment, counts['deny'] == 0 and (counts['allow'] > 0 or not allows)


def answer(states, now):
    is_open = [state for moment, state in states if moment <= now][-1]
    if is_open:
        return 'open'
    until = next((moment for moment, state in states if moment > now and state), None)
    return millis(until) if until and until <= now + HORIZON else None


def millis(moment):
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def shifts(zone):
    zone, day = ZoneInfo(zone), FROM
    while day < TO:
        if day.astimezone(zone).utcoffset() != (day + timedelta(days=1)).astimezone(zone).utcoffset():
            yield day
        day += timedelta(days=1)


def questions(windows, states, dice):
    edges = [moment for moment, _ in states if FROM <= moment <= TO]
    near = {moment for window in windows for day in shifts(window['zone']) for moment in edges if abs(moment - day) < timedelta(days=2)}
    picked = dice.sample(edges, min(12, len(edges))) + dice.sample(sorted(near), min(24, len(near)))
    asked = {moment + timedelta(milliseconds=by) for moment in picked for by in (-1, 0)}
    asked |= {FROM + (TO - FROM) * dice.random() for _ in range(15)}
    return sorted(moment.replace(microsecond=moment.microsecond // 1000 * 1000) for moment in asked)


def main():
    dice, lines = random.Random(1), []
    for case in CASES:
        windows = [{**window, 'spans': list(spans(window))} for window in case]
        states = list(changes(windows))
        if states[0][0] > FROM:
            states.insert(0, (FIRST.replace(tzinfo=UTC), not any(window['kind'] == 'allow' for window in case)))
        answers = [[millis(now), answer(states, now)] for now in questions(windows, states, dice)]
        lines.append(json.dumps({'windows': case, 'answers': answers}))
    text = '[\n' + ',\n'.join(lines) + '\n]\n'
    Path(__file__).with_name('answers.json').write_text(text)


main()
