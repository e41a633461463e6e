// Slack's mrkdwn read into a plain tree of nodes; how the tree is drawn lives in words.js.

/**
 * @typedef {{ type: 'text', text: string } | { type: 'code', text: string } | { type: 'break' }
 *   | { type: 'bold' | 'italic' | 'strike', children: Inline[] }
 *   | { type: 'link', url: string, children: Inline[] }
 *   | { type: 'user' | 'channel' | 'usergroup', id: string, label: string }
 *   | { type: 'broadcast', range: string } | { type: 'emoji', name: string }
 *   | { type: 'date', at: number, format: string, url: string, fallback: string }} Inline
 * @typedef {{ type: 'paragraph', children: Inline[] } | { type: 'pre', text: string }
 *   | { type: 'quote', children: Block[] } | { type: 'list', ordered: boolean, start: number, items: Inline[][] }} Block
 */

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' };
const EMOJI = /:([a-z0-9_+'-]+)(?:::skin-tone-[2-6])?:/y;
const ADDRESS = /https?:\/\/[^\s<>|*~`"]*[^\s<>|*~`".,;:!?)'_]/y;
const BULLET = /^\s*(?:[•◦▪‣]|-(?= ))\s*/;
const NUMBER = /^\s*(\d{1,3})[.)] /;
const QUOTE = /^(?:&gt;|>) ?/;

/** Turns Slack's three entities back into characters. `&amp;lt;` becomes `&lt;`, not `<`. */
export function decode(text) {
  return text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: '<', gt: '>', amp: '&' })[name]);
}

/**
 * Reads a mrkdwn text.
 * @param {string} source text as Slack keeps it, entities escaped
 * @returns {Block[]} paragraphs, quotes, lists and preformatted blocks in order
 */
export function parseMrkdwn(source) {
  return source
    .split(/```([\s\S]+?)```/)
    .flatMap((part, index) =>
      index % 2 === 1 ? [{ type: 'pre', text: decode(part.replace(/^\n|\n$/g, '')) }] : parseLines(part),
    );
}

/** Reads a plain_text object: only emoji and line breaks mean anything. */
export function parsePlain(source, emoji = true) {
  return decodeLeaves(source, emoji);
}

/** Groups lines into quotes, lists and paragraphs; an empty line ends a paragraph. */
function parseLines(source) {
  const blocks = [];
  let kind = '';
  let run = [];
  const close = () => {
    if (run.length > 0) blocks.push(blockOf(kind, run));
    run = [];
  };
  for (const line of source.split('\n')) {
    const next = kindOf(line);
    if (next !== kind) close();
    kind = next;
    if (kind !== 'blank') run.push(line);
  }
  close();
  return blocks;
}

function kindOf(line) {
  if (line.trim() === '') return 'blank';
  if (QUOTE.test(line)) return 'quote';
  if (BULLET.test(line)) return 'bullets';
  if (NUMBER.test(line)) return 'numbers';
  return 'paragraph';
}

function blockOf(kind, lines) {
  if (kind === 'quote') {
    return { type: 'quote', children: parseLines(lines.map((line) => line.replace(QUOTE, '')).join('\n')) };
  }
  if (kind === 'bullets') {
    const items = lines.map((line) => parseInline(line.replace(BULLET, '')));
    return { type: 'list', ordered: false, start: 1, items };
  }
  if (kind === 'numbers') {
    const start = Number(NUMBER.exec(lines[0])[1]);
    return {
      type: 'list',
      ordered: true,
      start,
      items: lines.map((line) => parseInline(line.replace(NUMBER, ''))),
    };
  }
  return { type: 'paragraph', children: parseInline(lines.join('\n')) };
}

/** Reads what stands inside a line: styles, code, links, mentions, dates and emoji. */
export function parseInline(source) {
  const nodes = [];
  let plain = '';
  let at = 0;
  const flush = () => {
    nodes.push(...decodeLeaves(plain, true));
    plain = '';
  };
  while (at < source.length) {
    const found = spanAt(source, at);
    if (found === null) {
      plain += source[at];
      at += 1;
    } else {
      flush();
      nodes.push(found.node);
      at = found.end;
    }
  }
  flush();
  return nodes;
}

