// Promises of charts, tables and sections in messages: within Slack's limits whatever they hold, and complete without charts.
import { describe, expect, test } from 'vitest';
import type { Section } from '../../../src/funnel/sections/section.js';
import { plainerIfRefused } from '../../../src/slack/plainer.js';
import { labels, sectionsDrawn, sectionsSpoken } from '../../../src/slack/views/figures.js';
import { expectSendable, names, readable } from './limits.js';

const fates: Section = {
  title: 'Where they stand',
  lines: ['2 of 3 are in work.'],
  chart: {
    kind: 'bar',
    title: 'Fates of the week',
    axes: { categories: 'Fate', values: 'Leads' },
    categories: ['In work', 'Unanswered'],
    series: [{ name: 'Leads', values: [2, 1] }],
  },
  table: {
    caption: 'Fates of the week',
    head: ['Fate', 'Leads', 'Share'],
    rows: [
      ['In work', 2, '67 %'],
      ['Unanswered', 1, '33 %'],
    ],
  },
};

const typesOf = (blocks: readonly { type: string }[]): string[] => blocks.map(({ type }) => type);

test('a section shows its chart with its figures in a table beside it, and the plainer form has the table alone', () => {
  const { blocks, plainer } = sectionsDrawn('The week', [fates]);
  expect(typesOf(blocks)).toEqual(['header', 'section', 'data_visualization', 'data_table']);
  expect(typesOf(plainer ?? [])).toEqual(['header', 'section', 'data_table']);
  expectSendable({ text: sectionsSpoken([fates], 3_000), blocks });
});

test('a report without charts has no plainer form', () => {
  const { chart: _, ...plain } = fates;
  expect(sectionsDrawn('The week', [plain]).plainer).toBeUndefined();
});

test('a third chart is left to its table', () => {
  const { blocks } = sectionsDrawn('The week', [fates, fates, fates]);
  expect(typesOf(blocks).filter((type) => type === 'data_visualization')).toHaveLength(2);
  expect(typesOf(blocks).filter((type) => type === 'data_table')).toHaveLength(3);
  expectSendable({ text: 'The week', blocks });
});

describe.each(Object.entries(names))('words that are %s', (_kind, word) => {
  const many = Array.from({ length: 30 }, (_, index) => `${word}${index % 2 === 0 ? '' : index}`);
  const section: Section = {
    title: word,
    lines: [word, word],
    chart: {
      kind: 'line',
      title: word,
      axes: { categories: word, values: word },
      categories: many,
      series: many.slice(0, 8).map((name) => ({ name, values: many.map((_, index) => index) })),
    },
    table: {
      caption: word,
      head: [word, 'n'],
      rows: many.slice(0, 10).map((name, index) => [name, index]),
    },
  };

  test('are sent within the limits, and mention nobody', () => {
    const { blocks } = sectionsDrawn(word, [section]);
    expectSendable({ text: sectionsSpoken([section], 3_000), blocks });
    expect(sectionsSpoken([section], 3_000)).not.toMatch(/<[!@#]/);
    expect(readable({ blocks: blocks.filter(({ type }) => type === 'section') })).not.toMatch(/<[!@#]/);
  });

  test('make labels of which none is there twice', () => {
    expect(new Set(labels(many)).size).toBe(many.length);
  });
});

describe('what Slack refuses', () => {
  const drawing = { text: 'The week', ...sectionsDrawn('The week', [fates]) };
  const refusal = async (error: string): Promise<Error> => {
    const { WebAPIPlatformError } = await import('@slack/web-api');
    return new WebAPIPlatformError({ ok: false, error } as never);
  };

  test('for its blocks is sent again without the chart', async () => {
    const sent: string[][] = [];
    const refused = await refusal('invalid_blocks');
    await plainerIfRefused(drawing, async ({ blocks }) => {
      sent.push(typesOf(blocks));
      if (sent.length === 1) throw refused;
    });
    expect(sent[1]).toEqual(['header', 'section', 'data_table']);
  });

  test('for another reason, or without a plainer form, is thrown on', async () => {
    const elsewhere = await refusal('channel_not_found');
    await expect(plainerIfRefused(drawing, () => Promise.reject(elsewhere))).rejects.toBe(elsewhere);
    const blocks = await refusal('invalid_blocks');
    const { plainer: _, ...rich } = drawing;
    await expect(plainerIfRefused(rich, () => Promise.reject(blocks))).rejects.toBe(blocks);
  });
});
