// Every row of the sandbox's table of Block Kit: accepted at its limits, refused just beyond with Slack's words.
import { describe, expect, test } from 'vitest';
import { BLOCKS } from '../../src/sandbox/block-kit/blocks.js';
import { ELEMENTS } from '../../src/sandbox/block-kit/elements.js';
import { RICH_TEXT } from '../../src/sandbox/block-kit/rich-text.js';
import { blocksComplaints } from '../../src/sandbox/block-kit/validate.js';
import { times } from './a-block.js';
import { aButton, plain } from './a-bot.js';
import type { Row } from './block-kit-row.js';
import { TEXT_BLOCK_ROWS } from './block-kit-rows-blocks.js';
import { ACTION_ROWS } from './block-kit-rows-elements.js';
import { INPUT_ROWS } from './block-kit-rows-inputs.js';
import { LARGE_BLOCK_ROWS } from './block-kit-rows-large-blocks.js';
import { RICH_TEXT_ROWS } from './block-kit-rows-rich-text.js';

const ELEMENT_ROWS = [...ACTION_ROWS, ...INPUT_ROWS];
const BLOCK_ROWS = [...TEXT_BLOCK_ROWS, ...LARGE_BLOCK_ROWS];

const ROWS = [...BLOCK_ROWS, ...ELEMENT_ROWS, ...RICH_TEXT_ROWS];
const SURFACES = ['message', 'modal', 'home'] as const;

const blockOf = ({ wrap }: Row, full: unknown): unknown => (wrap ? wrap.block(full) : full);
const judge = (row: Row, full: unknown, on = row.on): string[] =>
  blocksComplaints([blockOf(row, full)], on, ['blocks']);
const pointer = (...parts: (string | undefined)[]): string =>
  `[json-pointer:/blocks/0${parts.map((part) => (part ? `/${part}` : '')).join('')}]`;

