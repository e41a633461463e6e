// Count: what was kept since the last time goes into the cells; a sweep behind the events that anybody may run.
import type { Charter } from '../charter/charter.js';
import type { Count, CountTerms } from '../funnel/count.js';
import { countOfLead } from '../funnel/counts.js';
import { count as countMoved } from '../funnel/news.js';
import { Pile } from '../funnel/pile.js';
import { aboutOf } from '../handshake/about.js';
import { restored } from '../handshake/assessment.js';
import { aboutNothing, offer } from '../handshake/handshake.js';
import { type Facts, fold } from '../handshake/lead.js';
import type { Book } from '../store/book.js';
import type { CharterSpan } from '../store/charters.js';
import {
  type Arrived,
  atEnd,
  type Changes,
  type CountingStep,
  type Mark,
  type Moved,
  type Unoffered,
} from '../store/counting.js';
import { addUp } from './add-up.js';
import { patience } from './patience.js';
import { termsOf } from './watch.js';
import type { Workplace } from './workplace.js';

/** Rows of events a step: small enough that the embedded engine keeps answering clicks in between. */
const ROWS = { embedded: 100, server: 1_000 };

/**
 * Deltas are read along with every question, so they are added up when nothing else is going on. While much is, that is put
 * off, until there are so many that a question would wait for them. Of a book that nobody reads yet there may be more.
 */
const DELTAS_MOST = { quiet: 300, busy: 10_000, unread: 50_000 };

/** Rows that are counted in passing. */
const QUIET_ROWS = 100;

/** What is counted by, as one step reads it. */
class Grounds {
  readonly #terms = new Map<number, CountTerms>();
  #spans: CharterSpan[] = [];

  constructor(
    private readonly step: CountingStep,
    private readonly workplace: Workplace,
  ) {}

