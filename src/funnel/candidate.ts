// One lead before one charter, as news comes in and time goes by: judged like any lead, without doing the same twice.
import type { ScoringRule } from '../charter/charter.js';
import { type Fact, type Facts, factOf, type Signal } from '../handshake/lead.js';
import { scoreOf } from '../handshake/score.js';
import { ageInDays, type CriterionVerdict, judge } from '../handshake/verdicts.js';
import { firstFrom } from './mornings.js';
import { factName, type LooksBack, type Part, type Reading, signalName } from './reading.js';

const DAY_MS = 86_400_000;

/** Floating sums differ by less than this with their order, and a score is compared unrounded. */
const HAIR = 1e-6;

/** What is known of a lead; it grows, and the candidates of all charters look at the same. */
export interface Known {
  facts: Facts;
  signals: Signal[];
  /** The same signals by their type. */
  ofType: Map<string, Signal[]>;
}

export class Candidate {
  /** By the place of the part; null when it must be judged anew. */
  readonly #verdicts: (CriterionVerdict | null)[];
  readonly #reading: Reading;
  readonly #known: Known;

  constructor(reading: Reading, known: Known) {
    this.#reading = reading;
    this.#known = known;
    this.#verdicts = reading.parts.map(() => null);
  }

  /** Something came in, and is known: what looks at it must be judged anew. */
  learn(facts: readonly Fact[], signals: readonly Signal[]): void {
    for (const { field } of facts) this.#forget(factName(field));
    for (const { type } of signals) this.#forget(signalName(type));
  }

  #forget(name: string): void {
    for (const place of this.#reading.touched.get(name) ?? []) this.#verdicts[place] = null;
  }

  /** The signals that a part looks at: all others are nothing to it. */
  #signalsOf({ signals }: Part): Signal[] {
    const [first, ...others] = signals;
    if (first === undefined) return [];
    const found = this.#known.ofType.get(first) ?? [];
    return others.length === 0
      ? found
      : found.concat(...others.map((type) => this.#known.ofType.get(type) ?? []));
  }

  /** Only what looks back, or has news, is judged anew. */
  #judged(now: Date): CriterionVerdict[] {
    return this.#reading.parts.map((part, place) => {
      const before = this.#verdicts[place];
      if (before && part.looksBack.length === 0) return before;
      const { id, rule } = part.criterion;
      const evidence = { facts: this.#known.facts, signals: this.#signalsOf(part), now };
      const verdict = rule === null ? 'unknown' : judge(rule, evidence);
      const judged = before?.verdict === verdict ? before : { criterion: id, verdict, value: '' };
      this.#verdicts[place] = judged;
      return judged;
    });
  }

  /** A rule's points, but for a hair: the same sum as the score's, in whatever order the signals came. */
  #pointsFor(
    { when, points, cap, halfLifeDays }: ScoringRule,
    verdicts: readonly CriterionVerdict[],
    now: Date,
  ): number {
    if ('criterion' in when) {
      const met = verdicts.some(
        ({ criterion, verdict }) => criterion === when.criterion && verdict === 'met',
      );
      return met ? Math.min(cap, points) : 0;
    }
    let sum = 0;
    for (const { value, occurredAt } of this.#known.ofType.get(when.signal) ?? []) {
      if (when.valueAtMost !== undefined && (value === null || value > when.valueAtMost)) continue;
      sum += halfLifeDays === undefined ? points : points * 2 ** (-ageInDays(occurredAt, now) / halfLifeDays);
      if (sum >= cap + HAIR) return cap;
    }
    return Math.min(cap, sum);
  }

  /** Whether the score reaches the threshold. Where a hair decides, the score itself is asked. */
  #reaches(verdicts: readonly CriterionVerdict[], now: Date): boolean {
    const { scoring, mql } = this.#reading.charter;
    let short = mql.threshold;
    for (const rule of scoring) short -= this.#pointsFor(rule, verdicts, now);
    if (Math.abs(short) > HAIR) return short < 0;
    const { facts, signals } = this.#known;
    return scoreOf(this.#reading.charter, verdicts, { facts, signals, now }).total >= mql.threshold;
  }

  /** Whether the lead, as it is known, is an MQL at `now`: the same answer as `assess` gives. */
  isMql(now: Date): boolean {
    const { mandatory, groups } = this.#reading;
    const verdicts = this.#judged(now);
    const isMet = (place: number): boolean => verdicts[place]?.verdict === 'met';
    return (
      mandatory.every(isMet) && groups.every((group) => group.some(isMet)) && this.#reaches(verdicts, now)
    );
  }

  /** Whether time alone may make this lead an MQL. */
  mayOpen(): boolean {
    return this.#reading.parts.some(({ opens }) => opens);
  }

  /**
   * The places of the mornings, of those from `first` on and before `end`, at which a criterion may be judged otherwise
   * than the morning before though nothing came in; `first` is always one. Between two of them only the score changes,
   * and that can only fade.
   */
  turns(mornings: readonly number[], first: number, end: number): number[] {
    const turns = new Set([first]);
    for (const { looksBack } of this.#reading.parts)
      for (const look of looksBack)
        for (const [from, to] of this.#turning(look)) {
          const last = Math.min(end - 1, firstFrom(mornings, to));
          for (let place = Math.max(first, firstFrom(mornings, from)); place <= last; place++)
            turns.add(place);
        }
    return [...turns].sort((a, b) => a - b);
  }

  /** Spans within which the verdict of what looks back may turn: by then it has turned. */
  #turning(look: LooksBack): [number, number][] {
    const span = look.days * DAY_MS;
    if ('signal' in look)
      return (this.#known.ofType.get(look.signal) ?? []).map(({ occurredAt }) => {
        const closes = occurredAt.getTime() + span;
        return [closes - 1, closes + 1];
      });
    const date = Date.parse(String(factOf(this.#known.facts, look.fact) ?? '').trim());
    if (Number.isNaN(date)) return [];
    // A day's date is nobody's instant, and a date ahead begins to count about a day early: judged every morning there.
    return [
      [date - 2 * DAY_MS, date + DAY_MS],
      [date + span - DAY_MS, date + span + DAY_MS],
    ];
  }
}
