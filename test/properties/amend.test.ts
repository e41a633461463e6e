// Properties of amending: a signature never survives an edit, and of many who edit and sign at once none is lost unheard.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Command, decideAmendment, decideProposal, type Terms } from '../../src/charter/amendment.js';
import { type CharterEvent, type Draft, evolve } from '../../src/charter/draft.js';
import { type Side, sides } from '../../src/charter/roles.js';
import { declineDraft, editDraft, propose, signDraft, withdrawDraft } from '../../src/journey/amend.js';
import type { Amended } from '../../src/journey/amending.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
import { aPlace, type Place } from '../journey/a-workplace.js';
import { aDraft, aSetUpWorkplace, dana, leo, mia, priya, withThreshold } from '../journey/amend-people.js';
import { NOW } from '../make.js';
import { PATIENCE_MS, runs } from './runs.js';

const at = NOW.toISOString();
const text = (threshold: number) => ({ content: withThreshold(threshold), hash: `${threshold}` });
const terms: Terms = {
  inForce: { version: 1, signed: true, ...text(50) },
  // Two people lead both sides, so that one of them could sign for both if nothing forbade it.
  leaders: { marketing: ['UMIA', 'UBOTH'], sales: ['UPRIYA', 'UBOTH'] },
  mayName: [],
  seen: null,
};

const someone = fc.constantFrom('UMIA', 'UPRIYA', 'UBOTH', 'UDANA');
const threshold = fc.integer({ min: 49, max: 53 });
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .record({ by: someone, to: threshold, revision: fc.integer({ min: 1, max: 4 }) })
      .map(({ by, to, revision }) => ({ type: 'edit', by, at, revision, why: '', ...text(to) }) as const),
  },
  {
    weight: 6,
    arbitrary: fc
      .record({ by: someone, side: fc.constantFrom<Side>(...sides), signed: threshold })
      .map(({ by, side, signed }) => ({ type: 'sign', by, at, side, hash: `${signed}` }) as const),
  },
  { weight: 1, arbitrary: someone.map((by) => ({ type: 'decline', by, at, reason: 'No.' }) as const) },
);

test('whatever people do, in whatever order, a draft bears no signature over another text or by one person twice', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      const proposal = { ...text(51), by: 'UDANA', at, version: 2, base: 1, why: 'Why not.' };
      const begun = decideProposal(proposal, terms);
      if ('refused' in begun) throw new Error('the proposal was refused');
      let draft = begun.events.reduce<Draft | null>(evolve, null);
      for (const each of commands) {
        if (draft === null) throw new Error('the draft is gone');
        const decision = decideAmendment(draft, each, terms);
        if ('refused' in decision) continue;
        const before: Draft = draft;
        draft = decision.events.reduce<Draft>(evolve, before);
        const { marketing, sales } = draft.signatures;
        for (const signature of [marketing, sales])
          expect(signature === null || signature.hash === draft.hash).toBe(true);
        expect(marketing !== null && marketing.by === sales?.by).toBe(false);
        expect(draft.status === 'in_force').toBe(marketing !== null && sales !== null);
        if (before.status !== 'open') expect(draft).toEqual(before);
        expect(draft.seq).toBe(before.seq + decision.events.length);
      }
    }),
    runs(500),
  );
});

/** What one person does next, with what they had before them: as it stands now, or as it stood when they last looked. */
interface Move {
  who: number;
  kind: 'edit' | 'sign' | 'look' | 'decline' | 'withdraw' | 'propose';
}

const people = [mia, priya, dana, leo];
const move: fc.Arbitrary<Move> = fc.record({
  who: fc.nat({ max: people.length - 1 }),
  kind: fc.constantFrom(
    'edit',
    'edit',
    'edit',
    'sign',
    'sign',
    'sign',
    'look',
    'look',
    'decline',
    'withdraw',
    'propose',
  ),
});

