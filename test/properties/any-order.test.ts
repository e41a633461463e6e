// Properties over a real store: whatever order things come in, however often and however many at once, they end alike.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/handshake/assessment.js';
import { evolve } from '../../src/handshake/evolve.js';
import { type Handshake, type HandshakeEvent, isOpen, offer } from '../../src/handshake/handshake.js';
import type { LeadKey } from '../../src/handshake/lead.js';
import { accept, reject } from '../../src/journey/answer.js';
import { handBack, markSql } from '../../src/journey/follow-through.js';
import { judgeAnew } from '../../src/journey/judge-anew.js';
import { dispute, fix } from '../../src/journey/reply.js';
import { overturn } from '../../src/journey/ruling.js';
import { type IncomingLead, type Parcel, takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { identity, type SignalOfLead } from '../../src/store/taking-in.js';
import { engines } from '../engines.js';
import { anIncomingLead, aParcel, aPlace, aSignalOf, type Place } from '../journey/a-workplace.js';
import { aCharter, NOW, someReasons } from '../make.js';
import { PATIENCE_MS, runs } from './runs.js';

const DAY_MS = 86_400_000;
const { charter } = aCharter();
const intents = [
  'pricing_guide_downloaded',
  'demo_webinar_attended',
  'pricing_page_viewed',
  'demo_requested',
  'content_downloaded',
];

/** One row as a source would send it: a lead, or a signal on its own. */
type Atom = { lead: IncomingLead } | { signal: SignalOfLead };

const lead = fc.constantFrom<LeadKey>(
  { source: 'web', id: '1' },
  { source: 'web', id: '2' },
  { source: 'crm', id: '1' },
);
const daysAgo = fc.integer({ min: 0, max: 40 }).map((days) => new Date(NOW.getTime() - days * DAY_MS));
const signalOf = (of: fc.Arbitrary<LeadKey>) =>
  fc
    .tuple(of, fc.constantFrom(...intents), daysAgo, fc.integer({ min: 0, max: 99 }))
    .map(([key, type, occurredAt, n]) => ({
      signal: aSignalOf(key, type, {
        id: `${identity(key)}-${type}-${n}-${occurredAt.getTime()}`,
        occurredAt,
      }),
    }));

/** Any facts: corrections, contradictions, and the same e-mail address from several sources. */
const anyAtom: fc.Arbitrary<Atom> = fc.oneof(
  fc
    .record({
      key: lead,
      occurredAt: daysAgo,
      employees: fc.constantFrom(5, 120),
      email: fc.constantFrom('robin@example.com', 'alex@example.com'),
    })
    .map(({ key, occurredAt, employees, email }) => ({
      lead: anIncomingLead(key.id, {
        source: key.source,
        occurredAt,
        signals: [],
        facts: { 'company.employees': employees, email },
      }),
    })),
  signalOf(lead),
);

/** How the same rows arrive: repeated, shuffled, in parcels, some of them at the same time. */
interface Way {
  order: number[];
  sizes: number[];
  together: boolean;
}
const wayFor = (count: number): fc.Arbitrary<Way> =>
  fc
    .array(fc.integer({ min: 1, max: 4 }), { minLength: count, maxLength: count })
    .map((repeats) => repeats.flatMap((times, index) => Array<number>(times).fill(index)))
    .chain((order) =>
      fc.record({
        order: fc
          .shuffledSubarray(
            order.map((_, index) => index),
            { minLength: order.length },
          )
          .map((places) => places.map((place) => order[place] ?? 0)),
        sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }),
        together: fc.boolean(),
      }),
    );

const twoWays = (atoms: fc.Arbitrary<Atom[]>) =>
  atoms.chain((given) => fc.tuple(fc.constant(given), wayFor(given.length), wayFor(given.length)));

function parcelsOf(atoms: readonly Atom[], { order, sizes }: Way): Parcel[] {
  const parcels: Parcel[] = [];
  for (let from = 0, turn = 0; from < order.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    const rows = order.slice(from, from + size).flatMap((index) => atoms[index] ?? []);
    parcels.push(
      aParcel({
        leads: rows.flatMap((row) => ('lead' in row ? [row.lead] : [])),
        signals: rows.flatMap((row) => ('signal' in row ? [row.signal] : [])),
      }),
    );
    from += size;
  }
  return parcels;
}

const keysOf = (atoms: readonly Atom[]): LeadKey[] => [
  ...new Map(
    atoms
      .map((atom) => ('lead' in atom ? atom.lead.key : atom.signal.lead))
      .map((key) => [identity(key), key]),
  ).values(),
];

