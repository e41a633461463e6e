// Counts: what one handshake, or one lead, adds to the cells.
import { type Charter, dimensions } from '../charter/charter.js';
import type { Assessment } from '../handshake/assessment.js';
import type { ClockTerms } from '../handshake/clocks.js';
import type { Handshake, Instant, PersonId } from '../handshake/handshake.js';
import { shown } from '../handshake/score.js';
import type { Verdict } from '../handshake/verdicts.js';
import { dayOf, workingMinutes } from '../handshake/working-time.js';
import type { Count, CountTerms, Dimensions } from './count.js';
import { type Day, dayAt } from './days.js';
import type { Measure } from './measures.js';
import type { Passage, Refused, Round, Work } from './passage.js';
import {
  centsOf,
  faringOf,
  fateOf,
  firstOf,
  isOverdueForGood,
  outcomeOf,
  reachedBy,
  repOf,
  wonCents,
} from './standing.js';

/** What may stand beside a count. */
type Extra = Pick<Count, 'cents' | 'minutes'>;

const MINUTE_MS = 60_000;

/** Scores are counted by tens of points. */
const BAND_POINTS = 10;

/** An answer within ten seconds of the card is quicker than anybody reads. */
const QUICK_MS = 10_000;

/** The share of the time to answer after which answers look like bunching at its end. */
const LAST_SHARE = 0.95;

const inCents = (cents: number | null): Extra => (cents === null ? {} : { cents });

/** The minutes of the wall clock between two instants; none when they are the wrong way round. */
const wallMinutes = (from: Instant, to: Instant): number =>
  Math.max(0, Date.parse(to) - Date.parse(from)) / MINUTE_MS;

/** The first criterion of the list that a rep chooses from. */
const firstListed = ({ criteria }: Charter): string | null =>
  dimensions.flatMap((each) => criteria.filter(({ dimension }) => dimension === each))[0]?.id ?? null;

const verdictOf = ({ verdicts }: Assessment, criterion: string): Verdict =>
  verdicts.find((one) => one.criterion === criterion)?.verdict ?? 'unknown';

/** Whether the answer that stands came after it was due. */
function isLate({ rounds }: Passage): boolean {
  const round = rounds.findLast(({ end }) => end !== null && end.kind !== 'reoffered');
  return round?.end != null && round.dueAt !== null && round.end.at > round.dueAt;
}

/** Gathers the counts of one handshake. */
class Counting {
  readonly counts: Count[] = [];
  readonly #about: Omit<Dimensions, 'rep'>;
  #dated: { at: Instant; day: Day } = { at: '', day: '' };

  constructor(
    private readonly passage: Passage,
    private readonly terms: CountTerms,
  ) {
    const { lead, charterVersion: charter, about } = passage.handshake;
    this.#about = { charter, source: lead.source, campaign: about.campaign, segment: about.segment };
  }

  all(): Count[] {
    const { handshake, rounds, works, refusals } = this.passage;
    this.#offer(handshake);
    this.#faring(handshake);
    for (const round of rounds) this.#round(round, handshake);
    for (const work of works) this.#work(work, handshake);
    for (const refused of refusals) this.#refusal(refused);
    this.#deal(handshake);
    this.#asides();
    return this.counts;
  }

