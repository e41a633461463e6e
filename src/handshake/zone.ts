// How far the wall clock of a zone is from UTC, spell by spell: a spell lasts from one change of the clocks to the next.

/** From one instant to another, both in ms since 1970, the wall clock is `offset` ms ahead of UTC, and `next` ms afterwards. */
export interface Spell {
  from: number;
  until: number;
  offset: number;
  next: number;
}

const SECOND_MS = 1000;
const WEEK_MS = 7 * 86_400_000;

/** The offset of a zone at an instant, as the machine's own tables know it: slow, so asked once a week of a year, and kept. */
function offsets(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (at) => {
    const told = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0', seconds = '0'] =
      /([+-])(\d+):(\d+)(?::(\d+))?/.exec(told) ?? [];
    const ahead = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return (sign === '-' ? -ahead : ahead) * SECOND_MS;
  };
}

/** The instant between two at which the clocks change, to the second. */
function changeBetween(before: number, after: number, offsetAt: (at: number) => number): number {
  const old = offsetAt(before);
  let [low, high] = [before / SECOND_MS, after / SECOND_MS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * SECOND_MS) === old) low = middle;
    else high = middle;
  }
  return high * SECOND_MS;
}

/** A change is noticed if it lasts a week or longer; no zone has changed its clocks for less since 1970. */
function spellsOfYear(year: number, offsetAt: (at: number) => number): Spell[] {
  const end = Date.UTC(year + 1, 0, 1);
  const spells: Spell[] = [];
  let from = Date.UTC(year, 0, 1);
  for (let looked = from; looked < end; ) {
    const ahead = Math.min(looked + WEEK_MS, end);
    const [offset, next] = [offsetAt(looked), offsetAt(ahead)];
    const changes = next !== offset;
    if (changes || ahead === end) {
      const until = changes ? changeBetween(looked, ahead, offsetAt) : end;
      spells.push({ from, until, offset, next });
      from = until;
    }
    looked = ahead;
  }
  if (from < end) {
    const offset = offsetAt(end);
    spells.push({ from, until: end, offset, next: offset });
  }
  return spells;
}

const zones = new Map<string, (year: number) => readonly Spell[]>();

/** Remembers what a question of one year was answered. */
export function onceAYear<T>(answer: (year: number) => T): (year: number) => T {
  const answers = new Map<number, T>();
  return (year) => {
    let known = answers.get(year);
    if (known === undefined) {
      known = answer(year);
      answers.set(year, known);
    }
    return known;
  };
}

/** The spells of a zone that make up a year of UTC, in order and without a gap. */
export function spellsOf(zone: string, year: number): readonly Spell[] {
  let years = zones.get(zone);
  if (years === undefined) {
    const offsetAt = offsets(zone);
    years = onceAYear((each) => spellsOfYear(each, offsetAt));
    zones.set(zone, years);
  }
  return years(year);
}
