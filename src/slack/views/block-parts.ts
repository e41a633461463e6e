// The few Block Kit parts that all views are built of, each within Slack's limits.
import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { clip, oneLine } from '../mrkdwn.js';

const HEADER_CHARACTERS = 150;
const LABEL_CHARACTERS = 75;

/** A section takes 3,000 characters; this leaves room for a title. */
const PARAGRAPH_CHARACTERS = 2_800;

/** Outside words as a plain_text object, clipped to `max`; Slack refuses an empty one. */
export const plain = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: clip(oneLine(text), max) || '–',
});

/** Escaped mrkdwn. `verbatim`: an address or @name in somebody's words must not turn into a link or a mention. */
const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: plain(text, HEADER_CHARACTERS),
});

/** A section of mrkdwn that is escaped already and at most 3,000 characters long. */
export const section = (text: string): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  expand: true,
});

/** Up to ten short texts in two columns; none of them makes no block. */
export const columns = (texts: readonly string[]): SectionBlock[] =>
  texts.length === 0 ? [] : [{ type: 'section', fields: texts.slice(0, 10).map(mrkdwn) }];

/** Small print; none makes no block. */
export const context = (texts: readonly string[]): ContextBlock[] =>
  texts.length === 0 ? [] : [{ type: 'context', elements: texts.slice(0, 10).map(mrkdwn) }];

export const actions = (elements: ActionsBlock['elements']): ActionsBlock => ({ type: 'actions', elements });

/** A button. `label` is what screen readers say, where the text alone would not name the object. */
export const button = (of: {
  action: string;
  text: string;
  value: string;
  label: string;
  primary?: boolean;
}): Button => ({
  type: 'button',
  action_id: of.action,
  text: plain(of.text, LABEL_CHARACTERS),
  value: of.value,
  accessibility_label: clip(oneLine(of.label), LABEL_CHARACTERS),
  ...(of.primary ? { style: 'primary' as const } : {}),
});

/** How many characters each of `count` lines may take so that all of them stay within `total`. */
export const allowance = (total: number, count: number, most: number): number =>
  Math.min(most, Math.floor(total / Math.max(1, count)));

/** Lines joined within `max` characters; what does not fit is counted: "and 3 more". */
export function linesWithin(lines: readonly string[], max: number): string {
  const whole = lines.join('\n');
  if (whole.length <= max) return whole;
  const kept: string[] = [];
  let room = max - 'and 999 more'.length;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) break;
    kept.push(line);
  }
  return [...kept, `and ${lines.length - kept.length} more`].join('\n');
}

/** Packs lines into as few texts of at most `max` characters as keep their order. */
export function packed(lines: readonly string[], max: number): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= max)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}

/** A titled list as one or more sections; without lines no block. */
export const titled = (title: string, lines: readonly string[]): SectionBlock[] =>
  packed(lines, PARAGRAPH_CHARACTERS).map((text, index) =>
    section(index === 0 ? `*${title}*\n${text}` : text),
  );

/** Consecutive pieces of at most `size`. */
export const pieces = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
