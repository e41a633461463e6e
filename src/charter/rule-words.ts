// A rule in words that people read and that can be taken in one way only: "company employees from 20 to 1,000".
import type { Charter } from './charter.js';
import { fieldWords, leadFields } from './lead-fields.js';
import type { FactRule, Rule, SignalRule } from './rule.js';

/** Line breaks, controls, half characters and what turns the rest of a line around are spelt out. */
const SPELT = /[\\”]|[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Outside words in quotes, on one line; two different texts never give the same. */
export const quoted = (text: string): string =>
  `“${text.replace(SPELT, (sign) =>
    sign === '\\' || sign === '”' ? `\\${sign}` : `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  )}”`;

/** A text that needs no quotes: words and a bracket at its end, like "Timeline stated (days)". */
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N}'’&/+-]*( [\p{L}\p{N}'’&/+-]+)*( \([\p{L}\p{N} ]+\))?$/u;

/** Words that the sentences themselves are made of: bare, they could not be told from them. */
const GRAMMAR =
  /(^|[ (])(and|or|not|all|any|one|none|is|exactly|known|from|to|in|more|times|once|within|with|yes|no|signal|fact|field)(?=[ )]|$)/i;

const bare = (text: string): boolean => PLAIN.test(text) && !GRAMMAR.test(text);

/** Outside words as they are where nobody could misread them, else in quotes. */
const plainly = (text: string): string => (bare(text) ? text : quoted(text));

/** A name as a sentence begins with it: as it is where it is made of words, else in quotes. */
export const named = (text: string): string => (PLAIN.test(text) ? text : quoted(text));

/** "1,000", "0.5", "-3": every number in its own words, none rounded. */
export function numberWords(number: number): string {
  const [whole = '', ...rest] = String(number).split('.');
  return [/e/.test(whole) ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ','), ...rest].join('.');
}

/** "1 day", "30 days". */
export const countWords = (count: number, one: string): string =>
  `${numberWords(count)} ${one}${count === 1 ? '' : 's'}`;

/** Labels inside a sentence start small, but for those like "CRM note". */
const inSentence = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;

const fieldNames = new Set(Object.values(leadFields));

/** A signal type by its label; by its type where the label is shared with another, or with a fact. */
export function signalWords(type: string, signals: Charter['signals']): string {
  const label = (of: string): string => {
    const own = Object.hasOwn(signals, of) ? signals[of] : undefined;
    return own === undefined ? '' : inSentence(own);
  };
  const mine = label(type);
  const shared = Object.keys(signals).some((other) => other !== type && label(other) === mine);
  return mine === '' || shared || fieldNames.has(mine) ? `signal ${type}` : plainly(mine);
}

const listed = (texts: readonly string[]): string => texts.map(plainly).join(', ');

const said = (value: string | number | boolean): string => {
  if (typeof value === 'number') return `exactly ${numberWords(value)}`;
  if (typeof value === 'boolean') return value ? 'is yes' : 'is no';
  return `is ${plainly(value)}`;
};

/** What is asked of a fact, after its name. */
function asked(rule: FactRule): string {
  if ('known' in rule) return 'known';
  if ('between' in rule) return `from ${numberWords(rule.between[0])} to ${numberWords(rule.between[1])}`;
  if ('atLeast' in rule) return `${numberWords(rule.atLeast)} or more`;
  if ('atMost' in rule) return `${numberWords(rule.atMost)} or less`;
  if ('oneOf' in rule) return `one of ${listed(rule.oneOf)}`;
  if ('noneOf' in rule) return `none of ${listed(rule.noneOf)}`;
  if ('withinDays' in rule) return `within the last ${countWords(rule.withinDays, 'day')}`;
  if ('olderThanDays' in rule) return `more than ${countWords(rule.olderThanDays, 'day')} ago`;
  return said(rule.is);
}

function askedOfSignals({ atLeast, withinDays, valueAtMost, absent }: SignalRule): string[] {
  return [
    ...(atLeast === undefined
      ? []
      : [atLeast === 1 ? 'once or more' : `${numberWords(atLeast)} times or more`]),
    ...(withinDays === undefined ? [] : [`within ${countWords(withinDays, 'day')}`]),
    ...(valueAtMost === undefined ? [] : [`with the latest at ${numberWords(valueAtMost)} or less`]),
    ...(absent === undefined
      ? []
      : [absent === 'unknown' ? '(not known until seen)' : '(not met until seen)']),
  ];
}

/** Rules joined by one word; those that join others themselves stand in brackets. */
function joined(rules: readonly Rule[], word: 'and' | 'or', signals: Charter['signals']): string {
  const parts = rules.map((rule) => {
    const words = ruleWords(rule, { signals });
    return 'all' in rule || 'any' in rule ? `(${words})` : words;
  });
  // A list of one means what its rule means, and is told apart from it all the same: it is another text to sign.
  return parts.length === 1
    ? `${word === 'and' ? 'all' : 'any'} of (${parts.join()})`
    : parts.join(` ${word} `);
}

/**
 * A rule in words, unescaped, on one line: "pricing page viewed 3 times or more within 30 days". Two different rules
 * never read the same under one charter, and the words hold everything that the verdict depends on.
 */
export function ruleWords(rule: Rule, charter: Pick<Charter, 'signals'>): string {
  if ('all' in rule) return joined(rule.all, 'and', charter.signals);
  if ('any' in rule) return joined(rule.any, 'or', charter.signals);
  if ('not' in rule) return `not (${ruleWords(rule.not, charter)})`;
  if ('signal' in rule) return [signalWords(rule.signal, charter.signals), ...askedOfSignals(rule)].join(' ');
  return `${fieldWords(rule.fact)} ${asked(rule)}`;
}