  #add(measure: Measure, at: Instant, rep: PersonId | null, extra: Extra = {}): void {
    const { charter, source, campaign, segment } = this.#about;
    const day = this.#day(at);
    // Spelt out, because this runs more often than anything else that counts.
    this.counts.push({ day, charter, source, campaign, segment, rep, measure, n: 1, ...extra });
  }

  /** Most of what is counted of a handshake stands on the day of its offer. */
  #day(at: Instant): Day {
    if (at !== this.#dated.at) this.#dated = { at, day: dayAt(dayOf(new Date(at), this.terms.calendar)) };
    return this.#dated.day;
  }

  /** The minutes of work between two instants; none when they are the wrong way round. */
  #worked(from: Instant, to: Instant): number {
    return Math.max(0, workingMinutes(new Date(from), new Date(to), this.terms.calendar));
  }

  #offer(handshake: Handshake): void {
    const { offeredAt, about } = handshake;
    const rep = repOf(handshake);
    const add = (measure: Measure, extra?: Extra): void => this.#add(measure, offeredAt, rep, extra);
    const worth = inCents(centsOf(about.value));
    add('offered', worth);
    add(`fate:${fateOf(this.passage)}`, worth);
    const round = this.passage.rounds.at(-1);
    if (handshake.status === 'offered' && round && isOverdueForGood(round)) add('unanswered:lapsed');
    for (const [stage, at] of reachedBy(handshake)) {
      const cents = stage === 'won' ? inCents(wonCents(handshake)) : {};
      add(`reached:${stage}`, { minutes: wallMinutes(offeredAt, at), ...cents });
    }
  }

  #faring(handshake: Handshake): void {
    const { offeredAt, cycle } = handshake;
    const { verdicts, score } = this.passage.offered;
    const rep = repOf(handshake);
    const band = Math.floor(shown(score.total) / BAND_POINTS) * BAND_POINTS;
    for (const faring of faringOf(handshake)) {
      const cents = faring === 'won' ? inCents(wonCents(handshake)) : {};
      this.#add(`band:${band}:${faring}`, offeredAt, rep, cents);
      if (cycle > 1) this.#add(`again:${faring}`, offeredAt, rep);
    }
    const outcome = outcomeOf(handshake);
    if (outcome === null) return;
    const timing = isLate(this.passage) ? 'late' : 'in_time';
    for (const faring of faringOf(handshake)) this.#add(`timed:${timing}:${faring}`, offeredAt, rep);
    this.#add(`outcome:${outcome}`, offeredAt, rep);
    this.#add(handshake.status === 'rejected' ? 'said:rejected' : 'said:accepted', offeredAt, rep);
    for (const { rule, points } of score.lines)
      if (points > 0) this.#add(`rule:${rule}:${outcome}`, offeredAt, rep);
    for (const [place, { id, rule }] of this.terms.charter.criteria.entries()) {
      const verdict = verdicts[place]?.verdict;
      if (rule !== null && verdict) this.#add(`verdict:${id}:${verdict}:${outcome}`, offeredAt, rep);
    }
  }

  #round(round: Round, { offeredAt }: Handshake): void {
    const { postedAt, dueAt, lapsed, end } = round;
    const first = firstOf(round);
    const since = (at: Instant): Extra => (postedAt === null ? {} : { minutes: this.#worked(postedAt, at) });
    if (first !== null && postedAt !== null)
      this.#add(`answering:${first.kind}`, offeredAt, first.of, since(first.at));
    if (lapsed !== null) this.#add('lapsed', lapsed.at, lapsed.of, since(lapsed.at));
    if (end === null || end.kind === 'reoffered') return;
    const late = dueAt !== null && end.at > dueAt;
    this.#add(`${end.kind}:${late ? 'late' : 'in_time'}`, end.at, end.by, since(end.at));
    if (postedAt === null) return;
    if (Date.parse(end.at) - Date.parse(postedAt) < QUICK_MS) this.#add('gaming:quick', end.at, end.by);
    const allowed = this.terms.clocks.answerWorkingMinutes;
    if (!late && this.#worked(postedAt, end.at) >= LAST_SHARE * allowed)
      this.#add('gaming:last_minute', end.at, end.by);
  }

  #work({ by, at, end }: Work, { touchedAt }: Handshake): void {
    const took = (until: Instant): Extra => ({ minutes: this.#worked(at, until) });
    if (end === null) this.#add('working:open', at, by);
    else this.#add(`working:${end.kind}`, at, by, took(end.at));
    if (end?.kind === 'sql') this.#add('sql', end.at, by, took(end.at));
    if (touchedAt !== null && (end === null || touchedAt <= end.at))
      this.#add('touching:touched', at, by, took(touchedAt));
    else if (end === null) this.#add('touching:open', at, by);
    else this.#add('touching:ended', at, by, took(end.at));
  }

  #refusal(refused: Refused): void {
    const { kind, by, at, cited, other, contradicted, repliedAt, reply, ruling } = refused;
    const add = (measure: Measure, extra?: Extra): void => this.#add(measure, at, by, extra);
    if (kind === 'handed_back') {
      const work = this.passage.works.find(({ end }) => end?.kind === 'handed_back' && end.at === at);
      add('handed_back', work === undefined ? {} : { minutes: this.#worked(work.at, at) });
    }
    for (const criterion of cited) add(`cited:${criterion}:${verdictOf(this.passage.offered, criterion)}`);
    if (other) add('reason:other');
    if (!other && cited.length === 1 && cited[0] === firstListed(this.terms.charter))
      add('reason:only_first_listed');
    if (contradicted) add('reason:contradicted');
    if (reply !== null && repliedAt !== null) add(`reply:${reply}`, { minutes: this.#worked(at, repliedAt) });
    if (ruling !== null) add(`ruling:${ruling}`);
  }

  #deal(handshake: Handshake): void {
    if (handshake.status !== 'qualified') return;
    const { by, at, closed, offeredAt } = handshake;
    if (closed === null) {
      this.#add('dealing:open', at, by);
      return;
    }
    const took = { minutes: this.#worked(at, closed.at), ...inCents(wonCents(handshake)) };
    this.#add(`dealing:${closed.kind}`, at, by, took);
    if (closed.kind === 'lost') {
      this.#add('lost', closed.at, by, took);
      return;
    }
    this.#add(closed.value === null ? 'won:unvalued' : 'won:valued', closed.at, by, took);
    this.#add('cycle', closed.at, by, { minutes: wallMinutes(offeredAt, closed.at) });
    if (closed.value !== null) this.#add('worth', closed.at, by, { minutes: Math.max(0, closed.value) });
  }

  #asides(): void {
    const { handshake, postedAt, works, asides } = this.passage;
    const { offeredAt, touchedAt } = handshake;
    if (postedAt !== null) this.#add('posted', postedAt, null, { minutes: wallMinutes(offeredAt, postedAt) });
    if (touchedAt !== null) {
      const work = works.find(({ end }) => end === null || touchedAt <= end.at);
      const took = work === undefined ? {} : { minutes: this.#worked(work.at, touchedAt) };
      this.#add('touched', touchedAt, work?.by ?? repOf(handshake), took);
    }
    for (const { kind, of, at } of asides) {
      // A source may tell later that the lead had been touched in time.
      if (kind === 'left_untouched' && touchedAt !== null && touchedAt <= at) continue;
      this.#add(kind, at, of);
    }
  }
}

/** Everything that a handshake counts as, under the charter it was offered under. It changes only with its events. */
export const countsOf = (passage: Passage, terms: CountTerms): Count[] => new Counting(passage, terms).all();

/** A lead as it is counted: when it arrived, and when it first became an MQL, with the charter in force then. */
export interface LeadSeen {
  kind: 'lead' | 'mql';
  source: string;
  campaign: string | null;
  segment: string | null;
  at: Instant;
}

/** What a lead counts as when it arrives or first becomes an MQL. */
export const countOfLead = (
  { kind, source, campaign, segment, at }: LeadSeen,
  charter: number,
  { calendar }: Pick<ClockTerms, 'calendar'>,
): Count => ({
  day: dayAt(dayOf(new Date(at), calendar)),
  charter,
  source,
  campaign,
  segment,
  rep: null,
  measure: kind,
  n: 1,
});