  /** Reads the charters that some counts stand under, and when each was in force if leads have come. */
  async read(versions: readonly number[], arrived: boolean): Promise<void> {
    this.#spans = arrived ? await this.step.spans() : [];
    for (const version of new Set([...versions, ...this.#spans.map((span) => span.version)])) {
      const { charter } = await this.step.charter(version);
      this.#terms.set(version, { charter, ...termsOf(this.workplace, charter) });
    }
  }

  terms(version: number): CountTerms {
    const terms = this.#terms.get(version);
    if (terms === undefined) throw new Error(`charter version ${version} was not read`);
    return terms;
  }

  /** The version in force at an instant; the first for an instant before it. */
  inForceAt(at: Date): number {
    const span = this.#spans.findLast(({ since }) => since <= at) ?? this.#spans[0];
    if (span === undefined) throw new Error('this workspace has no charter yet');
    return span.version;
  }
}

/** A handshake as the rules count it. */
function movedOf({ about, events, offered, wasMql, ...row }: Moved, charter: Charter) {
  const [first] = events;
  const said = first?.version === 1 && first.data.type === 'offered' ? first.data : null;
  return {
    offer: offer({ ...row, suggested: said?.suggested ?? null, about: said?.about ?? about ?? aboutNothing }),
    offered: restored(charter, offered),
    becameMql: row.cycle === 1 && !wasMql,
    events: events.map(({ version, counted, data }) => ({
      version,
      counted,
      event: data.type === 'offered' ? null : data,
    })),
  };
}

/** When a lead arrived, and the facts that came along, which count in the order in which they happened. */
function arrivalOf({ facts }: Arrived): { at: Date; facts: Facts } {
  const [first] = facts;
  if (first === undefined) throw new Error('a lead arrived without a row of facts');
  const known = facts
    .filter(({ receivedAt }) => receivedAt === first.receivedAt)
    .reduce<Facts>((sum, { values, occurredAt }) => {
      const at = new Date(occurredAt);
      return fold(
        sum,
        Object.entries(values).map(([field, value]) => ({ field, value, occurredAt: at })),
      );
    }, {});
  return { at: new Date(first.receivedAt), facts: known };
}

function leadSeen(arrived: Arrived, grounds: Grounds): Count {
  const { at, facts } = arrivalOf(arrived);
  const version = grounds.inForceAt(at);
  const terms = grounds.terms(version);
  const { campaign, segment } = aboutOf(terms.charter, facts, at);
  const { source } = arrived;
  return countOfLead({ kind: 'lead', source, campaign, segment, at: at.toISOString() }, version, terms);
}

function mqlSeen({ at, charter, ...unoffered }: Unoffered, grounds: Grounds): Count {
  const seen = { kind: 'mql', ...unoffered, at: at.toISOString() } as const;
  return countOfLead(seen, charter, grounds.terms(charter));
}

/** Counts at most so many rows of each kind; returns how many it counted. */
async function countSome(
  step: CountingStep,
  workplace: Workplace,
  most: number,
  limit: Mark,
): Promise<number> {
  const news = await step.news(most, limit);
  if (news.rows === 0) return 0;
  const [pile, grounds, others] = [new Pile(), new Grounds(step, workplace), patience()];
  const versions = [
    ...news.moved.map(({ charterVersion }) => charterVersion),
    ...news.unoffered.map(({ charter }) => charter),
  ];
  await grounds.read(versions, news.arrived.length > 0);
  const waiting: { id: string; waiting: Changes['waiting'][number]['waiting'] }[] = [];
  for (const row of news.moved) {
    const terms = grounds.terms(row.charterVersion);
    waiting.push({ id: row.id, waiting: countMoved(movedOf(row, terms.charter), terms, pile) });
    await others();
  }
  for (const arrived of news.arrived) {
    pile.add([leadSeen(arrived, grounds)], 1);
    await others();
  }
  for (const unoffered of news.unoffered) pile.add([mqlSeen(unoffered, grounds)], 1);
  await step.keep({ rows: pile.rows(), waiting, upto: news.upto });
  return news.rows;
}

/** How counting goes on: at which book, how far at most, and what is done between two steps. */
export interface Pace {
  limit?: Mark;
  /** Rows a step; the fewer, the sooner others get their turn. */
  rows?: number;
  /** Deltas that may wait to be added up; the more, the less work, and the slower a question meanwhile. */
  deltas?: number;
  /** Called after each step with how many rows it counted. Counting ends when it resolves to false. */
  between?(rows: number): Promise<boolean>;
}

/**
 * Counts in a book until nothing is left, or somebody else is at it; returns how many rows it counted. Whatever is not yet
 * certain to be complete, because a transaction that began before it is still open, is left for the next time.
 */
export async function countIn(workplace: Workplace, book: Book, pace: Pace = {}): Promise<number> {
  const { books } = workplace.store;
  const { rows = ROWS[books.embedded ? 'embedded' : 'server'], limit = atEnd, between } = pace;
  const { deltas = book.role === 'read' ? DELTAS_MOST.busy : DELTAS_MOST.unread } = pace;
  for (let counted = 0; ; ) {
    const some = await books.step(book, (step) => countSome(step, workplace, rows, limit));
    if (some === null || some === 0) return counted;
    counted += some;
    await addUp(workplace, book, deltas);
    if (between !== undefined && !(await between(some))) return counted;
  }
}

/**
 * Counts what was kept since the last time; returns how many rows of events, facts and MQLs that was. A book that was
 * counted by the rules of an earlier release is read until another has caught up.
 */
export async function count(workplace: Workplace, pace: Pace = {}): Promise<number> {
  const { books } = workplace.store;
  const book = await books.open();
  if (book === null) return 0;
  const counted = await countIn(workplace, book, pace);
  if (counted < QUIET_ROWS) await addUp(workplace, book, DELTAS_MOST.quiet);
  if (book.role === 'next' && counted === 0 && (await isLevel(workplace, book))) await books.promote(book);
  for (const old of await books.all()) if (old.role === 'old') await books.proof.remove(old);
  return counted;
}

/** Whether nobody is at it and nothing is left to count. */
const isLevel = async ({ store }: Workplace, book: Book): Promise<boolean> =>
  (await store.books.step(book, (step) => step.news(1)))?.rows === 0;
