// Whatever people do, in whatever order it is committed, however often counting is cut off: the cells agree with the events.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countOf, type Question } from '../../src/funnel/cells.js';
import { act } from '../../src/journey/act.js';
import { addUp } from '../../src/journey/add-up.js';
import { ask } from '../../src/journey/ask.js';
import { count } from '../../src/journey/count.js';
import { answerDue, markPosted } from '../../src/journey/offer.js';
import { qualify } from '../../src/journey/qualify.js';
import { recount } from '../../src/journey/recount.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { inTransaction } from '../../src/store/sql.js';
import { TakingIn } from '../../src/store/taking-in.js';
import { embedded, engines } from '../engines.js';
import { NOW, someReasons } from '../make.js';
import { PATIENCE_MS, runs } from '../properties/runs.js';
import { anIncomingLead, aParcel, aPlace, type Place } from './a-workplace.js';

const everything: Question = { from: null, to: null, by: [], grain: 'all' };
const MINUTE_MS = 60_000;

const verbs = [
  'accept',
  'accept',
  'undo accept',
  'reject',
  'hand back',
  'mark sql',
  'touch',
  'acknowledge',
  'reassign',
  'snooze',
  'close',
] as const;

const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('offer' as const), source: fc.constantFrom('web', 'crm') }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      verb: fc.constantFrom(...verbs),
      which: fc.nat(20),
      by: fc.constantFrom('UDANA', 'USAM'),
      minutes: fc.constantFrom(0, 1, 7, 200, 1500),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('post' as const), which: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('count', 'add up', 'count twice', 'cut off' as const) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What people do in one workspace, while it is counted from here and from another process. */
class Life {
  #now = NOW.getTime();
  #leads = 0;
  readonly #ids: string[] = [];
  workplace!: Workplace;
  other!: Workplace;

  constructor(private readonly place: Place) {}

