// A replay over a real store: it finds the MQLs that the bot offered, tells how far it is, and can be stopped.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Charter } from '../../src/charter/charter.js';
import { follow } from '../../src/funnel/course.js';
import { morningsOf } from '../../src/funnel/mornings.js';
import type { PastLead } from '../../src/funnel/past.js';
import { readingOf } from '../../src/funnel/reading.js';
import type { LeadKey } from '../../src/handshake/lead.js';
import { accept, reject } from '../../src/journey/answer.js';
import { replayDraft } from '../../src/journey/replay.js';
import { judgeAgain } from '../../src/journey/sweep.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { identity } from '../../src/store/taking-in.js';
import { engines } from '../engines.js';
import { aCharter, NOW, someReasons } from '../make.js';
import { PATIENCE_MS, runs } from '../properties/runs.js';
import { anIncomingLead, aParcel, aPlace, aSignalOf, type Place } from './a-workplace.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const hoursOn = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MS);

const starter = aCharter().charter;
/** The starter, but a lead that was lost must rest for three days: a rule that time alone opens. */
const patient: Charter = {
  ...starter,
  criteria: starter.criteria.map((criterion) =>
    criterion.id === 'location'
      ? { ...criterion, rule: { not: { signal: 'lost', withinDays: 3 } } }
      : criterion,
  ),
};
const stricter: Charter = { ...starter, mql: { ...starter.mql, threshold: 61 } };

