// One handshake while it is told: every command goes through `decide`, and between two of them the ladder is climbed.
import type { Charter } from '../../charter/charter.js';
import type { Assessment } from '../../handshake/assessment.js';
import { evolve } from '../../handshake/evolve.js';
import {
  type Command,
  decide,
  type Handshake,
  type HandshakeEvent,
  holderOf,
  isOpen,
  type Offered,
  type PersonId,
} from '../../handshake/handshake.js';
import { contradicted } from '../../handshake/rejection.js';
import { type ClockKind, type Rung, rungsFor } from '../../handshake/rungs.js';
import { MINUTE_MS } from '../../handshake/wall-hours.js';
import {
  dueAfter,
  dueAfterDays,
  nextDay,
  opensAt,
  type WorkCalendar,
  workingMinutes,
} from '../../handshake/working-time.js';
import type { SpokenReasons, SpokenReply } from '../../store/spoken-words.js';
import { dayAt } from './ground.js';

/** How often the sweep of the nudges runs. */
const SWEPT_EVERY_MS = 5 * MINUTE_MS;

type WithoutAt<C> = C extends unknown ? Omit<C, 'at'> : never;

/** A rung of the ladder that will be said at an instant, in ms, if its clock runs then; null is the end of the first touch. */
interface Coming {
  at: number;
  clock: ClockKind;
  rung: Rung | null;
}

/** What a handshake is told under. `until` is the end of the season, in ms. */
export interface Telling {
  charter: Charter;
  offered: Assessment;
  calendar: WorkCalendar;
  until: number;
}

/** A handshake with all that was said of it so far. Instants are ms since 1970. */
export class Teller {
  handshake: Handshake;
  readonly events: HandshakeEvent[] = [];
  readonly rejections: SpokenReasons[] = [];
  readonly replies: SpokenReply[] = [];
  #coming: Coming[] = [];
  #remindedOn = '';

  constructor(
    readonly offer: Offered,
    readonly under: Telling,
  ) {
    this.handshake = offer;
  }

  /** The instant that so many working minutes lie before. */
  after(at: number, minutes: number): number {
    const due = dueAfter(new Date(at), minutes, this.under.calendar);
    if (due === null) throw new RangeError('nobody works under this charter');
    return due.getTime();
  }

  /**
   * Carries out a command, after all that is due before it; false when the season ends earlier, and nothing is done.
   * Throws when `decide` refuses: a season tells only what may happen.
   */
  act(at: number, command: WithoutAt<Command>): boolean {
    if (!this.pass(at)) return false;
    this.#decided({ ...command, at: new Date(at).toISOString() } as Command, at);
    return true;
  }

  /** Lets time go by: says what is due before an instant. False when the season ends earlier. */
  pass(to: number): boolean {
    const { until } = this.under;
    for (;;) {
      const next = this.#coming.reduce<Coming | null>(
        (first, one) => (first === null || one.at < first.at ? one : first),
        null,
      );
      if (next === null || next.at >= Math.min(to, until)) return to < until;
      this.#coming = this.#coming.filter((one) => one !== next);
      this.#say(next);
    }
  }

  #decided(command: Command, at: number): void {
    const { charter, offered, calendar } = this.under;
    const decision = decide(this.handshake, command, { charter, offered, today: dayAt(at, calendar) });
    if ('refused' in decision)
      throw new Error(
        `the season would have somebody ${command.type}, which is refused: ${decision.refused.kind}`,
      );
    if (command.type === 'reject' || command.type === 'hand back') this.#spoken(command);
    for (const event of decision.events) {
      this.#keep(event, at);
      if ('words' in command) this.#replied(event, command.words);
    }
  }

  #replied(event: HandshakeEvent, words: string): void {
    switch (event.type) {
      case 'fixed':
      case 'disputed':
      case 'upheld':
      case 'overturned': {
        const { type: kind, rejection, by, at } = event;
        this.replies.push({ kind, rejection, by, at, words });
      }
    }
  }

  #keep(event: HandshakeEvent, at: number): void {
    this.handshake = evolve(this.handshake, event);
    this.events.push(event);
    if (event.type === 'posted' || event.type === 'overturned' || event.type === 'reoffered')
      this.#climb('answer', at);
    if (event.type !== 'accepted') return;
    this.#climb('first_touch', at);
    this.#climb('decide_sql', at);
  }

  #spoken({
    type,
    reasons,
    rejection: id,
    by,
    at,
  }: Extract<Command, { type: 'reject' | 'hand back' }>): void {
    const { offered } = this.under;
    this.rejections.push({
      ...reasons,
      id,
      kind: type === 'reject' ? 'rejected' : 'handed_back',
      by,
      at,
      verdicts: offered.verdicts.filter(({ criterion }) => reasons.cited.includes(criterion)),
      contradicted: contradicted(reasons.cited, offered),
    });
  }

  #minutesOf(clock: ClockKind, at: number): number {
    const { charter, calendar } = this.under;
    const { answerWorkingMinutes, firstTouchWorkingMinutes, decideSqlWorkingDays } = charter.clocks;
    if (clock === 'answer') return answerWorkingMinutes;
    if (clock === 'first_touch') return firstTouchWorkingMinutes;
    const start = new Date(at);
    const due = dueAfterDays(start, decideSqlWorkingDays, calendar);
    return due === null ? Number.POSITIVE_INFINITY : workingMinutes(start, due, calendar);
  }

  #climb(clock: ClockKind, from: number): void {
    const minutes = this.#minutesOf(clock, from);
    const said = (percent: number): number => this.#sweptAt(this.after(from, (minutes * percent) / 100));
    this.#coming = this.#coming.filter((one) => one.clock !== clock);
    // That it is over is noted before anybody hears of it.
    if (clock === 'first_touch') this.#coming.push({ at: said(100), clock, rung: null });
    for (const rung of rungsFor(clock, this.under.charter.ladder))
      this.#coming.push({ at: said(rung.atPercent), clock, rung });
  }

  /** The first sweep, of those while people work, at or after an instant. */
  #sweptAt(reached: number): number {
    const swept = Math.ceil(reached / SWEPT_EVERY_MS) * SWEPT_EVERY_MS;
    return opensAt(new Date(swept), this.under.calendar)?.getTime() ?? swept;
  }

  #runs(clock: ClockKind): boolean {
    const { status, touchedAt } = this.handshake;
    if (clock === 'answer') return status === 'offered';
    return status === 'accepted' && (clock === 'decide_sql' || touchedAt === null);
  }

  #say({ at, clock, rung }: Coming): void {
    if (!isOpen(this.handshake) || !this.#runs(clock)) return;
    const holder = holderOf(this.handshake);
    if (rung === null) {
      this.#decided({ type: 'note untouched', at: new Date(at).toISOString() }, at);
      return;
    }
    if (rung.who === 'all' && clock !== 'answer') return;
    const to: PersonId | null = rung.who === 'rep' ? holder : null;
    if (rung.who === 'rep') {
      if (to === null) return;
      // A lead is the matter of one private reminder a day.
      if (this.#remindedOn === dayAt(at, this.under.calendar)) {
        const later = this.#sweptAt(nextDay(new Date(at), this.under.calendar).getTime());
        this.#coming.push({ at: later, clock, rung });
        return;
      }
      this.#remindedOn = dayAt(at, this.under.calendar);
    }
    const { atPercent, who } = rung;
    this.#decided({ type: 'nudge', at: new Date(at).toISOString(), clock, atPercent, who, to }, at);
  }
}
