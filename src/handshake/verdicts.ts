// What the charter's checklist says of one lead: met, unmet or unknown, with the lead's own value beside it.
import type { Charter, Criterion } from '../charter/charter.js';
import type { FactRule, Rule, SignalRule } from '../charter/rule.js';
import { type Facts, type FactValue, factOf, type Signal } from './lead.js';

export type Verdict = 'met' | 'unmet' | 'unknown';

/** The verdict of one criterion. `value` is the lead's own value in plain words, unescaped. */
export interface CriterionVerdict {
  criterion: string;
  verdict: Verdict;
  value: string;
}

/**
 * A verdict as it is judged. `basis` is what it rests on, told without its age: it changes only when something new is
 * known, while `value` ("last 3 days ago") changes from day to day.
 */
export interface JudgedCriterion extends CriterionVerdict {
  basis: string;
}

/** Everything a rule may look at. */
export interface Evidence {
  facts: Facts;
  signals: readonly Signal[];
  now: Date;
}

const DAY_MS = 86_400_000;

/** A date may be a day ahead of ours: zones differ, and clocks run ahead. */
const DAYS_AHEAD = 1;

/** ISO 8601: a date alone, which is its midnight in UTC, or an instant with its offset. */
const ISO_DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** Days between an instant and now, never negative: a source's clock may run ahead of ours. */
export const ageInDays = (occurredAt: Date, now: Date): number =>
  Math.max(0, (now.getTime() - occurredAt.getTime()) / DAY_MS);

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Nothing is known of a field that is absent or holds only spaces; as a number such a text would pass for 0. */
const isKnown = (value: FactValue | null): value is FactValue =>
  value !== null && String(value).trim() !== '';

const opposite: Record<Verdict, Verdict> = { met: 'unmet', unmet: 'met', unknown: 'unknown' };

/** Three-valued logic after Kleene: one unmet decides an `all`, one met decides an `any`. */
function combined(verdicts: Verdict[], decisive: Verdict): Verdict {
  if (verdicts.includes(decisive)) return decisive;
  return verdicts.includes('unknown') ? 'unknown' : opposite[decisive];
}

function seen(rule: SignalRule, { signals, now }: Evidence): Signal[] {
  const within = rule.withinDays ?? Number.POSITIVE_INFINITY;
  return signals.filter(
    (signal) => signal.type === rule.signal && ageInDays(signal.occurredAt, now) <= within,
  );
}

/** Of two signals of one instant the one whose identity sorts last is the latest, in whatever order they came. */
const latest = (signals: readonly Signal[]): Signal | undefined =>
  signals.reduce<Signal | undefined>((last, signal) => {
    if (last === undefined) return signal;
    const order = signal.occurredAt.getTime() - last.occurredAt.getTime();
    const later = order !== 0 ? order > 0 : `${signal.source} ${signal.id}` > `${last.source} ${last.id}`;
    return later ? signal : last;
  }, undefined);

function judgeSignal(rule: SignalRule, evidence: Evidence): Verdict {
  const counted = seen(rule, evidence);
  const last = latest(counted);
  if (last === undefined || counted.length < (rule.atLeast ?? 1)) {
    const never = !evidence.signals.some((signal) => signal.type === rule.signal);
    return never ? (rule.absent ?? 'unmet') : 'unmet';
  }
  if (rule.valueAtMost === undefined) return 'met';
  if (last.value === null) return 'unknown';
  return last.value <= rule.valueAtMost ? 'met' : 'unmet';
}

const isOneOf = (words: readonly string[], value: FactValue): boolean =>
  words.some((one) => folded(one) === folded(String(value)));

const verdictOf = (met: boolean): Verdict => (met ? 'met' : 'unmet');

/** A number within bounds; a text that is no number says nothing about it. */
function judgeNumber(value: FactValue, least: number, most: number): Verdict {
  const number = Number(value);
  return Number.isFinite(number) ? verdictOf(number >= least && number <= most) : 'unknown';
}

/** Yes or no, also as other systems write it; any other text says neither. */
function judgeFlag(value: FactValue, wanted: boolean): Verdict {
  const said = folded(String(value));
  if (said === 'true' || said === 'yes') return verdictOf(wanted);
  return said === 'false' || said === 'no' ? verdictOf(!wanted) : 'unknown';
}

/** How many days ago a fact's date was, negative for one that lies ahead; null when the fact is no date. */
function daysSince(value: FactValue, now: Date): number | null {
  const text = String(value).trim();
  if (!ISO_DATE.test(text)) return null;
  const at = Date.parse(text);
  // 30 February has the shape of a date, and would pass for 2 March.
  const exists = new Date(`${text.slice(0, 10)}T00:00:00Z`).toJSON()?.startsWith(text.slice(0, 10)) ?? false;
  return Number.isNaN(at) || !exists ? null : (now.getTime() - at) / DAY_MS;
}

