// Properties of what is counted: fates add up to what was offered, and cells add up under any grouping.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answer, type Cell, cellOf, countOf, type Dimension, figureOf } from '../../src/funnel/cells.js';
import { countsOf } from '../../src/funnel/counts.js';
import { passageOf } from '../../src/funnel/passage.js';
import { countsOfWaiting, waitingOf } from '../../src/funnel/waiting.js';
import { evolve } from '../../src/handshake/evolve.js';
import type { Handshake } from '../../src/handshake/handshake.js';
import { sydney } from '../handshake/a-watched.js';
import { aCharter, NOW } from '../make.js';
import { aLife, lives } from './passages.js';
import { PATIENCE_MS, runs } from './runs.js';

const { charter } = aCharter();
const terms = { charter, clocks: charter.clocks, calendar: sydney };
const cellsOf = (life: Parameters<typeof passageOf>[0]): Cell[] =>
  countsOf(passageOf(life), terms).map(cellOf);

test(
  'the fold stands as evolve leaves it',
  () => {
    fc.assert(
      fc.property(aLife, ({ offer, offered, events }) => {
        const { handshake, works, rounds } = passageOf({ offer, offered, events });
        expect(handshake).toEqual(events.reduce(evolve, offer as Handshake));
        const answered = handshake.status !== 'offered';
        expect(rounds.at(-1)?.end !== null).toBe(answered);
        expect(rounds.at(-1)?.postedAt).toBe(handshake.postedAt);
        expect(rounds.at(-1)?.dueAt).toBe(handshake.dueAt);
        expect(works.some(({ end }) => end === null)).toBe(handshake.status === 'accepted');
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'every handshake has one fate, goes no further than the step before, and its outcome fits its fate',
  () => {
    fc.assert(
      fc.property(aLife, (life) => {
        const cells = cellsOf(life);
        const n = (prefix: string): number => countOf(cells, prefix);
        expect([n('offered'), n('fate')]).toEqual([1, 1]);
        expect(n('reached:answered')).toBe(1 - n('fate:unanswered'));
        expect(n('outcome')).toBe(n('reached:answered'));
        const stages = ['answered', 'accepted', 'touched', 'sql', 'won'].map((stage) =>
          n(`reached:${stage}`),
        );
        expect([...stages].sort((a, b) => b - a)).toEqual(stages);
        expect(n('outcome:rejected')).toBe(n('fate:rejected') + n('fate:handed_back'));
        expect(n('reached:sql')).toBe(n('fate:sql'));
        expect(n('verdict')).toBe(n('outcome') * charter.criteria.filter(({ rule }) => rule !== null).length);
        expect(n('working:open')).toBe(n('fate:in_work') + n('fate:hollow'));
        expect(n('working')).toBe(n('touching'));
        expect(n('working')).toBe(n('accepted'));
        expect(n('dealing')).toBe(n('fate:sql'));
        expect(n('reply')).toBeLessThanOrEqual(n('rejected') + n('handed_back'));
        expect(n('won')).toBe(n('reached:won'));
        expect(figureOf(cells, 'won').cents).toBe(figureOf(cells, 'reached:won').cents);
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'what is unanswered is in time, overdue or lapsed, whenever one asks',
  () => {
    fc.assert(
      fc.property(aLife, fc.nat(60 * 24 * 60), (life, minutes) => {
        const passage = passageOf(life);
        const waiting = waitingOf(passage, terms);
        const now = new Date(NOW.getTime() + minutes * 60_000);
        const live = waiting === null ? [] : countsOfWaiting(waiting, sydney, now).map(cellOf);
        const cells = [...cellsOf(life), ...live];
        expect(countOf(cells, 'unanswered')).toBe(countOf(cells, 'fate:unanswered'));
        const posted = passage.rounds.filter(({ postedAt }) => postedAt !== null);
        expect(countOf(cells, 'answering')).toBe(posted.length);
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

const dimensions: Dimension[] = ['charter', 'source', 'campaign', 'segment', 'rep'];
const grains = ['day', 'week', 'all'] as const;

const sorted = (cells: Cell[]): string[] => cells.map((cell) => JSON.stringify(cell, keysInOrder)).sort();
function keysInOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

test(
  'cells add up under any grouping: a coarse question is answered alike from counts and from any finer cells',
  () => {
    const question = fc.record({
      by: fc.subarray(dimensions),
      more: fc.subarray(dimensions),
      grain: fc.nat(2),
      finer: fc.nat(2),
    });
    fc.assert(
      fc.property(lives, question, (several, { by, more, grain, finer }) => {
        const counts = several.flatMap(cellsOf);
        const coarse = { from: null, to: null, by, grain: grains[grain] ?? 'all' };
        const fine = {
          ...coarse,
          by: [...new Set([...by, ...more])],
          grain: grains[Math.min(grain, finer)] ?? 'day',
        };
        expect(sorted(answer(answer(counts, fine), coarse))).toEqual(sorted(answer(counts, coarse)));
        expect(countOf(answer(counts, coarse), 'offered')).toBe(several.length);
        expect(countOf(answer(counts, coarse), 'fate')).toBe(several.length);
      }),
      runs(150),
    );
  },
  PATIENCE_MS,
);
