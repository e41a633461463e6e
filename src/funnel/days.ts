// Days as they are counted by: YYYY-MM-DD, and the Mondays that weeks begin with.

/** A calendar day, YYYY-MM-DD. */
export type Day = string;

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** 5 January 1970, a Monday, in days since 1970. */
const FIRST_MONDAY = 4;

/** Counting asks for the same days thousands of times. */
const texts = new Map<number, Day>();

/** The day so many days since 1970. */
export function dayAt(number: number): Day {
  let text = texts.get(number);
  if (text === undefined) {
    text = new Date(number * DAY_MS).toISOString().slice(0, 10);
    texts.set(number, text);
  }
  return text;
}

const numbers = new Map<Day, number>();

/** A day as days since 1970. Throws a RangeError when it is none. */
export function dayNumber(day: Day): number {
  let number = numbers.get(day);
  if (number === undefined) {
    number = Date.parse(`${day}T00:00:00Z`) / DAY_MS;
    if (!Number.isInteger(number)) throw new RangeError(`"${day}" is not a day`);
    numbers.set(day, number);
  }
  return number;
}

/** The day so many days later; earlier when negative. */
export const daysAfter = (day: Day, days: number): Day => dayAt(dayNumber(day) + days);

/** The first number at or below `number` that is whole blocks of so many days from a Monday. */
export const blockStart = (number: number, days: number): number =>
  FIRST_MONDAY + Math.floor((number - FIRST_MONDAY) / days) * days;

/** The Monday of a day's week. */
export const mondayOf = (day: Day): Day => dayAt(blockStart(dayNumber(day), WEEK_DAYS));
