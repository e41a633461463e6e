// Standard Markdown, as the markdown block carries it, read into the same plain tree as mrkdwn.js with headings, rules and tables.

import { parsePlain } from './mrkdwn.js';

const FENCE = /^```/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/;
const ITEM = /^\s*(?:[-*+]|(\d{1,3})[.)])\s+/;
const QUOTE = /^>\s?/;
const TABLE_LINE = /^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/;
const SPANS = [
  { pattern: /`([^`\n]+)`/y, node: ([, text]) => ({ type: 'code', text }) },
  { pattern: /\*\*(?=\S)([^\n]*?\S)\*\*/y, node: ([, inner]) => styled('bold', inner) },
  { pattern: /__(?=\S)([^\n]*?\S)__/y, node: ([, inner]) => styled('bold', inner) },
  { pattern: /~~(?=\S)([^\n]*?\S)~~/y, node: ([, inner]) => styled('strike', inner) },
  { pattern: /\*(?=[^\s*])([^*\n]*?\S)\*/y, node: ([, inner]) => styled('italic', inner) },
  {
    pattern: /(?<![\p{L}\p{N}])_(?=\S)([^_\n]*?\S)_(?![\p{L}\p{N}])/uy,
    node: ([, inner]) => styled('italic', inner),
  },
  {
    pattern: /\[([^\]\n]+)\]\((https?:\/\/[^\s)]+|mailto:[^\s)]+)\)/y,
    node: ([, inner, url]) => ({ type: 'link', url, children: inlineMarkdown(inner) }),
  },
  {
    pattern: /<?(https?:\/\/[^\s<>]*[^\s<>.,;:!?)])>?/y,
    node: ([, url]) => ({ type: 'link', url, children: [{ type: 'text', text: url }] }),
  },
];

const styled = (type, inner) => ({ type, children: inlineMarkdown(inner) });

/** Reads Markdown; raw HTML stays what it is: text. */
export function parseMarkdown(source) {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const blocks = [];
  let at = 0;
  while (at < lines.length) {
    const { block, next } = blockAt(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

function blockAt(lines, at) {
  const line = lines[at];
  if (line.trim() === '') return { block: null, next: at + 1 };
  if (FENCE.test(line)) {
    const { end } = runFrom(lines, at + 1, (each) => !FENCE.test(each));
    return { block: { type: 'pre', text: lines.slice(at + 1, end).join('\n') }, next: end + 1 };
  }
  const heading = HEADING.exec(line);
  if (heading) {
    const block = { type: 'heading', level: heading[1].length, children: inlineMarkdown(heading[2]) };
    return { block, next: at + 1 };
  }
  if (RULE.test(line)) return { block: { type: 'rule' }, next: at + 1 };
  if (QUOTE.test(line)) {
    const { run, end } = runFrom(lines, at, (each) => QUOTE.test(each));
    const inside = run.map((each) => each.replace(QUOTE, '')).join('\n');
    return { block: { type: 'quote', children: parseMarkdown(inside) }, next: end };
  }
  if (ITEM.test(line)) return listAt(lines, at);
  if (line.includes('|') && TABLE_LINE.test(lines[at + 1] ?? '')) return tableAt(lines, at);
  const { run, end } = runFrom(lines, at, (each, index) => index === at || isParagraph(each));
  return { block: { type: 'paragraph', children: inlineMarkdown(run.join('\n')) }, next: end };
}

const isParagraph = (line) =>
  line.trim() !== '' && ![FENCE, HEADING, RULE, QUOTE, ITEM].some((pattern) => pattern.test(line));

function listAt(lines, at) {
  const number = ITEM.exec(lines[at])[1];
  const ordered = number !== undefined;
  const same = (line) => ITEM.test(line) && (ITEM.exec(line)[1] !== undefined) === ordered;
  const { run, end } = runFrom(lines, at, same);
  const items = run.map((line) => inlineMarkdown(line.replace(ITEM, '')));
  return { block: { type: 'list', ordered, start: ordered ? Number(number) : 1, items }, next: end };
}

function tableAt(lines, at) {
  const { run, end } = runFrom(lines, at + 2, (line) => line.includes('|') && line.trim() !== '');
  return { block: { type: 'table', head: cells(lines[at]), rows: run.map(cells) }, next: end };
}

function cells(line) {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => inlineMarkdown(cell.trim()));
}

/** The lines from `at` on which hold, and where they end. */
function runFrom(lines, at, holds) {
  let end = at;
  while (end < lines.length && holds(lines[end], end)) end += 1;
  return { run: lines.slice(at, end), end };
}

/** Reads what stands inside a line of Markdown. */
export function inlineMarkdown(source) {
  const nodes = [];
  let plain = '';
  let at = 0;
  while (at < source.length) {
    const found = spanAt(source, at);
    if (found === null) {
      plain += source[at];
      at += 1;
      continue;
    }
    nodes.push(...parsePlain(plain), found.node);
    plain = '';
    at = found.end;
  }
  return [...nodes, ...parsePlain(plain)];
}

function spanAt(source, at) {
  for (const { pattern, node } of SPANS) {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) return { node: node(found), end: at + found[0].length };
  }
  return null;
}