/** The styled span, code or angle-bracket token which begins at a place, or null. */
function spanAt(source, at) {
  const sign = source[at];
  if (sign === '`') {
    const end = source.indexOf('`', at + 1);
    if (end <= at + 1 || source.slice(at, end).includes('\n')) return null;
    return { node: { type: 'code', text: decode(source.slice(at + 1, end)) }, end: end + 1 };
  }
  if (sign === '<') {
    const end = source.indexOf('>', at + 1);
    const node = end === -1 ? null : angleToken(source.slice(at + 1, end));
    return node === null ? null : { node, end: end + 1 };
  }
  if (sign === 'h' && !isWord(source[at - 1])) return bareAddress(source, at);
  if (!(sign in STYLES) || !opens(source, at)) return null;
  const end = closer(source, at);
  if (end === -1) return null;
  return { node: { type: STYLES[sign], children: parseInline(source.slice(at + 1, end)) }, end: end + 1 };
}

/** An address written out is a link too; what ends a sentence does not belong to it. */
function bareAddress(source, at) {
  ADDRESS.lastIndex = at;
  const found = ADDRESS.exec(source)?.[0];
  if (found === undefined) return null;
  const url = decode(found);
  return { node: { type: 'link', url, children: [{ type: 'text', text: url }] }, end: at + found.length };
}

const isWord = (char) => char !== undefined && /[\p{L}\p{N}]/u.test(char);
const isSpace = (char) => char === undefined || /\s/.test(char);

function opens(source, at) {
  return !isWord(source[at - 1]) && !isSpace(source[at + 1]) && source[at + 1] !== source[at];
}

/** Where a style ends: on the same line, after a non-space, before a non-word; code and tokens are stepped over. */
function closer(source, start) {
  const sign = source[start];
  for (let at = start + 1; at < source.length && source[at] !== '\n'; at += 1) {
    if (source[at] === '`' || source[at] === '<') {
      const span = spanAt(source, at);
      if (span !== null) at = span.end - 1;
    } else if (source[at] === sign && !isSpace(source[at - 1]) && !isWord(source[at + 1])) {
      return at;
    }
  }
  return -1;
}

/** Reads the inside of `<…>`: a mention, a date or a link; null when it is neither. */
function angleToken(inside) {
  const bar = inside.indexOf('|');
  const target = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? '' : decode(inside.slice(bar + 1));
  if (/^@[UW][A-Z0-9]*$/.test(target)) return { type: 'user', id: target.slice(1), label };
  if (/^#[CG][A-Z0-9]*$/.test(target)) return { type: 'channel', id: target.slice(1), label };
  const group = /^!subteam\^(S[A-Z0-9]*)$/.exec(target);
  if (group) return { type: 'usergroup', id: group[1], label };
  if (/^!(?:here|channel|everyone)$/.test(target)) return { type: 'broadcast', range: target.slice(1) };
  const date = /^!date\^(\d{1,12})\^([^^]+)(?:\^(.+))?$/.exec(target);
  if (date) {
    const [, seconds, format, link] = date;
    const url = link === undefined ? '' : decode(link);
    return { type: 'date', at: Number(seconds), format: decode(format), url, fallback: label };
  }
  if (!/^(?:https?:\/\/|mailto:)\S+$/i.test(target)) return null;
  const url = decode(target);
  const shown = label === '' ? url.replace(/^mailto:/i, '') : label;
  return { type: 'link', url, children: [{ type: 'text', text: shown }] };
}

/** Splits text into words, line breaks and emoji; entities are decoded last so that they can never make markup. */
function decodeLeaves(source, withEmoji) {
  const nodes = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') nodes.push({ type: 'text', text: decode(plain) });
    plain = '';
  };
  for (let at = 0; at < source.length; at += 1) {
    EMOJI.lastIndex = at;
    const emoji = withEmoji && source[at] === ':' && !isWord(source[at - 1]) ? EMOJI.exec(source) : null;
    if (emoji !== null) {
      flush();
      nodes.push({ type: 'emoji', name: emoji[1] });
      at += emoji[0].length - 1;
    } else if (source[at] === '\n') {
      flush();
      nodes.push({ type: 'break' });
    } else {
      plain += source[at];
    }
  }
  flush();
  return nodes;
}