/** What was asked of the draft, and the answer. */
interface Asked {
  kind: Move['kind'];
  by: string;
  threshold: number;
  answer: Amended;
}

/**
 * One person at work in one process: looks, and then acts on what was seen, however much has happened since. Nobody
 * else ever asks for one of their thresholds.
 */
async function atWork(workplace: Workplace, who: number, kinds: Move['kind'][]): Promise<Asked[]> {
  const by = people[who] ?? dana;
  const asked: Asked[] = [];
  let seen: Draft | null = await workplace.store.drafts.open();
  for (const [index, kind] of kinds.entries()) {
    if (kind === 'look' || seen === null) seen = await workplace.store.drafts.open();
    const threshold = 1000 * (who + 1) + index;
    const charter = withThreshold(threshold);
    const answer = await (async (): Promise<Amended | null> => {
      if (kind === 'propose') {
        const { version: base } = await workplace.store.charters.inForce();
        return propose(workplace, { by, base, charter, why: 'Again.' });
      }
      if (seen === null || kind === 'look') return null;
      const { version, revision, hash } = seen;
      const side = by.id === priya.id ? 'sales' : 'marketing';
      if (kind === 'edit') return editDraft(workplace, { by, version, revision, charter, why: '' });
      if (kind === 'sign') return signDraft(workplace, { by, version, side, hash });
      if (kind === 'decline') return declineDraft(workplace, { by, version, reason: 'No.' });
      return withdrawDraft(workplace, { by, version });
    })();
    if (answer !== null) asked.push({ kind, by: by.id, threshold, answer });
  }
  return asked;
}