  async begin(): Promise<void> {
    this.workplace = await this.place.workplace({ now: () => new Date(this.#now) });
    this.other = await this.place.twinOf(this.workplace);
  }

  async live(one: Step): Promise<void> {
    switch (one.kind) {
      case 'offer':
        return this.#offer(one.source);
      case 'post':
        return this.#post(one.which);
      case 'act':
        return this.#act(one);
      case 'count':
        await count(this.workplace);
        return;
      case 'count twice':
        await Promise.all([count(this.workplace, { rows: 3 }), count(this.other, { rows: 2 })]);
        return;
      case 'add up': {
        const book = await this.workplace.store.books.open();
        if (book !== null) await Promise.all([addUp(this.workplace, book), addUp(this.other, book)]);
        return;
      }
      case 'cut off':
        return this.#cutOff();
    }
  }

  async #offer(source: string): Promise<void> {
    const lead = anIncomingLead(`lead-${this.#leads++}`, { source });
    await takeIn(this.workplace, [aParcel({ leads: [lead] })]);
    const all = await this.place.handshakes(this.workplace);
    this.#ids.splice(0, Number.POSITIVE_INFINITY, ...all.map(({ id }) => id));
  }

  async #post(which: number): Promise<void> {
    const id = this.#ids[which % this.#ids.length];
    if (id === undefined) return;
    const at = this.workplace.now();
    await markPosted(this.workplace, id, at, await answerDue(this.workplace, id, at));
  }

  async #act({ verb, which, by, minutes }: Extract<Step, { kind: 'act' }>): Promise<void> {
    const id = this.#ids[which % this.#ids.length];
    if (id === undefined) return;
    this.#now += minutes * MINUTE_MS;
    const at = new Date(this.#now).toISOString();
    const later = new Date(this.#now + 600 * MINUTE_MS).toISOString();
    const nextOn = '2030-01-01';
    const words = {
      rejection: randomUUID(),
      reasons: someReasons({ nextOn, contradiction: 'No.' }),
      ticked: ['budget', 'decision_maker', 'timeline'],
      to: by === 'UDANA' ? 'USAM' : 'UDANA',
      until: later,
      outcome: which % 2 === 0 ? 'won' : 'lost',
      closedAt: at,
      value: which % 2 === 0 ? which * 100.5 : null,
    };
    const { rejection: _, ...unnamed } = words;
    const said = verb === 'acknowledge' ? unnamed : words;
    await act(this.workplace, id, { type: verb, by, at, ...said } as never);
  }

  /** Counting dies in the middle, wherever it happens to be. */
  async #cutOff(): Promise<void> {
    const { database } = this.place;
    if (database.embedded) return;
    let counting = true;
    const killing = (async () => {
      while (counting)
        await database.pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
           AND pid <> pg_backend_pid() AND query ~ 'cell_|FROM lead_facts|FROM handshake_event' AND state <> 'idle'`,
        );
    })();
    await count(this.other, { rows: 2 }).catch(() => {});
    counting = false;
    await killing;
  }
}

describe.each(engines)('on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  test(
    'a recount agrees with the cells to the last count, and every offer has one fate',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
          const life = new Life(place);
          await life.begin();
          for (const one of steps) await life.live(one);
          await count(life.workplace);
          const cells = await ask(life.workplace, everything);
          expect(countOf(cells, 'fate')).toBe(countOf(cells, 'offered'));
          expect(countOf(cells, 'offered')).toBe((await place.handshakes(life.workplace)).length);
          expect(countOf(cells, 'unanswered')).toBe(countOf(cells, 'fate:unanswered'));
          expect((await recount(life.workplace, { replace: false })).unlike).toEqual([]);
        }),
        runs(engine === embedded ? 3 : 4),
      );
    },
    PATIENCE_MS,
  );
});

// One connection has one transaction at a time: nobody can commit late there.
describe.each(engines.filter((engine) => engine !== embedded))('on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  /** Takes a lead in and leaves the transaction open until it is told to go on. */
  function openTakingIn(
    workplace: Workplace,
    lead: string,
  ): { open: Promise<void>; commit(): Promise<void> } {
    const incoming = anIncomingLead(lead);
    let goOn = (): void => {};
    let opened = (): void => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const open = new Promise<void>((resolve) => {
      opened = resolve;
    });
    const { workspace, charters, handshakes, floors } = workplace.store;
    const done = inTransaction(place.database.bulk, async (sql) => {
      // Committed when this is over, and not right behind what is kept.
      const of = { workspace, charters, handshakes, floors, embedded: false };
      const taking = new TakingIn(sql, () => {}, of);
      const keys = [incoming.key];
      const asked = { deliveries: [], leads: keys, brought: keys, emails: [], signals: incoming.signals };
      const { ground } = await taking.arrive(asked);
      const [standing] = ground.leads;
      if (standing === undefined) throw new Error('the lead was not placed');
      const facts = Object.fromEntries(
        Object.entries(incoming.facts).map(([field, value]) => [field, { value, at: NOW.toISOString() }]),
      );
      const observation = { lead: incoming.key, facts: incoming.facts, occurredAt: NOW, digest: lead };
      const arrival = {
        standing,
        facts,
        arrived: true,
        observations: [observation],
        signals: incoming.signals,
        history: false,
      };
      await qualify(taking, workplace, { ground, arrivals: [arrival], now: NOW });
      opened();
      await gate;
    });
    return {
      open,
      async commit() {
        goOn();
        await done;
      },
    };
  }

  test('whoever commits late is counted, though others who came later were counted before', async () => {
    const workplace = await place.workplace();
    const offered = async (): Promise<number> => {
      await count(workplace);
      return countOf(await ask(workplace, everything), 'offered');
    };
    await takeIn(workplace, [aParcel({ leads: [anIncomingLead('early')] })]);
    expect(await offered()).toBe(1);
    const late = openTakingIn(workplace, 'late');
    await late.open;
    await takeIn(workplace, [aParcel({ leads: [anIncomingLead('quick')] })]);
    // It has the number of a later transaction, and whether that of the late one will ever be is not known yet.
    expect(await offered()).toBe(1);
    await late.commit();
    expect(await offered()).toBe(3);
    expect((await recount(workplace, { replace: false })).unlike).toEqual([]);
  });
});
