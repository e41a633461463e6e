// Charts and tables in messages, and sections of a report as blocks: with charts, and plainer for where Slack refuses them.
import type { Block, DataTableBlock, KnownBlock, RawNumberElement, RawTextElement } from '@slack/types';
import type { Chart, Section, Table } from '../../funnel/sections/section.js';
import type { Drawing } from '../drawing.js';
import { clip, oneLine, within } from '../mrkdwn.js';
import { header, linesWithin, section } from './block-parts.js';

const TITLE_CHARACTERS = 50;
const LABEL_CHARACTERS = 20;
const POINTS_MOST = 20;
const SERIES_MOST = 6;

/** Slack draws a chart in messages only, and two of them in one. */
export const CHARTS_MOST = 2;

const CELL_CHARACTERS = 80;
const CAPTION_CHARACTERS = 150;
const ROWS_MOST = 50;

/** Slack turns pages of tables; this is more than ours have. */
const PAGE_ROWS = 100;

const LINE_CHARACTERS = 400;
const SECTION_CHARACTERS = 1_800;

/** Slack's types do not know this block yet. */
interface ChartBlock extends Block {
  type: 'data_visualization';
  title: string;
  chart: {
    type: Chart['kind'];
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; x_label: string; y_label: string };
  };
}

const asKnown = (block: ChartBlock): KnownBlock => block as unknown as KnownBlock;

/** Plain words of at most `max` characters, and never none: Slack refuses an empty title. */
const words = (text: string, max: number): string => clip(oneLine(text), max) || '–';

/** Labels within Slack's limit, none of them twice: what reads the same once it is cut gets a number. */
export function labels(texts: readonly string[]): string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    let label = words(text, LABEL_CHARACTERS);
    for (let number = 2; taken.has(label); number++) {
      const end = ` ${number}`;
      label = `${clip(oneLine(text), LABEL_CHARACTERS - end.length)}${end}`;
    }
    taken.add(label);
    return label;
  });
}

/** A chart for a message; what Slack has no room for is left out, and stands in the table beside it. */
export function chartBlock({ kind, title, axes, categories, series }: Chart): KnownBlock {
  const points = labels(categories.slice(0, POINTS_MOST));
  const names = labels(series.slice(0, SERIES_MOST).map(({ name }) => name));
  return asKnown({
    type: 'data_visualization',
    title: words(title, TITLE_CHARACTERS),
    chart: {
      type: kind,
      series: names.map((name, index) => ({
        name,
        data: points.map((label, point) => ({ label, value: series[index]?.values[point] ?? 0 })),
      })),
      axis_config: {
        categories: points,
        x_label: words(axes.categories, TITLE_CHARACTERS),
        y_label: words(axes.values, TITLE_CHARACTERS),
      },
    },
  });
}

const cellOf = (value: string | number): RawTextElement | RawNumberElement =>
  typeof value === 'number'
    ? { type: 'raw_number', value, text: value.toLocaleString('en-AU') }
    : { type: 'raw_text', text: words(value, CELL_CHARACTERS) };

/** A table whose rows Slack can sort; the first column names them. It needs a row. */
export function tableBlock({ caption, head, rows }: Table): DataTableBlock {
  const shown = rows.slice(0, ROWS_MOST);
  const rest = rows.length - shown.length;
  const title = rest === 0 ? caption : `${caption} (and ${rest.toLocaleString('en-AU')} more rows)`;
  return {
    type: 'data_table',
    caption: words(title, CAPTION_CHARACTERS),
    rows: [head.map(cellOf), ...shown.map((row) => head.map((_, column) => cellOf(row[column] ?? '–')))],
    page_size: PAGE_ROWS,
    row_header_column_index: 0,
  };
}

const wordsOf = ({ title, lines }: Section): KnownBlock => {
  const said = lines.map((line) => within(line, LINE_CHARACTERS));
  return section(`*${within(title, TITLE_CHARACTERS)}*\n${linesWithin(said, SECTION_CHARACTERS)}`);
};

/** The blocks of one section, with its chart where one may be drawn. */
function blocksOf(of: Section, charts: boolean): KnownBlock[] {
  const { chart, table } = of;
  return [
    wordsOf(of),
    ...(chart === undefined || !charts ? [] : [chartBlock(chart)]),
    ...(table === undefined || table.rows.length === 0 ? [] : [tableBlock(table)]),
  ];
}

/** Sections for where no charts are drawn, such as the Home tab: words and tables. */
export const sectionBlocks = (sections: readonly Section[]): KnownBlock[] =>
  sections.flatMap((each) => blocksOf(each, false));

/** Sections in their order under a heading, and the same without charts where there are any. */
export function sectionsDrawn(
  heading: string,
  sections: readonly Section[],
  around: { before?: readonly KnownBlock[]; after?: readonly KnownBlock[] } = {},
): Pick<Drawing, 'blocks' | 'plainer'> {
  const { before = [], after = [] } = around;
  const drawn = (charts: boolean): KnownBlock[] => {
    let left = charts ? CHARTS_MOST : 0;
    const body = sections.flatMap((each) => {
      const blocks = blocksOf(each, left > 0);
      if (each.chart !== undefined) left--;
      return blocks;
    });
    return [header(heading), ...before, ...body, ...after];
  };
  const blocks = drawn(true);
  return sections.some(({ chart }) => chart !== undefined) ? { blocks, plainer: drawn(false) } : { blocks };
}

/** How many characters each text may take so that all stay within `max`: what short ones leave, long ones get. */
function allowances(texts: readonly string[], max: number): number[] {
  const fair = Math.floor(max / Math.max(1, texts.length));
  const short = texts.filter(({ length }) => length <= fair);
  const left = max - short.reduce((sum, { length }) => sum + length, 0);
  const most = Math.floor(left / Math.max(1, texts.length - short.length));
  return texts.map(({ length }) => (length <= fair ? fair : most));
}

/** Sections as one text: what screen readers and notifications read. Escaped, at most `max` characters. */
export function sectionsSpoken(sections: readonly Section[], max: number): string {
  const texts = sections.map(({ title, lines }) => oneLine(`${title}: ${lines.join(' ')}`));
  const most = allowances(texts, max - texts.length);
  return linesWithin(
    texts.map((text, place) => within(text, most[place] ?? 0)),
    max,
  );
}
