// Judging whole sets of blocks and whole views: the tables, then what only shows in the whole (doubles, totals).
import type { Block, Json } from '../model.js';
import { check, checkBlock, checkShape, isObject } from './interpret.js';
import { anything, boolean, list, plain, type Shape, type Surface, string } from './rule.js';
import { type Path, complaints as say } from './text.js';
import { everyBlock, everyElement } from './walk.js';

const BLOCKS_MAX: Record<Surface, number> = { message: 50, modal: 100, home: 100 };
const TABLES_MAX = 1;
const TABLE_CHARACTERS_MAX = 10_000;
const DATA_TABLE_CHARACTERS_MAX = 20_000;
const CHARTS_MAX = 2;
const MARKDOWN_CHARACTERS_MAX = 12_000;

/** The complaints about a list of blocks on a surface; `root` is where the list stands, for the json-pointers. */
export function blocksComplaints(blocks: readonly unknown[], surface: Surface, root: Path): string[] {
  if (blocks.length > BLOCKS_MAX[surface]) return [say.tooMany(root, BLOCKS_MAX[surface])];
  const found = blocks.flatMap((block, i) => checkBlock(block, [...root, i], surface));
  // Totals and doubles are read from well-formed blocks only, else they would repeat the same faults.
  return found.length > 0 ? found : wholeComplaints(blocks as Block[], root);
}

function wholeComplaints(blocks: Block[], root: Path): string[] {
  const all = everyBlock(blocks, root);
  const elements = everyElement(blocks, root);
  const ofType = (type: string): typeof all => all.filter(({ block }) => block.type === type);
  const markdown = ofType('markdown').reduce((sum, { block }) => sum + String(block.text ?? '').length, 0);
  return [
    ...doubles(
      all.map(({ block, path }) => [block.block_id, [...path, 'block_id']] as const),
      'block_id',
    ),
    // Slack asks for unique action_ids within a block; a list may repeat them from block to block.
    ...all.flatMap(({ block }) =>
      doubles(
        elements
          .filter((placed) => placed.block === block)
          .map(({ item, path }) => [item.action_id, [...path, 'action_id']] as const),
        'action_id',
      ),
    ),
    ...ofType('table')
      .slice(TABLES_MAX)
      .map(({ path }) => say.other(path, 'only one table allowed')),
    ...ofType('data_visualization')
      .slice(CHARTS_MAX)
      .map(({ path }) => say.other(path, `no more than ${CHARTS_MAX} data_visualization blocks allowed`)),
    ...(markdown > MARKDOWN_CHARACTERS_MAX ? [say.tooLong(root, MARKDOWN_CHARACTERS_MAX)] : []),
    ...ofType('table').flatMap(({ block, path }) => tableComplaints(block, path, TABLE_CHARACTERS_MAX)),
    ...ofType('data_table').flatMap(({ block, path }) =>
      tableComplaints(block, path, DATA_TABLE_CHARACTERS_MAX),
    ),
    ...ofType('data_visualization').flatMap(({ block, path }) => chartComplaints(block, path)),
    // Only one element can have the cursor.
    ...elements
      .filter(({ item }) => item.focus_on_load === true)
      .slice(1)
      .map(({ path }) => say.other([...path, 'focus_on_load'], 'only one element may set `focus_on_load`')),
    ...elements.flatMap(({ item, path }) =>
      item.options || item.option_groups ? optionComplaints(item, path) : [],
    ),
  ];
}

function doubles(
  ids: readonly (readonly [string | undefined, Path])[],
  field: 'action_id' | 'block_id',
): string[] {
  const seen = new Set<string>();
  return ids.flatMap(([id, path]) => {
    if (!id) return [];
    const again = seen.has(id);
    seen.add(id);
    return again ? [say.twice(path, field, id)] : [];
  });
}

