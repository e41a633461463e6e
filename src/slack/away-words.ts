// The words of `/funnel away`: who, from which day to which, in the forms in which people write days.

/** What somebody wants. `person` is null for themselves; days are YYYY-MM-DD, both of them days away. */
export type AwayWish =
  | { kind: 'ask' | 'help' | 'list' }
  | { kind: 'back' | 'cancel'; person: string | null }
  | { kind: 'away'; person: string | null; from: string; until: string }
  | { kind: 'not understood'; words: string };

const DAY_MS = 86_400_000;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Nobody plans further ahead; a day that is nearly a year off is more likely one that is just over. */
const AHEAD_DAYS = 330;

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** A day of the calendar, or null when there is none such: 31 November. */
function dayOf(year: number, month: number, date: number): string | null {
  const day = new Date(Date.UTC(year, month, date));
  return day.getUTCMonth() === month && day.getUTCDate() === date ? day.toISOString().slice(0, 10) : null;
}

/** The first such day that is not before another; for a year that is not named. */
function nextOf(month: number, date: number, notBefore: string): string | null {
  const year = Number(notBefore.slice(0, 4));
  const day = dayOf(year, month, date);
  if (day !== null && day >= notBefore) return day;
  const later = dayOf(year + 1, month, date);
  if (later === null) return null;
  return later <= plusDays(notBefore, AHEAD_DAYS) ? later : null;
}

const monthIn = (word: string): number => months.indexOf(word.slice(0, 3));

/** A word that names a month, or begins one: "dec", "december". */
const isMonth = (word: string): boolean => /^[a-z]{3,9}$/.test(word) && monthIn(word) >= 0;

const yearOf = (written: string): number => (written.length === 2 ? 2000 + Number(written) : Number(written));

/** "5 Dec", "Dec 5", "5 December 2026". */
function namedDay(words: readonly string[], notBefore: string): string | null {
  const [first = '', second = '', year] = words;
  const [date, month] = isMonth(first) ? [second, first] : [first, second];
  if (!/^\d{1,2}(st|nd|rd|th)?$/.test(date) || !isMonth(month) || words.length > 3) return null;
  const number = Number.parseInt(date, 10);
  if (year === undefined) return nextOf(monthIn(month), number, notBefore);
  return /^\d{4}$/.test(year) ? dayOf(Number(year), monthIn(month), number) : null;
}

/** "5/12", "5/12/2026": the day first, as in Australia. */
function slashedDay(word: string, notBefore: string): string | null {
  const [, date = '', month = '', year] = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?$/.exec(word) ?? [];
  if (date === '') return null;
  if (year === undefined) return nextOf(Number(month) - 1, Number(date), notBefore);
  return dayOf(yearOf(year), Number(month) - 1, Number(date));
}

function weekday(word: string, notBefore: string): string | null {
  const wanted = /^[a-z]{3,9}$/.test(word) ? weekdays.indexOf(word.slice(0, 3)) : -1;
  if (wanted < 0) return null;
  const first = new Date(`${notBefore}T00:00:00Z`).getUTCDay();
  return plusDays(notBefore, (wanted - first + 7) % 7);
}

/** One day as somebody writes it, not before another where it leaves the year or the week open; null when it is none. */
function readDay(text: string, { today, notBefore }: { today: string; notBefore: string }): string | null {
  const words = text
    .replace(/,/g, ' ')
    .split(' ')
    .filter((word) => word !== '' && word !== 'on' && word !== 'of');
  const [word = ''] = words;
  if (words.length > 1) {
    // "Friday 4 Dec" says the day twice.
    return (
      namedDay(words, notBefore) ??
      (weekday(word, notBefore) === null ? null : namedDay(words.slice(1), notBefore))
    );
  }
  if (word === 'today' || word === 'now') return today;
  if (word === 'tomorrow') return plusDays(today, 1);
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word) ?? [];
  if (year !== '') return dayOf(Number(year), Number(month) - 1, Number(date));
  return slashedDay(word, notBefore) ?? weekday(word, notBefore);
}

const CONNECTOR = / +(?:to|until|till|through|thru|-|–) +|–/;
const PERSON = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/;

/** "1 to 5 Dec": the month of the second day is that of the first. */
const withMonthOf = (first: string, second: string): string => {
  const month = second.split(' ').find(isMonth);
  return /^\d{1,2}(st|nd|rd|th)?$/.test(first) && month !== undefined ? `${first} ${month}` : first;
};

/**
 * Reads what follows `/funnel away`. `today` is YYYY-MM-DD in the charter's zone. The last day that is named is a day away
 * too; one day alone is that day.
 */
export function readAway(text: string, today: string): AwayWish {
  const person = PERSON.exec(text)?.[1] ?? null;
  const words = text.replace(PERSON, ' ').trim().toLowerCase().replace(/\s+/g, ' ');
  if (words === '') return person === null ? { kind: 'ask' } : { kind: 'not understood', words: text };
  if (words === 'help' || words === 'list') return { kind: words };
  if (words === 'back' || words === 'cancel') return { kind: words, person };
  const span = words.replace(/^from +/, '').replace(/^(until|till) +/, 'today until ');
  const [first = '', second, more] = span.split(CONNECTOR);
  const from = readDay(withMonthOf(first.trim(), second ?? ''), { today, notBefore: today });
  if (from === null || more !== undefined) return { kind: 'not understood', words: text };
  const until = second === undefined ? from : readDay(second.trim(), { today, notBefore: from });
  return until === null ? { kind: 'not understood', words: text } : { kind: 'away', person, from, until };
}