describe.each(engines)('on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  async function deliver(workplaces: Workplace[], atoms: readonly Atom[], way: Way): Promise<void> {
    const parcels = parcelsOf(atoms, way);
    const send = (parcel: Parcel, index: number) =>
      takeIn(workplaces[index % workplaces.length] as Workplace, [parcel]);
    if (way.together)
      for (let from = 0; from < parcels.length; from += 3)
        await Promise.all(parcels.slice(from, from + 3).map(send));
    else for (const [index, parcel] of parcels.entries()) await send(parcel, index);
  }

  /** What is known of the leads, and how they are judged. */
  async function known({ store }: Workplace, keys: LeadKey[]) {
    const { leads, signals } = await store.leads.takeIn((step) => step.read(keys, [], []));
    return leads
      .map(({ key, facts, arrived, mql, score }) => {
        const of = signals.get(identity(key)) ?? [];
        const { verdicts } = assess(charter, { facts, signals: of, now: NOW });
        const ids = of.map(({ source, id }) => `${source} ${id}`).sort();
        return { key: identity(key), facts, arrived, mql, score, verdicts, signals: ids };
      })
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  const both = async (): Promise<Workplace[]> => {
    const here = await place.workplace({ charter });
    return [here, await place.twinOf(here)];
  };

  /** Never two in a cycle, never two open for a lead; and the events tell the same as the row. */
  async function expectSound(workplace: Workplace): Promise<Handshake[]> {
    const handshakes = await place.handshakes(workplace);
    const open = handshakes.filter(isOpen).map(({ lead: of }) => identity(of));
    expect(new Set(open).size).toBe(open.length);
    const cycles = new Map<string, number[]>();
    for (const { lead: of, cycle } of handshakes)
      cycles.set(identity(of), [...(cycles.get(identity(of)) ?? []), cycle]);
    for (const counted of cycles.values()) expect(counted).toEqual(counted.map((_, index) => index + 1));
    for (const handshake of handshakes) {
      const [first, ...events] = await place.events(workplace, handshake.id);
      expect(first?.data.type).toBe('offered');
      const { id, lead: of, cycle, charterVersion, offeredAt, about } = handshake;
      const told = events.map(({ data }) => data as HandshakeEvent);
      const begun = offer({ id, lead: of, cycle, charterVersion, offeredAt, suggested: null, about });
      expect(told.reduce(evolve, begun)).toEqual(handshake);
    }
    return handshakes;
  }

  test(
    'the same rows in two ways give the same facts, verdicts and score',
    async () => {
      const arbitrary = twoWays(fc.array(anyAtom, { minLength: 1, maxLength: 8 }));
      await fc.assert(
        fc.asyncProperty(arbitrary, async ([atoms, one, other]) => {
          const keys = keysOf(atoms);
          const [first, second] = [await both(), await both()];
          await deliver(first, atoms, one);
          await deliver(second, atoms, other);
          const [left, right] = [first[0] as Workplace, second[0] as Workplace];
          expect(await known(right, keys)).toEqual(await known(left, keys));
          for (const workplace of [left, right]) {
            const handshakes = await expectSound(workplace);
            const emails = await openEmails(workplace);
            expect(new Set(emails).size).toBe(emails.length);
            expect(handshakes.every(({ cycle }) => cycle === 1)).toBe(true);
          }
        }),
        runs(60),
      );
    },
    PATIENCE_MS,
  );

  async function openEmails({ store }: Workplace): Promise<string[]> {
    const { rows } = await place.database.bulk.query<{ email: string }>(
      'SELECT email FROM handshake WHERE workspace = $1 AND open AND email IS NOT NULL',
      [store.workspace],
    );
    return rows.map(({ email }) => email);
  }

  test(
    'news that only adds gives the same handshakes in any way: one for each lead that is an MQL in the end',
    async () => {
      const leads: Atom[] = [
        { lead: anIncomingLead('1', { signals: [] }) },
        { lead: anIncomingLead('2', { signals: [], facts: { 'company.employees': 5 } }) },
        {
          lead: anIncomingLead('1', { source: 'crm', signals: [], facts: { email: 'another@example.com' } }),
        },
      ];
      const additive = twoWays(
        fc.array(signalOf(lead), { maxLength: 8 }).map((signals): Atom[] => [...leads, ...signals]),
      );
      await fc.assert(
        fc.asyncProperty(additive, async ([atoms, one, other]) => {
          for (const way of [one, other]) {
            const workplaces = await both();
            const workplace = workplaces[0] as Workplace;
            await deliver(workplaces, atoms, way);
            const deserving = (await known(workplace, keysOf(atoms)))
              .filter(({ mql }) => mql)
              .map(({ key }) => key);
            const handshakes = await expectSound(workplace);
            expect(handshakes.map(({ lead: of }) => identity(of)).sort()).toEqual(deserving);
            expect(handshakes.every(({ cycle }) => cycle === 1)).toBe(true);
          }
        }),
        runs(60),
      );
    },
    PATIENCE_MS,
  );

  /** Accepts a lead and marks it as SQL; what a source told of its deal is looked for. */
  async function toSql(workplace: Workplace, id: string): Promise<void> {
    await accept(workplace, id, 'UDANA');
    const { handshake } = await markSql(workplace, id, 'UDANA', ['budget', 'decision_maker', 'timeline']);
    await judgeAnew(workplace, [handshake.lead]);
  }

  /** Says that a rejection was fixed, or disputes and overturns it, whatever became of it meanwhile. */
  async function answerRejection(
    workplace: Workplace,
    { id: handshake, lead: of, say }: { id: string; lead: LeadKey; say: string | undefined },
  ): Promise<void> {
    const said = { handshake, by: 'UMIA', words: 'It was somebody else.' };
    if (say === 'say it is fixed') {
      await fix(workplace, said);
      await judgeAnew(workplace, [of]);
    }
    if (say !== 'overturn') return;
    await dispute(workplace, said);
    // A lead that comes in at the same moment may be offered first; then there is nothing to overturn, and it says so.
    await overturn(workplace, { ...said, by: 'USASHA' });
  }

  const deal = fc
    .tuple(fc.constantFrom('won', 'lost'), fc.integer({ min: 0, max: 50 }), fc.constantFrom(null, 7, 18_000))
    .map(([type, minutes, value]) => ({
      signal: aSignalOf({ source: 'web', id: '1' }, type, {
        id: `${type} ${minutes} ${value}`,
        occurredAt: new Date(NOW.getTime() + minutes * 60_000),
        value,
      }),
    }));

  test(
    'a deal ends by the latest word of its source, in whatever order they come and before or after the lead is an SQL',
    async () => {
      const told = twoWays(fc.array(deal, { minLength: 1, maxLength: 5 }));
      const offered: Atom = { lead: anIncomingLead('1') };
      await fc.assert(
        fc.asyncProperty(told, fc.boolean(), async ([atoms, one, other], early) => {
          const ends: unknown[] = [];
          for (const way of [one, other]) {
            const workplaces = await both();
            const workplace = workplaces[0] as Workplace;
            await deliver(workplaces, [offered], { order: [0], sizes: [1], together: false });
            const [id = ''] = (await place.handshakes(workplace)).map((each) => each.id);
            if (early) await toSql(workplace, id);
            await deliver(workplaces, atoms, way);
            if (!early) await toSql(workplace, id);
            const [handshake] = await expectSound(workplace);
            ends.push(handshake?.status === 'qualified' && handshake.closed);
          }
          expect(ends[1]).toEqual(ends[0]);
          expect(ends[0]).toMatchObject({ by: null });
        }),
        runs(30),
      );
    },
    PATIENCE_MS,
  );

  test(
    'answers in between never lead to two handshakes in a cycle or two open ones',
    async () => {
      const answer = fc.constantFrom(
        ...(['accept', 'reject to fix', 'hand back to fix', 'archive'] as const),
        ...(['say it is fixed', 'overturn', 'mark as SQL'] as const),
      );
      const arbitrary = fc
        .array(anyAtom, { minLength: 4, maxLength: 10 })
        .chain((atoms) =>
          fc.tuple(
            fc.constant(atoms),
            wayFor(atoms.length),
            fc.array(answer, { minLength: 2, maxLength: 6 }),
          ),
        );
      await fc.assert(
        fc.asyncProperty(arbitrary, async ([atoms, way, answers]) => {
          const workplaces = await both();
          const workplace = workplaces[0] as Workplace;
          const parcels = parcelsOf(atoms, way);
          const reasons = someReasons({ cited: ['company_size'], nextStep: 'fix', nextOn: null });
          for (const [index, parcel] of parcels.entries()) {
            const all = await place.handshakes(workplace);
            const open = all.filter(isOpen);
            const ended = all.filter((each) => !isOpen(each));
            const say = answers[index % answers.length];
            await Promise.all([
              takeIn(workplaces[index % 2] as Workplace, [parcel]),
              ...open.map(async ({ id }) => {
                if (say === 'accept') await accept(workplace, id, 'UDANA');
                if (say === 'reject to fix') await reject(workplace, id, 'USAM', reasons);
                if (say === 'hand back to fix') await handBack(workplace, id, 'UDANA', reasons);
                if (say === 'archive')
                  await reject(workplace, id, 'USAM', { ...reasons, nextStep: 'archive' });
                if (say === 'mark as SQL') await toSql(workplace, id);
              }),
              ...ended.map(({ id, lead: of }) => answerRejection(workplace, { id, lead: of, say })),
            ]);
          }
          await expectSound(workplace);
          const emails = await openEmails(workplace);
          expect(new Set(emails).size).toBe(emails.length);
        }),
        runs(60),
      );
    },
    PATIENCE_MS,
  );

  test('a delivery of the same id is taken in once, whoever brings it and however often', async () => {
    const workplaces = await both();
    const parcel = aParcel({ delivery: { id: randomUUID(), digest: 'd' }, leads: [anIncomingLead('once')] });
    const receipts = await Promise.all(
      Array.from({ length: 8 }, (_, index) => takeIn(workplaces[index % 2] as Workplace, [parcel])),
    );
    const accepted = receipts.flat().map((receipt) => (receipt === 'clash' ? receipt : receipt.accepted));
    expect(accepted.sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    const clash = { ...parcel, delivery: { id: parcel.delivery?.id ?? '', digest: 'other' } };
    expect(await takeIn(workplaces[1] as Workplace, [clash])).toEqual(['clash']);
  });
});
