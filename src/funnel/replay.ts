// The replay: who would have been an MQL under a draft of the charter, and what really became of those who were.
import type { Charter } from '../charter/charter.js';
import type { LeadKey } from '../handshake/lead.js';
import { type Course, type Courses, follow, type Track } from './course.js';
import { type Difference, newcombe } from './methods/newcombe.js';
import { type Rate, type Tally, wilson } from './methods/wilson.js';
import { morningsOf } from './mornings.js';
import type { PastHandshake, PastLead, Period } from './past.js';
import { readingOf } from './reading.js';

/** Fewer answers than this tell too little about what would be accepted. */
export const ENOUGH_ANSWERS = 30;

/** How many leads are named as examples, on each side. */
const EXAMPLES = 5;

/** What to compare: the charter in force, a draft, and the period to replay. */
export interface Question {
  inForce: Charter;
  draft: Charter;
  period: Period;
}

/** MQLs of one source that the draft adds. Sales never judged them. */
export interface Gained {
  source: string;
  n: number;
}

/** MQLs of one source that the draft drops, and how many of them sales had accepted, or even made an SQL. */
export interface Lost {
  source: string;
  n: number;
  ofWhichAccepted: number;
  ofWhichSql: number;
}

/**
 * What the draft would have changed. A lead is an MQL of the period when it becomes one in it, and it counts once.
 * mqlNow = kept + all lost; mqlDraft = kept − sooner + later + all gained.
 */
export interface Replay {
  period: Period;
  /** Leads that had come in by the end of the period. */
  leads: number;
  mqlNow: number;
  mqlDraft: number;
  /** Of mqlNow, those that were offered to sales in the period; the others came as history or are the same person. */
  offered: number;
  /** Became an MQL under the charter in force, and is or was one under the draft as well. */
  kept: number;
  /** Kept, but under the draft an MQL before the period began already. */
  sooner: number;
  /** Became an MQL under the draft in the period, and under the charter in force had been one before it began. */
  later: number;
  gained: Gained[];
  lost: Lost[];
  /** A few leads to look at; of the lost those first that sales took furthest. */
  examples: { gained: LeadKey[]; lost: LeadKey[] };
  acceptance: Acceptance;
  /** The answers that the draft would have kept are fewer than ENOUGH_ANSWERS: expect nothing of their rate. */
  notEnoughData: boolean;
}

/**
 * How sales answered leads that were offered in the period, each lead once, by the last answer. A rejection and a
 * hand-back are a no; what is unanswered is left out.
 */
export interface Acceptance {
  now: Rate;
  /** The answers about leads that are MQLs under the draft. */
  draft: Rate;
  /** Acceptance of those the draft keeps, less that of those it drops; null when one side has no answers. */
  keptLessLost: Difference | null;
  /** The gained that sales never judged, and what acceptance would be if they all were rejected, or all accepted. */
  unjudged: number;
  ifNone: number | null;
  ifAll: number | null;
}

/** What sales said of a lead: how far the handshakes of the period went, and the last answer. */
interface Said {
  offered: boolean;
  answer: 'yes' | 'no' | null;
  accepted: boolean;
  sql: boolean;
}

/** Whether a handshake was accepted, by how it stands; null while nobody has answered. */
function answerOf({ status }: PastHandshake): Said['answer'] {
  switch (status) {
    case 'offered':
      return null;
    case 'accepted':
    case 'qualified':
      return 'yes';
    case 'rejected':
    case 'handed_back':
      return 'no';
  }
}

function saidOf({ handshakes }: PastLead, { from, to }: Period): Said {
  const offered = handshakes
    .filter(({ offeredAt }) => offeredAt >= from && offeredAt < to)
    .sort((a, b) => a.offeredAt.getTime() - b.offeredAt.getTime());
  const answers = offered.map(answerOf).filter((answer) => answer !== null);
  return {
    offered: offered.length > 0,
    answer: answers.at(-1) ?? null,
    accepted: answers.includes('yes'),
    sql: offered.some(({ status }) => status === 'qualified'),
  };
}

/** How much there is to learn from an example: an SQL that would be lost first. */
const weightOf = ({ sql, accepted }: Said): number => (sql ? 2 : accepted ? 1 : 0);

const add = <T>(counts: Map<string, T>, source: string, count: (before: T | undefined) => T): void =>
  void counts.set(source, count(counts.get(source)));

