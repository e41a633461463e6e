// Putting words into Slack's mrkdwn: outside words made harmless, people, instants and days.
import { PERSON_MARKS } from '../charter/sayings.js';

/** Bidirectional overrides and isolates would reorder the rest of a line; U+FEFF is invisible. */
const INVISIBLE = /[\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const LINE_BREAKS = /\r\n?|[\u2028\u2029\u0085]/g;
const CONTROLS = /(?!\n)\p{Cc}/gu;
const LONE_SURROGATES = /\p{Cs}/gu;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What people call Slack users, as Slack spells their ids. */
const PERSON_ID = /^[A-Z][A-Z0-9]+$/;

/** Outside words without control characters; line breaks stay. For plain_text objects, which know no entities. */
export const tidy = (text: string): string =>
  text
    .replace(LINE_BREAKS, '\n')
    .replace(CONTROLS, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATES, '\uFFFD')
    .trim();

/** Outside words on one line, also for plain_text objects: no line break of theirs can pose as a line of ours. */
export const oneLine = (text: string): string => tidy(text).replace(/\s+/g, ' ');

const graphemes = new Intl.Segmenter('en-AU');

const withEntities = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** Outside words as mrkdwn that mentions nobody and links nothing, on one line. To be applied exactly once. */
const escaped = (text: string): string => withEntities(oneLine(text));

export { escaped as escape };

/**
 * The text, or its beginning and "…", so that it takes at most `max` characters once it is escaped.
 * It cuts between what people see as characters, never within an emoji. Returns unescaped text.
 */
export function clip(text: string, max: number): string {
  const clean = tidy(text);
  if (withEntities(clean).length <= max) return clean;
  if (max < 1) return '';
  let kept = '';
  let room = max - 1;
  // What begins after `max` cannot fit, so a long text is not read to its end.
  for (const { segment } of graphemes.segment(clean.slice(0, max))) {
    room -= withEntities(segment).length;
    if (room < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Outside words, clipped and then escaped: at most `max` characters of mrkdwn on one line. */
export const within = (text: string, max: number): string => withEntities(clip(oneLine(text), max));

/** A line of a block of code, in which spaces count: as it is, but for the signs that Slack would read. */
export const coded = (line: string): string => withEntities(line);

const LONGEST_WORD = 200;

/** The whole of a text, escaped, on lines of at most `max` characters, cut between words; a long word is cut in itself. */
export function linesOf(text: string, max: number): string[] {
  const words = oneLine(text)
    .split(' ')
    .flatMap((word) => word.match(new RegExp(`.{1,${LONGEST_WORD}}`, 'gsu')) ?? [])
    .map(withEntities);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= max)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Somebody's own words as a quote of at most `max` characters, line by line. */
export function quote(text: string, max: number): string {
  const lines = tidy(text).split(/\n+/);
  const markers = 2 * lines.length;
  const clipped = clip(lines.join('\n'), Math.max(1, max - markers));
  return clipped
    .split('\n')
    .map((line) => `> ${withEntities(line)}`)
    .join('\n');
}

/** Mentions a person by Slack user id; what is not such an id is shown as plain words. */
export const mention = (personId: string): string =>
  PERSON_ID.test(personId) ? `<@${personId}>` : escaped(personId);

const MARKED_PERSON = new RegExp(`${PERSON_MARKS[0]}([^${PERSON_MARKS[1]}]*)${PERSON_MARKS[1]}`, 'g');
const STRAY_MARKS = new RegExp(`[${PERSON_MARKS.join('')}]`, 'g');

/** Words of the charter, escaped already, with the people in them mentioned. */
export const withPeople = (words: string): string =>
  words.replace(MARKED_PERSON, (_marked, id: string) => mention(id)).replace(STRAY_MARKS, '');

/** User groups (S…) and people (U…, W…) as a message mentions them, separated by spaces. */
export const mentions = (ids: readonly string[]): string =>
  ids.map((id) => (/^S[A-Z0-9]+$/.test(id) ? `<!subteam^${id}>` : mention(id))).join(' ');

/** Words, escaped already, that link to an address which Slack gave us; null where that is none. */
export const link = (url: string | null, words: string): string | null =>
  url === null || !/^https?:\/\/[^\s<>|]+$/.test(url) ? null : `<${url.replaceAll('&', '&amp;')}|${words}>`;

const instantOf = (instant: string | Date): Date => {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) throw new RangeError('an instant must be a date or ISO 8601 text');
  return date;
};

/** An instant in words in a zone: "11 Nov 2026, 10:00 am AEDT". For texts in which Slack's dates do not work. */
export function inZone(instant: string | Date, zone: string): string {
  const format = new Intl.DateTimeFormat('en-AU', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return format.format(instantOf(instant)).replace(/\s/g, ' ');
}

/** An instant that Slack shows in each reader's own zone; `fallbackZone` is for readers whose Slack cannot. */
export function when(instant: string | Date, fallbackZone: string): string {
  const seconds = Math.floor(instantOf(instant).getTime() / 1000);
  return `<!date^${seconds}^{date_short_pretty} at {time}|${inZone(instant, fallbackZone)}>`;
}

/** A calendar day (YYYY-MM-DD) in words, the same for every reader: "14 Dec 2026". */
export const calendarDay = (day: string): string =>
  new Intl.DateTimeFormat('en-AU', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(instantOf(`${day}T00:00:00Z`));