/** A copy with another value at a path such as `rows/0/text`; undefined takes the property away. */
function changed(full: object, path: string, value: unknown): unknown {
  const copy = structuredClone(full);
  const keys = path.split('/');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<Record<string, unknown>>(
    (at, key) => at[key] as Record<string, unknown>,
    copy as Record<string, unknown>,
  );
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

test('no block, element or part of rich text is without an example', () => {
  const types = (rows: readonly Row[]): string[] => [...new Set(rows.map((row) => row.type))].sort();
  expect(types(BLOCK_ROWS)).toEqual(Object.keys(BLOCKS).sort());
  expect(types(ELEMENT_ROWS)).toEqual(Object.keys(ELEMENTS).sort());
  expect(types(RICH_TEXT_ROWS)).toEqual(Object.keys(RICH_TEXT).sort());
});

test.each(ROWS.map((row) => [row.type, row] as const))('%s is accepted at its limits', (_type, row) => {
  expect(judge(row, row.full)).toEqual([]);
});

test.each(
  ROWS.flatMap((row) =>
    row.beyond.map(
      ([path, value, complaint, at]) => [row.type, path, complaint, { row, value, at }] as const,
    ),
  ),
)('%s with another %s: %s', (_type, path, complaint, { row, value, at }) => {
  expect(judge(row, changed(row.full, path, value))).toEqual([
    `[ERROR] ${complaint} ${pointer(row.wrap?.path, at ?? path)}`,
  ]);
});

test.each(ROWS.map((row) => [row.type, row] as const))(
  '%s with a property nobody knows is refused',
  (_type, row) => {
    expect(judge(row, { ...row.full, made_up: 1 })).toEqual([
      `[ERROR] invalid additional property: made_up ${pointer(row.wrap?.path)}`,
    ]);
  },
);

describe('surfaces', () => {
  const ELSEWHERE: Record<string, readonly string[]> = {
    ...Object.fromEntries(
      ['context_actions', 'markdown', 'data_visualization', 'file', 'task_card', 'plan'].map((t) => [
        t,
        ['modal', 'home'],
      ]),
    ),
    ...Object.fromEntries(['carousel', 'container', 'table', 'data_table'].map((t) => [t, ['modal']])),
    alert: ['message', 'home'],
  };

  test.each(BLOCK_ROWS.flatMap((row) => SURFACES.map((on) => [row.type, on, row] as const)))(
    '%s in a %s',
    (type, on, row) => {
      const refused = ELSEWHERE[type]?.includes(on);
      expect(judge(row, row.full, on)).toEqual(
        refused ? [`[ERROR] unsupported type: ${type} ${pointer('type')}`] : [],
      );
    },
  );

  test.each(['email_text_input', 'url_text_input', 'number_input', 'file_input'])(
    '%s is for modals only',
    (type) => {
      const row = ELEMENT_ROWS.find((r) => r.type === type);
      for (const on of ['message', 'home'] as const)
        expect(row && judge(row, row.full, on)).toEqual([
          `[ERROR] unsupported type: ${type} ${pointer('element/type')}`,
        ]);
    },
  );

  test('an answer by response URL comes from a modal only', () => {
    const element = { type: 'channels_select', response_url_enabled: true };
    expect(blocksComplaints([{ type: 'actions', elements: [element] }], 'message', ['blocks'])).toEqual([
      `[ERROR] invalid additional property: response_url_enabled ${pointer('elements/0')}`,
    ]);
  });
});

describe('the whole', () => {
  const judged = (...blocks: unknown[]) => blocksComplaints(blocks, 'message', ['blocks']);
  const focused = {
    type: 'input',
    label: plain('L'),
    element: { type: 'plain_text_input', focus_on_load: true },
  };

  test('only one element can have the cursor', () => {
    expect(blocksComplaints([focused], 'modal', ['view', 'blocks'])).toEqual([]);
    expect(blocksComplaints([focused, focused], 'modal', ['view', 'blocks'])).toEqual([
      '[ERROR] only one element may set `focus_on_load` [json-pointer:/view/blocks/1/element/focus_on_load]',
    ]);
  });

  test('ids are unique also inside carousels and containers', () => {
    const inner = {
      type: 'container',
      title: plain('x'),
      child_blocks: [{ type: 'divider', block_id: 'b' }],
    };
    expect(judged({ type: 'divider', block_id: 'b' }, inner)).toEqual([
      '[ERROR] `block_id` "b" already exists [json-pointer:/blocks/1/child_blocks/0/block_id]',
    ]);
    const cards = {
      type: 'carousel',
      elements: times(2, () => ({ type: 'card', block_id: 'c', actions: [aButton('a', 'A')] })),
    };
    expect(judged(cards)).toEqual([
      '[ERROR] `block_id` "c" already exists [json-pointer:/blocks/0/elements/1/block_id]',
    ]);
  });

  test('a table in a container counts as a table of the message', () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] };
    expect(judged(table, { type: 'container', title: plain('x'), child_blocks: [table] })).toEqual([
      '[ERROR] only one table allowed [json-pointer:/blocks/1/child_blocks/0]',
    ]);
  });

  test('every fault is named, not only the first', () => {
    expect(judged({ type: 'header' }, { type: 'nope' }, { type: 'divider', a: 1, b: 2 })).toHaveLength(4);
  });

  test.each([null, 7, 'x', [], undefined])('a block that is %j is no block', (block) => {
    expect(judged(block)).toEqual(['[ERROR] must provide an object [json-pointer:/blocks/0]']);
  });

  test('names from the depths of objects are no types', () => {
    for (const type of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(judged({ type })).toEqual([`[ERROR] unsupported type: ${type} [json-pointer:/blocks/0/type]`]);
      expect(judged({ type: 'actions', elements: [{ type }] })).toEqual([
        `[ERROR] unsupported type: ${type} [json-pointer:/blocks/0/elements/0/type]`,
      ]);
    }
  });
});