describe.each(engines)('on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  const eventsOf = async ({ store }: Workplace, version: number): Promise<CharterEvent[]> => {
    const { rows } = await place.database.pool.query<{ seq: number; data: CharterEvent }>(
      'SELECT seq, data FROM charter_event WHERE workspace = $1 AND version = $2 ORDER BY seq',
      [store.workspace, version],
    );
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    return rows.map(({ data }) => data);
  };

  /** Every draft is the fold of its events, and every signature in it is over the text that it bears. */
  async function drafts(workplace: Workplace): Promise<Draft[]> {
    const found: Draft[] = [];
    for (let version = 2; ; version++) {
      const draft = await workplace.store.drafts.load(version);
      if (draft === null) return found;
      const events = await eventsOf(workplace, version);
      expect(events.reduce<Draft | null>(evolve, null)).toEqual(draft);
      for (const side of sides)
        expect(draft.signatures[side] === null || draft.signatures[side]?.hash === draft.hash).toBe(true);
      found.push(draft);
    }
  }

  test(
    'of people in two processes who edit and sign at once, each is heard or told, and one charter is in force',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 40 }), async (moves) => {
          const here = await aSetUpWorkplace(place);
          const there = await place.twinOf(here);
          await aDraft(here);
          const answers = await Promise.all(
            people.map((_, who) => {
              const kinds = moves.filter((each) => each.who === who).map(({ kind }) => kind);
              return atWork(who % 2 === 0 ? here : there, who, kinds);
            }),
          );
          const all = await drafts(here);
          const events = (await Promise.all(all.map(({ version }) => eventsOf(here, version)))).flat();
          // Every text that was accepted is in the history once, and none that was refused is.
          const texts = events.flatMap((event) =>
            event.type === 'edited' || event.type === 'proposed' ? [event.content.mql.threshold] : [],
          );
          for (const { kind, threshold, answer } of answers.flat())
            if (kind === 'edit' || kind === 'propose')
              expect(texts.filter((each) => each === threshold)).toHaveLength(
                answer.refused === null ? 1 : 0,
              );
          for (const { kind, answer } of answers.flat()) {
            if (answer.refused?.kind === 'changed since' && kind !== 'propose')
              expect(answer.refused.changes).not.toEqual([]);
          }
          // A signature that was accepted is an event; it counts unless a later text voided it.
          for (const { kind, by, answer } of answers.flat())
            if (kind === 'sign' && answer.refused === null)
              expect(events.some((event) => event.type === 'signed' && event.by === by)).toBe(true);
          const { rows } = await place.database.pool.query<{
            version: number;
            since: Date;
            until: Date | null;
          }>(
            `SELECT version, in_force_from AS since, in_force_until AS until FROM charter
             WHERE workspace = $1 ORDER BY version`,
            [here.store.workspace],
          );
          expect(rows.filter(({ until }) => until === null)).toHaveLength(1);
          expect(rows.at(-1)?.until).toBeNull();
          expect(rows.slice(1).map(({ version }) => version)).toEqual(
            all
              .filter(({ status }) => status === 'in_force' || status === 'superseded')
              .map(({ version }) => version),
          );
          expect(all.filter(({ status }) => status === 'open').length).toBeLessThanOrEqual(1);
          for (const [index, draft] of all.entries())
            if (draft.status === 'open')
              expect([index, draft.base]).toEqual([all.length - 1, rows.at(-1)?.version]);
        }),
        runs(place.database.embedded ? 40 : 60),
      );
    },
    PATIENCE_MS,
  );

  test(
    'a proposal made in the moment of the last signature is drawn from what is in force then, or told what changed',
    async () => {
      const { numRuns: rounds } = runs(place.database.embedded ? 10 : 60);
      for (let round = 0; round < rounds; round++) {
        const here = await aSetUpWorkplace(place);
        const there = await place.twinOf(here);
        const { version, hash } = await aDraft(here);
        await signDraft(here, { by: mia, version, side: 'marketing', hash });
        const sign = () => signDraft(there, { by: priya, version, side: 'sales', hash });
        const proposal = { by: leo, base: 1, charter: withThreshold(70), why: 'Seventy.' };
        const proposed = Array.from({ length: 4 }, () => propose(here, proposal));
        await Promise.all([sign(), ...proposed]);
        for (const { refused } of await Promise.all(proposed))
          expect(['open already', 'changed since']).toContain(refused?.kind);
        expect((await here.store.charters.inForce()).version).toBe(2);
        expect(await here.store.drafts.open()).toBeNull();
      }
    },
    PATIENCE_MS,
  );

  test(
    'of an edit and the last signature in the same moment, the signature never stands under the new text',
    async () => {
      const { numRuns: rounds } = runs(place.database.embedded ? 20 : 60);
      const outcomes = new Set<string>();
      for (let round = 0; round < rounds; round++) {
        const here = await aSetUpWorkplace(place);
        const there = await place.twinOf(here);
        const { version, revision, hash } = await aDraft(here);
        await signDraft(here, { by: mia, version, side: 'marketing', hash });
        const sign = () => signDraft(there, { by: priya, version, side: 'sales', hash });
        const edit = () =>
          editDraft(here, { by: leo, version, revision, charter: withThreshold(55), why: 'Sixty is a lot.' });
        const [first, second] = await Promise.all(round % 2 === 0 ? [sign(), edit()] : [edit(), sign()]);
        const [signed, edited] = round % 2 === 0 ? [first, second] : [second, first];
        const { charter } = await here.store.charters.inForce();
        if (signed.refused === null) {
          expect(edited.refused).toEqual({ kind: 'not open' });
          expect(charter.mql.threshold).toBe(60);
          outcomes.add('signed');
        } else {
          expect(signed.refused).toEqual({
            kind: 'changed since',
            changes: [expect.stringMatching(/60.*55/)],
          });
          expect(edited.refused).toBeNull();
          expect(charter.mql.threshold).toBe(50);
          expect((await here.store.drafts.open())?.signatures).toEqual({ marketing: null, sales: null });
          outcomes.add('edited');
        }
      }
      expect([...outcomes].sort()).toEqual(['edited', 'signed']);
    },
    PATIENCE_MS,
  );
});