const mostFirst = <T extends { n: number; source: string }>(counts: Map<string, T>): T[] =>
  [...counts.values()].sort((a, b) => b.n - a.n || (a.source < b.source ? -1 : 1));

const became = ({ kind }: Course): boolean => kind === 'became';
const isMql = ({ kind }: Course): boolean => kind !== 'neither';

/** Counts answers: all of them, and the yes among them. */
class Answers implements Tally {
  hits = 0;
  of = 0;

  add(answer: 'yes' | 'no'): void {
    this.of++;
    if (answer === 'yes') this.hits++;
  }
}

/** Adds up the courses of leads. What it holds does not grow with their number. */
class Sum {
  readonly #counts = { leads: 0, mqlNow: 0, mqlDraft: 0, offered: 0, kept: 0, sooner: 0, later: 0 };
  readonly #gained = new Map<string, Gained>();
  readonly #lost = new Map<string, Lost>();
  readonly #gainedExamples: LeadKey[] = [];
  #lostExamples: { key: LeadKey; weight: number }[] = [];
  readonly #answers = { now: new Answers(), draft: new Answers(), lost: new Answers() };
  #unjudged = 0;

  add(lead: PastLead, { inForce, draft }: Courses, said: Said): void {
    const counts = this.#counts;
    counts.leads++;
    if (became(draft)) counts.mqlDraft++;
    if (became(inForce)) {
      counts.mqlNow++;
      if (said.offered) counts.offered++;
      if (isMql(draft)) counts.kept++;
      else this.#lose(lead.key, said);
      if (draft.kind === 'stood') counts.sooner++;
    } else if (became(draft)) {
      if (inForce.kind === 'stood') counts.later++;
      else this.#gain(lead.key, said);
    }
    if (said.answer === null) return;
    if (isMql(inForce)) this.#answers.now.add(said.answer);
    if (isMql(draft)) this.#answers.draft.add(said.answer);
    else if (isMql(inForce)) this.#answers.lost.add(said.answer);
  }

  #gain(key: LeadKey, { answer }: Said): void {
    add(this.#gained, key.source, (before) => ({ source: key.source, n: (before?.n ?? 0) + 1 }));
    if (this.#gainedExamples.length < EXAMPLES) this.#gainedExamples.push(key);
    if (answer === null) this.#unjudged++;
  }

  #lose(key: LeadKey, said: Said): void {
    add(this.#lost, key.source, (before) => ({
      source: key.source,
      n: (before?.n ?? 0) + 1,
      ofWhichAccepted: (before?.ofWhichAccepted ?? 0) + Number(said.accepted),
      ofWhichSql: (before?.ofWhichSql ?? 0) + Number(said.sql),
    }));
    this.#lostExamples = [...this.#lostExamples, { key, weight: weightOf(said) }]
      .sort((a, b) => b.weight - a.weight)
      .slice(0, EXAMPLES);
  }

  result(period: Period): Replay {
    const { now, draft, lost } = this.#answers;
    const unjudged = this.#unjudged;
    const all = draft.of + unjudged;
    return {
      period,
      ...this.#counts,
      gained: mostFirst(this.#gained),
      lost: mostFirst(this.#lost),
      examples: { gained: [...this.#gainedExamples], lost: this.#lostExamples.map(({ key }) => key) },
      acceptance: {
        now: wilson(now),
        draft: wilson(draft),
        keptLessLost: newcombe(draft, lost),
        unjudged,
        ifNone: all === 0 ? null : draft.hits / all,
        ifAll: all === 0 ? null : (draft.hits + unjudged) / all,
      },
      notEnoughData: draft.of < ENOUGH_ANSWERS,
    };
  }
}

/** A replay that takes in one lead after the other, in any order. */
export interface Replayer {
  /** Follows one lead through the period and counts it; yields between judgements, and is to be driven to its end. */
  add(lead: PastLead): Generator<undefined, void>;
  /** What came of the leads so far. */
  result(): Replay;
}

/** Begins a replay: both charters are read once, and every lead is judged by both in the same way. */
export function replayer({ inForce, draft, period }: Question): Replayer {
  const track: Track = {
    inForce: readingOf(inForce),
    draft: readingOf(draft),
    period,
    mornings: morningsOf(period, inForce.working.zone),
  };
  const sum = new Sum();
  return {
    *add(lead) {
      const courses = yield* follow(lead, track);
      sum.add(lead, courses, saidOf(lead, period));
    },
    result: () => sum.result(period),
  };
}
