// Damaged blocks: whatever stands where in them, the sandbox answers in words, and what it accepts stays acceptable.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { complete } from '../../src/sandbox/block-kit/complete.js';
import { blocksComplaints, textLength } from '../../src/sandbox/block-kit/validate.js';
import { everyBlock, everyElement } from '../../src/sandbox/block-kit/walk.js';
import { stateOf } from '../../src/sandbox/element-state.js';
import type { Row } from './block-kit-row.js';
import { TEXT_BLOCK_ROWS } from './block-kit-rows-blocks.js';
import { ACTION_ROWS } from './block-kit-rows-elements.js';
import { INPUT_ROWS } from './block-kit-rows-inputs.js';
import { LARGE_BLOCK_ROWS } from './block-kit-rows-large-blocks.js';
import { RICH_TEXT_ROWS } from './block-kit-rows-rich-text.js';

// The largest tables would make a thousand rounds slow and show nothing more.
const ROWS = [
  ...TEXT_BLOCK_ROWS,
  ...LARGE_BLOCK_ROWS,
  ...ACTION_ROWS,
  ...INPUT_ROWS,
  ...RICH_TEXT_ROWS,
].filter(({ type }) => type !== 'table' && type !== 'data_table');
const blockOf = ({ wrap, full }: Row): unknown => (wrap ? wrap.block(full) : full);

/** Every place in a value where something could be replaced. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  // An earlier change may have taken this place away.
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((inner, i) => (String(i) === String(key) ? replaced(inner, rest, by) : inner));
  return { ...value, [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    1e21,
    true,
    [],
    {},
    [[]],
    [null],
    'constructor',
    '__proto__',
    // Objects that nothing can turn into a word.
    { toString: 0, valueOf: 0 },
    { type: { toString: 0 } },
    [{ toString: null }],
  ),
  fc.constantFrom<unknown>(...ROWS.map(({ full }) => full)),
  fc.jsonValue({ maxDepth: 2 }),
);

const damaged = fc.constantFrom(...ROWS).chain((row) => {
  const block = blockOf(row);
  return fc.record({
    on: fc.constant(row.on),
    block: fc
      .array(fc.record({ place: fc.constantFrom(...placesIn(block)), by: junk }), {
        minLength: 1,
        maxLength: 2,
      })
      .map((changes) => changes.reduce<unknown>((now, { place, by }) => replaced(now, place, by), block)),
  });
});

test('damage is told in Slack’s words, each with a place, and never in a crash', () => {
  fc.assert(
    fc.property(damaged, ({ on, block }) => {
      for (const complaint of blocksComplaints([block, block], on, ['blocks']))
        expect(complaint).toMatch(/^\[ERROR\] .+ \[json-pointer:\/blocks[^\]]*\]$/s);
    }),
    { numRuns: 1500 },
  );
});

test('what is accepted gets its ids, holds a state, and is accepted again as it was kept', () => {
  fc.assert(
    fc.property(damaged, ({ on, block }) => {
      if (blocksComplaints([block], on, ['blocks']).length > 0) return;
      const kept = complete([block]);
      expect(blocksComplaints(kept, on, ['blocks'])).toEqual([]);
      expect(everyBlock(kept).every(({ block: b }) => b.block_id.length > 0)).toBe(true);
      expect(everyElement(kept).every(({ item }) => item.action_id.length > 0)).toBe(true);
      expect(stateOf(kept)).toEqual(stateOf(complete(kept)));
      expect(textLength(kept)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 1500 },
  );
});
