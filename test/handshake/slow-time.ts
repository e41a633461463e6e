// Working time counted minute by minute, from what the wall clock shows: slow, and too simple to be wrong.
import { weekdays } from '../../src/charter/charter.js';
import type { DayHours, Hours, PublicHolidays } from '../../src/handshake/wall-hours.js';

const MINUTE_MS = 60_000;

/** Says of an instant whether people work at it. Asks the machine's calendar each time. */
export function slowClock(hours: Hours, publicHolidays: PublicHolidays): (at: number) => boolean {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: hours.zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'long',
    hourCycle: 'h23',
  });
  return (at) => {
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = value;
    const day = `${part.year}-${part.month}-${part.day}`;
    const time = `${part.hour}:${part.minute}`;
    const within = ({ from, to }: { from: string; to: string }): boolean => from <= time && time < to;
    const weekday = weekdays.find((name) => name === part.weekday?.toLowerCase());
    const open: DayHours | undefined = weekday && hours.days[weekday];
    if (open === undefined || !within(open) || (open.breaks ?? []).some(within)) return false;
    return !hours.alsoClosed.includes(day) && !publicHolidays(Number(part.year)).includes(day);
  };
}

/** The whole minutes from one instant to another at which people work. */
export function slowMinutes(from: number, to: number, isWorking: (at: number) => boolean): number {
  let minutes = 0;
  for (let at = from; at < to; at += MINUTE_MS) if (isWorking(at)) minutes++;
  return minutes;
}