function tableComplaints(block: Block, path: Path, max: number): string[] {
  const rows = block.rows as { type: string; text?: string; value?: number }[][];
  const width = rows[0]?.length ?? 0;
  const ragged = block.type === 'data_table' && rows.some((row) => row.length !== width);
  const size = rows.flat().reduce((sum, cell) => sum + cellLength(cell), 0);
  return [
    ...(ragged ? [say.other([...path, 'rows'], 'all rows must have the same number of cells')] : []),
    ...(size > max ? [say.tooLong([...path, 'rows'], max)] : []),
  ];
}

const cellLength = (cell: { type: string; text?: string; value?: number }): number =>
  cell.type === 'rich_text' ? textLength(cell) : (cell.text ?? String(cell.value ?? '')).length;

/** All characters a reader would see: every string under a `text` key. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)),
    0,
  );
}

function chartComplaints(block: Block, path: Path): string[] {
  const chart = block.chart as {
    series?: { name: string; data: { label: string }[] }[];
    axis_config?: { categories: string[] };
  };
  const wanted = [...(chart.axis_config?.categories ?? [])].sort().join('\n');
  const names = (chart.series ?? []).map((s) => s.name);
  return [
    ...(new Set(names).size < names.length
      ? [say.other([...path, 'chart', 'series'], 'series names must be unique')]
      : []),
    ...(chart.series ?? []).flatMap((series, i) =>
      series.data
        .map((d) => d.label)
        .sort()
        .join('\n') === wanted
        ? []
        : [
            say.other(
              [...path, 'chart', 'series', i, 'data'],
              'must provide one value for each of `categories`',
            ),
          ],
    ),
  ];
}

/** Options chosen at first must be among the options offered. */
function optionComplaints(element: Json, path: Path): string[] {
  const groups = (element.option_groups ?? []) as { options: Json[] }[];
  const options = ((element.options ?? groups.flatMap((g) => g.options)) as Json[]).map(labelled);
  const single = element.initial_option as Json | undefined;
  const initial = (element.initial_options ?? (single ? [single] : [])) as Json[];
  const key = single ? 'initial_option' : 'initial_options';
  return initial.every((o) => options.includes(labelled(o)))
    ? []
    : [say.other([...path, key], 'must be one of the provided options')];
}

/** What makes two options the same: value and label. */
const labelled = ({ value, text }: Json): string =>
  JSON.stringify([value, isObject(text) ? text.text : undefined]);

const MODAL: Shape = {
  required: { title: plain(24), blocks: anything },
  optional: {
    submit: plain(24),
    close: plain(24),
    private_metadata: string(3000, 0),
    callback_id: string(255, 0),
    clear_on_close: boolean,
    notify_on_close: boolean,
    external_id: string(255, 0),
    submit_disabled: boolean,
  },
};

const HOME: Shape = {
  required: { blocks: anything },
  optional: {
    private_metadata: string(3000, 0),
    callback_id: string(255, 0),
    external_id: string(255, 0),
  },
};

/** The complaints about a view, with json-pointers under `/view`. */
export function viewComplaints(view: unknown): string[] {
  const root: Path = ['view'];
  if (!isObject(view)) return [say.wrongKind(root, 'an object')];
  const type = view.type;
  if (type !== 'modal' && type !== 'home') {
    return [type === undefined ? say.missing(root, 'type') : say.unknownType(root, type)];
  }
  const found = checkShape(view, type === 'modal' ? MODAL : HOME, root, type);
  const blocks = view.blocks;
  if (!Array.isArray(blocks)) {
    const wrong = blocks === undefined ? [] : check(blocks, list(anything), ['view', 'blocks'], type);
    return [...found, ...wrong];
  }
  const needsSubmit =
    type === 'modal' && !view.submit && blocks.some((b) => isObject(b) && b.type === 'input');
  return [
    ...found,
    ...blocksComplaints(blocks, type, ['view', 'blocks']),
    ...(needsSubmit ? [say.needsSubmit(root)] : []),
  ];
}