describe.each(engines)('on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  /** A workplace whose clock is set; setting it runs the sweep of every morning on the way. */
  async function aDay(charter: Charter): Promise<{ workplace: Workplace; until(at: Date): Promise<void> }> {
    let now = NOW;
    const workplace = await place.workplace({ charter, now: () => now });
    return {
      workplace,
      async until(at) {
        const mornings = morningsOf({ from: now, to: at }, charter.working.zone);
        for (const morning of mornings.filter((each) => each > now.getTime())) {
          now = new Date(morning);
          await judgeAgain(workplace);
        }
        now = at;
      },
    };
  }

  async function pastOf({ store }: Workplace, before: Date): Promise<PastLead[]> {
    const leads: PastLead[] = [];
    for await (const page of store.past.pages(before)) leads.push(...page);
    return leads;
  }

  /** Each lead with the instant at which the replay finds it to become an MQL. */
  async function found(workplace: Workplace, charter: Charter, to: Date): Promise<[string, number][]> {
    const period = { from: new Date(NOW.getTime() - 1), to };
    const reading = readingOf(charter);
    const mornings = morningsOf(period, charter.working.zone);
    return (await pastOf(workplace, to)).flatMap((lead): [string, number][] => {
      const walk = follow(lead, { inForce: reading, draft: reading, period, mornings });
      for (;;) {
        const step = walk.next();
        if (!step.done) continue;
        const { inForce } = step.value;
        return inForce.kind === 'became' ? [[identity(lead.key), inForce.at]] : [];
      }
    });
  }

  const keys: LeadKey[] = [
    { source: 'web', id: '1' },
    { source: 'web', id: '2' },
    { source: 'crm', id: '1' },
  ];
  /** Something that comes in `wait` hours after the thing before; it happened `late` hours before it came. */
  const told = fc.record({
    wait: fc.integer({ min: 1, max: 40 }),
    employees: fc.constantFrom(5, 120, 120, 120),
    late: fc.constantFrom(0, 0, 30, null),
  });
  const done = fc.record({
    wait: fc.integer({ min: 1, max: 40 }),
    type: fc.constantFrom(
      'demo_requested',
      'demo_requested',
      'pricing_guide_downloaded',
      'pricing_page_viewed',
      'content_downloaded',
      'lost',
    ),
    late: fc.constantFrom(0, 0, 0, 1, 24 * 20, 24 * 40),
  });
  const steps = fc
    .tuple(
      fc.tuple(...keys.map((key) => told.map((what) => ({ key, what })))),
      fc.array(fc.record({ key: fc.constantFrom(...keys), what: fc.oneof(told, done, done, done) }), {
        minLength: 6,
        maxLength: 16,
      }),
    )
    .map(([arrivals, others]) => [...arrivals, ...others]);

  /** Lets the steps happen to a bot, and five quiet days after them; returns when they end. */
  async function happen(
    { workplace, until }: Awaited<ReturnType<typeof aDay>>,
    happening: typeof steps extends fc.Arbitrary<infer Steps> ? Steps : never,
  ): Promise<Date> {
    let hours = 0;
    for (const [index, { key, what }] of happening.entries()) {
      hours += what.wait;
      await until(hoursOn(hours));
      const occurredAt = what.late === null ? null : hoursOn(hours - what.late);
      if ('employees' in what) {
        const facts = { email: `${key.source}-${key.id}@example.com`, 'company.employees': what.employees };
        const lead = anIncomingLead(key.id, { source: key.source, signals: [], occurredAt, facts });
        await takeIn(workplace, [aParcel({ leads: [lead] })]);
      } else {
        const signal = aSignalOf(key, what.type, {
          id: `${index}`,
          occurredAt: occurredAt ?? hoursOn(hours),
        });
        await takeIn(workplace, [aParcel({ signals: [signal] })]);
      }
    }
    const end = hoursOn(hours + 5 * 24);
    await until(end);
    return end;
  }

  test(
    'the charter in force, replayed over what came in, finds the MQLs that the bot offered, at the instant it did',
    async () => {
      await fc.assert(
        fc.asyncProperty(steps, fc.constantFrom(starter, patient), async (happening, charter) => {
          const bot = await aDay(charter);
          const { workplace } = bot;
          const end = await happen(bot, happening);
          const offers = (await place.handshakes(workplace)).map(({ lead, offeredAt }) => [
            identity(lead),
            Date.parse(offeredAt),
          ]);
          expect(new Set(await found(workplace, charter, end))).toEqual(new Set(offers));
          const replay = await replayDraft(workplace, { draft: charter, period: { from: NOW, to: end } });
          const n = offers.length;
          expect(replay).toMatchObject({ mqlNow: n, mqlDraft: n, offered: n, kept: n, gained: [], lost: [] });
        }),
        runs(40),
      );
    },
    PATIENCE_MS,
  );

  /** So many leads that ask for a demo, an hour after each other's batch; the first is accepted, the second rejected. */
  async function aFullHouse(leads: number): Promise<{ workplace: Workplace; to: Date }> {
    const { workplace, until } = await aDay(starter);
    await until(hoursOn(1));
    await takeIn(workplace, [
      aParcel({ leads: Array.from({ length: leads }, (_, n) => anIncomingLead(`lead-${n}`)) }),
    ]);
    return { workplace, to: hoursOn(2) };
  }

  test('reads every lead once, however the pages fall, with what was known by the end of the period', async () => {
    const { workplace, to } = await aFullHouse(203);
    const leads = await pastOf(workplace, to);
    expect(new Set(leads.map(({ key: of }) => identity(of))).size).toBe(203);
    expect(leads).toHaveLength(203);
    expect(await workplace.store.past.count(to)).toBe(203);
    const first = leads[0];
    expect(first).toMatchObject({
      arrivedAt: hoursOn(1),
      facts: [
        {
          occurredAt: new Date(NOW.getTime() - DAY_MS),
          receivedAt: hoursOn(1),
          values: { 'company.employees': 120 },
        },
      ],
      signals: [
        {
          type: 'demo_requested',
          occurredAt: new Date(NOW.getTime() - DAY_MS),
          receivedAt: hoursOn(1),
          value: null,
        },
      ],
      handshakes: [{ offeredAt: hoursOn(1), status: 'offered' }],
    });
    expect(await pastOf(workplace, hoursOn(1))).toEqual([]);
  });

  test('tells what sales said of those that the draft would drop', async () => {
    const { workplace, to } = await aFullHouse(4);
    const [one, other] = await place.handshakes(workplace);
    await accept(workplace, one?.id ?? '', 'UDANA');
    await reject(
      workplace,
      other?.id ?? '',
      'USAM',
      someReasons({ cited: ['industry'], contradiction: 'They sell boats.' }),
    );
    const replay = await replayDraft(workplace, { draft: stricter, period: { from: NOW, to } });
    expect(replay).toMatchObject({ leads: 4, mqlNow: 4, mqlDraft: 0, offered: 4 });
    expect(replay.lost).toEqual([{ source: 'web', n: 4, ofWhichAccepted: 1, ofWhichSql: 0 }]);
    expect(replay.acceptance.now).toMatchObject({ rate: 0.5, n: 2 });
    expect(replay.notEnoughData).toBe(true);
  });

  test('tells how far it is, from nothing to all', async () => {
    const { workplace, to } = await aFullHouse(120);
    const shares: number[] = [];
    await replayDraft(workplace, {
      draft: stricter,
      period: { from: NOW, to },
      onProgress: (share) => shares.push(share),
    });
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...new Set(shares)].sort((a, b) => a - b));
  });

  test('ends when it is stopped, with the reason that was given', async () => {
    const { workplace, to } = await aFullHouse(120);
    const stop = new AbortController();
    const shares: number[] = [];
    const replay = replayDraft(workplace, {
      draft: stricter,
      period: { from: NOW, to },
      signal: stop.signal,
      onProgress(share) {
        shares.push(share);
        if (share > 0) stop.abort(new Error('the draft was edited'));
      },
    });
    await expect(replay).rejects.toThrow('the draft was edited');
    expect(shares.at(-1)).toBeLessThan(1);
    await expect(
      replayDraft(workplace, { draft: stricter, period: { from: NOW, to }, signal: stop.signal }),
    ).rejects.toThrow('the draft was edited');
  });

  test('leaves leads of other workspaces alone', async () => {
    await aFullHouse(3);
    const { workplace, to } = await aFullHouse(2);
    expect(await replayDraft(workplace, { draft: starter, period: { from: NOW, to } })).toMatchObject({
      leads: 2,
      mqlNow: 2,
    });
  });
});
