// The story of one lead: what comes in of it is judged as the bot judges, and each offer is told to its end.
import { type Assessment, assess } from '../../handshake/assessment.js';
import { consequenceOf } from '../../handshake/cycle.js';
import type { Handshake } from '../../handshake/handshake.js';
import { type HandshakeEvent, isOpen, type Offered, type PersonId } from '../../handshake/handshake.js';
import {
  emailOf,
  type Facts,
  type FactValue,
  fold,
  type LeadKey,
  type Signal,
} from '../../handshake/lead.js';
import { passedBy } from '../../handshake/passed-by.js';
import { DAY_MS, MINUTE_MS } from '../../handshake/wall-hours.js';
import type { SpokenReasons, SpokenReply } from '../../store/spoken-words.js';
import type { Dice } from './dice.js';
import { dayAt, type Ground, type InForce, inForceAt, instantAt } from './ground.js';
import { tellHandshake } from './handshake-story.js';
import type { News, Stranger } from './leads.js';

/** One handshake of a season: as it was offered (version 1), under what, what happened since, and how it stands. */
export interface SeasonHandshake {
  offer: Offered;
  offered: Assessment;
  email: string | null;
  events: readonly HandshakeEvent[];
  handshake: Handshake;
  rejections: readonly SpokenReasons[];
  replies: readonly SpokenReply[];
}

/** Values of some fields of a lead, received at the instant at which they were so. */
export interface SeasonFacts {
  values: Record<string, FactValue>;
  at: Date;
}

/** A lead as it stands when the season ends, with everything that was received of it. */
export interface SeasonLead {
  key: LeadKey;
  arrivedAt: Date;
  email: string | null;
  facts: Facts;
  observed: readonly SeasonFacts[];
  signals: readonly (Signal & { receivedAt: Date })[];
  handshakes: readonly SeasonHandshake[];
}

/** A recycled lead is written to before its day; so many answer by doing something. */
const NURTURED = 0.4;
const NURTURED_DAYS_BEFORE = [1, 5] as const;
/** Leads that are put off come back in the sweep at nine. */
const BROUGHT_BACK_HOUR = 9;
const HOUR_MS = 60 * MINUTE_MS;
/** After a new charter all leads are judged within minutes. */
const JUDGED_ANEW_MS = 5 * MINUTE_MS;

class Life {
  #facts: Facts = {};
  readonly #observed: SeasonFacts[] = [];
  readonly #signals: (Signal & { receivedAt: Date })[] = [];
  readonly #handshakes: SeasonHandshake[] = [];
  readonly #agenda: News[];
  #wasMql = false;

  constructor(
    private readonly stranger: Stranger,
    private readonly ground: Ground,
    private readonly dice: Dice,
  ) {
    this.#agenda = [...stranger.news];
    const arrived = stranger.news[0]?.at ?? 0;
    for (const { since } of ground.charters.slice(1))
      if (since > arrived) this.#agenda.push({ at: since + JUDGED_ANEW_MS, facts: {}, signals: [] });
  }

  live(): SeasonLead {
    const { until } = this.ground;
    for (;;) {
      const next = this.#agenda.reduce<News | null>(
        (first, one) => (first === null || one.at < first.at ? one : first),
        null,
      );
      if (next === null || next.at >= until) break;
      this.#agenda.splice(this.#agenda.indexOf(next), 1);
      this.#learn(next);
      this.#judge(next.at);
    }
    const { key, news } = this.stranger;
    return {
      key,
      arrivedAt: new Date(news[0]?.at ?? 0),
      email: emailOf(this.#facts),
      facts: this.#facts,
      observed: this.#observed,
      signals: this.#signals,
      handshakes: this.#handshakes,
    };
  }

  #learn({ at, facts, signals }: News): void {
    const occurredAt = new Date(at);
    const told = Object.entries(facts);
    if (told.length > 0) {
      this.#facts = fold(
        this.#facts,
        told.map(([field, value]) => ({ field, value, occurredAt })),
      );
      this.#observed.push({ values: facts, at: occurredAt });
    }
    for (const signal of signals) this.#signals.push({ ...signal, receivedAt: occurredAt });
  }

  #assess(at: number): Assessment {
    const { charter } = inForceAt(this.ground, at);
    return assess(charter, { facts: this.#facts, signals: this.#signals, now: new Date(at) });
  }

  #judge(at: number): void {
    const last = this.#handshakes.at(-1) ?? null;
    // Its story was told to the end already: what comes in before that only changes its card.
    if (last !== null && (isOpen(last.handshake) || Date.parse(last.handshake.at) > at)) return;
    const current = this.#assess(at);
    const { key: lead } = this.stranger;
    const standing = { lead, wasMql: this.#wasMql, corrected: false, last: last && this.#offeredUnder(last) };
    const consequence = consequenceOf(standing, current, dayAt(at, this.ground.calendar));
    this.#wasMql = current.mql;
    if (consequence.kind === 'offer') this.#offer(at, current, consequence.cycle);
  }

  /** A handshake with the charter that it was offered under. */
  #offeredUnder<One extends SeasonHandshake>(one: One): One & Pick<InForce, 'charter'> {
    const { charterVersion } = one.handshake;
    const found = this.ground.charters.find(({ version }) => version === charterVersion);
    if (found === undefined) throw new RangeError('a handshake was offered under no charter of the season');
    return { ...one, charter: found.charter };
  }

  #passed(): Set<PersonId> {
    return passedBy(this.#handshakes.map(({ offer: { suggested }, events }) => ({ suggested, events })));
  }

  #offer(at: number, offered: Assessment, cycle: number): void {
    const { ground, dice } = this;
    const inForce = inForceAt(ground, at);
    const { key } = this.stranger;
    const opening = { ground, inForce, key, facts: this.#facts, offered, at, cycle, passed: this.#passed() };
    const { teller, correction } = tellHandshake(opening, dice);
    const { offer, events, handshake, rejections, replies } = teller;
    const email = emailOf(this.#facts);
    this.#handshakes.push({ offer, offered, email, events, handshake, rejections, replies });
    if (correction !== null) this.#agenda.push({ ...correction, signals: [] });
    if ('nextOn' in handshake && handshake.nextOn !== null) this.#comeBack(handshake.nextOn, cycle);
  }

  /** On its day a recycled lead is judged anew; before that it is written to. */
  #comeBack(day: string, cycle: number): void {
    const { calendar } = this.ground;
    const at = instantAt(Date.parse(`${day}T00:00:00Z`) + BROUGHT_BACK_HOUR * HOUR_MS, calendar);
    this.#agenda.push({ at, facts: {}, signals: [] });
    if (!this.dice.chance(NURTURED)) return;
    const { source, id } = this.stranger.key;
    for (const type of ['demo_webinar_attended', 'pricing_page_viewed', 'content_downloaded']) {
      const did = Math.round(at - this.dice.between(...NURTURED_DAYS_BEFORE) * DAY_MS);
      const signal = {
        source,
        id: `${id}-again-${cycle}-${type}`,
        type,
        occurredAt: new Date(did),
        value: null,
      };
      this.#agenda.push({ at: did + MINUTE_MS, facts: {}, signals: [signal] });
    }
  }
}

/** Lives one lead through the season. */
export const liveLead = (stranger: Stranger, ground: Ground, dice: Dice): SeasonLead =>
  new Life(stranger, ground, dice).live();