function judgeRecency(value: FactValue, now: Date, isRecent: (days: number) => boolean): Verdict {
  const days = daysSince(value, now);
  return days === null ? 'unknown' : verdictOf(isRecent(days));
}

function judgeFact(rule: FactRule, { facts, now }: Evidence): Verdict {
  const value = factOf(facts, rule.fact);
  if (!isKnown(value)) return 'unknown';
  if ('known' in rule) return 'met';
  if ('oneOf' in rule) return verdictOf(isOneOf(rule.oneOf, value));
  if ('noneOf' in rule) return verdictOf(!isOneOf(rule.noneOf, value));
  if ('between' in rule) return judgeNumber(value, ...rule.between);
  if ('atLeast' in rule) return judgeNumber(value, rule.atLeast, Number.POSITIVE_INFINITY);
  if ('atMost' in rule) return judgeNumber(value, Number.NEGATIVE_INFINITY, rule.atMost);
  if ('withinDays' in rule)
    return judgeRecency(value, now, (days) => days >= -DAYS_AHEAD && days <= rule.withinDays);
  if ('olderThanDays' in rule) return judgeRecency(value, now, (days) => days > rule.olderThanDays);
  if (typeof rule.is === 'number') return judgeNumber(value, rule.is, rule.is);
  if (typeof rule.is === 'boolean') return judgeFlag(value, rule.is);
  return verdictOf(isOneOf([rule.is], value));
}

/** Judges one rule. Total: every rule has a verdict for every lead, and none can loop or throw. */
export function judge(rule: Rule, evidence: Evidence): Verdict {
  if ('all' in rule)
    return combined(
      rule.all.map((part) => judge(part, evidence)),
      'unmet',
    );
  if ('any' in rule)
    return combined(
      rule.any.map((part) => judge(part, evidence)),
      'met',
    );
  if ('not' in rule) return opposite[judge(rule.not, evidence)];
  if ('signal' in rule) return judgeSignal(rule, evidence);
  return judgeFact(rule, evidence);
}

const ago = (days: number): string => {
  const whole = Math.floor(days);
  if (whole === 0) return 'today';
  return whole === 1 ? 'yesterday' : `${whole} days ago`;
};

function describe(rule: Rule, evidence: Evidence): string {
  if ('all' in rule) return rule.all.map((part) => describe(part, evidence)).join('; ');
  if ('any' in rule) return rule.any.map((part) => describe(part, evidence)).join('; ');
  if ('not' in rule) return describe(rule.not, evidence);
  if ('signal' in rule) {
    const counted = seen(rule, evidence);
    const last = latest(counted);
    if (last === undefined)
      return rule.withinDays === undefined ? 'not seen' : `not seen in ${rule.withinDays} days`;
    const times = counted.length === 1 ? 'once' : `${counted.length} times`;
    const value = rule.valueAtMost === undefined || last.value === null ? '' : `${last.value}, `;
    return `${value}${times}, last ${ago(ageInDays(last.occurredAt, evidence.now))}`;
  }
  const value = factOf(evidence.facts, rule.fact);
  if (!isKnown(value)) return 'not known';
  return typeof value === 'number' ? value.toLocaleString('en-AU') : String(value);
}

/** The facts and the latest signals that a rule looks at, in or out of its window: windows close by time alone. */
function basisOf(rule: Rule, evidence: Evidence): string {
  if ('all' in rule) return rule.all.map((part) => basisOf(part, evidence)).join();
  if ('any' in rule) return rule.any.map((part) => basisOf(part, evidence)).join();
  if ('not' in rule) return basisOf(rule.not, evidence);
  if (!('signal' in rule)) return JSON.stringify(factOf(evidence.facts, rule.fact));
  const last = latest(evidence.signals.filter(({ type }) => type === rule.signal));
  return JSON.stringify(last === undefined ? null : [last.source, last.id]);
}

/** Judges one criterion; one without a rule waits for a person and is unknown. */
export function judgeCriterion({ id, rule }: Criterion, evidence: Evidence): JudgedCriterion {
  if (rule === null) return { criterion: id, verdict: 'unknown', value: 'for a person to judge', basis: '' };
  return {
    criterion: id,
    verdict: judge(rule, evidence),
    value: describe(rule, evidence),
    basis: basisOf(rule, evidence),
  };
}

/** Judges the whole checklist, in the charter's order. */
export const judgeAll = (charter: Charter, evidence: Evidence): JudgedCriterion[] =>
  charter.criteria.map((criterion) => judgeCriterion(criterion, evidence));
