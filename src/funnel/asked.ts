// What somebody asks of the diagnosis: which days, split by what, and whether everybody is to see it.

/** Calendar days (YYYY-MM-DD) in the charter's zone, both of them in it. */
export interface Days {
  from: string;
  to: string;
}

/** What the figures may be split by. */
export const groupings = ['source', 'rep', 'segment', 'campaign'] as const;
export type Grouping = (typeof groupings)[number];

/** A question to the diagnosis. */
export interface Asked {
  days: Days;
  by: Grouping | null;
  share: boolean;
}

/** What is not understood, as it was typed, and what to do about it. */
export interface NotUnderstood {
  word: string;
  why: string;
}

/** Without a period so many days are looked at: about a quarter, in which most teams have enough answers. */
export const DAYS_USUAL = 90;

/** As far back as a replay looks. */
export const DAYS_MOST = 1_096;

const DAY_MS = 86_400_000;

const instantOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** The calendar day so many days after another one, or before it. */
export const dayAfter = (day: string, days: number): string => dayOf(instantOf(day) + days * DAY_MS);

/** How many days are in it. */
export const lengthOf = ({ from, to }: Days): number =>
  Math.round((instantOf(to) - instantOf(from)) / DAY_MS) + 1;

/** The days just before, as many of them. */
export const daysBefore = (days: Days): Days => ({
  from: dayAfter(days.from, -lengthOf(days)),
  to: dayAfter(days.from, -1),
});

/** The last so many days, today among them. */
const lastDays = (count: number, today: string): Days => ({ from: dayAfter(today, 1 - count), to: today });

/** From the first day of the calendar quarter that today is in, up to today. */
function quarterOf(today: string): Days {
  const month = Number(today.slice(5, 7));
  const first = month - ((month - 1) % 3);
  return { from: `${today.slice(0, 5)}${String(first).padStart(2, '0')}-01`, to: today };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instantOf(text)) && dayOf(instantOf(text)) === text;

/** Two days with two dots between them; null when the word is no such thing. */
function between(word: string, today: string): Days | NotUnderstood | null {
  const [, from = '', to = ''] = /^(.*?)\.\.(.*)$/.exec(word) ?? [];
  if (from === '' && to === '') return null;
  if (!isDay(from) || !isDay(to)) return { word, why: 'Write two days, like 2026-07-01..2026-09-30.' };
  if (from > to) return { word, why: 'The first day is after the last. Turn them round.' };
  if (from > today) return { word, why: 'These days are still to come. Choose earlier ones.' };
  const days = { from, to: to > today ? today : to };
  return lengthOf(days) > DAYS_MOST ? tooLong(word) : days;
}

const tooLong = (word: string): NotUnderstood => ({
  word,
  why: `The diagnosis looks at ${DAYS_MOST.toLocaleString('en-AU')} days at most. Choose a shorter period.`,
});

/** The days that a word names; null when it names none. */
function daysIn(word: string, today: string): Days | NotUnderstood | null {
  if (word === 'quarter') return quarterOf(today);
  const [, count] = /^(\d{1,6})d$/.exec(word) ?? [];
  if (count === undefined) return between(word, today);
  if (Number(count) === 0) return { word, why: 'Choose one day or more, like 30d.' };
  return Number(count) > DAYS_MOST ? tooLong(word) : lastDays(Number(count), today);
}

const groupingIn = (word: string): Grouping | undefined => groupings.find((each) => each === word);

/**
 * Reads the words after the command, in any order and case: `[30d|90d|quarter|from..to] [by source|rep|segment|campaign]
 * [share]`. `today` is YYYY-MM-DD in the charter's zone.
 */
export function readAsked(words: string, today: string): Asked | NotUnderstood {
  const asked: Asked = { days: lastDays(DAYS_USUAL, today), by: null, share: false };
  const left = words.toLowerCase().split(/\s+/).filter(Boolean);
  const said = new Set<keyof Asked>();
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const days = daysIn(word, today);
    const told = word === 'by' ? 'by' : word === 'share' ? 'share' : days === null ? null : 'days';
    if (told === null) return { word, why: 'It is none of the words below.' };
    if (said.has(told)) return { word, why: 'It says again what was said before it. Choose one.' };
    said.add(told);
    if (told === 'share') asked.share = true;
    else if (told === 'by') {
      const [next = ''] = left.splice(0, 1);
      const by = groupingIn(next);
      if (by === undefined)
        return { word: `by ${next}`.trim(), why: `Choose one of ${groupings.join(', ')}.` };
      asked.by = by;
    } else if (days !== null) {
      if ('why' in days) return days;
      asked.days = days;
    }
  }
  return asked;
}
