// Draws words: text objects, and the plain trees of mrkdwn.js and markdown.js. Everything outside becomes text, never markup.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { messageInLink, openChannel, openMessage } from './deeds.js';
import { emojiOf, isEmoji } from './emoji.js';
import { parseMarkdown } from './markdown.js';
import { parseMrkdwn, parsePlain } from './mrkdwn.js';
import { businessNow, myZone, personOf, state } from './state.js';
import { fullTime, slackDate } from './time.js';

/** Cards are redrawn often and their words seldom change, so trees are kept by text. */
const KEPT_TREES = 2_000;
const trees = new Map();

function kept(parse, source) {
  const key = `${parse.name}\n${source}`;
  const known = trees.get(key);
  if (known) return known;
  if (trees.size >= KEPT_TREES) trees.clear();
  const tree = parse(source);
  trees.set(key, tree);
  return tree;
}

/** A text object (or a bare string) as blocks: paragraphs, lists, quotes. */
export function words(text) {
  if (!text) return nothing;
  if (typeof text === 'string') return mrkdwn(text);
  return text.type === 'mrkdwn' ? mrkdwn(text.text) : plainWords(text);
}

/** A plain_text object inside a line. */
export function plainWords(text) {
  if (!text) return nothing;
  return parsePlain(text.text ?? '', text.emoji !== false).map(inline);
}

/** A text object inside a line; mrkdwn keeps its styles, its paragraphs become lines. */
export function lineWords(text) {
  if (text?.type !== 'mrkdwn') return plainWords(text);
  const blocks = kept(parseMrkdwn, text.text);
  return blocks.map(
    (block, index) => html`${index > 0 ? html`<br />` : nothing}${(block.children ?? []).map(inline)}`,
  );
}

export const mrkdwn = (source) => kept(parseMrkdwn, source).map(block);

export const markdown = (source) => kept(parseMarkdown, source).map(block);

/** A text object as a bare string, for labels that cannot hold elements. */
export function bare(text) {
  if (!text) return '';
  const flat = (node) => {
    if (node.type === 'emoji') return emojiOf(node.name);
    if (node.type === 'break') return ' ';
    return node.text ?? node.children?.map(flat).join('') ?? nameOf(node);
  };
  const source = typeof text === 'string' ? text : (text.text ?? '');
  return typeof text === 'string' || text.type === 'mrkdwn'
    ? kept(parseMrkdwn, source).map(flat).join(' ')
    : parsePlain(source).map(flat).join('');
}

function block(node) {
  switch (node.type) {
    case 'paragraph':
      return html`<p>${node.children.map(inline)}</p>`;
    case 'pre':
      return html`<pre tabindex="0"><code>${node.text}</code></pre>`;
    case 'quote':
      return html`<blockquote>${node.children.map(block)}</blockquote>`;
    case 'list': {
      const items = node.items.map((item) => html`<li>${item.map(inline)}</li>`);
      return node.ordered
        ? html`<ol class="numbers" start=${node.start}>${items}</ol>`
        : html`<ul class="bullets">${items}</ul>`;
    }
    case 'heading':
      return html`<p class="md-heading md-${node.level}" role="heading" aria-level=${Math.min(6, node.level + 2)}>${node.children.map(inline)}</p>`;
    case 'rule':
      return html`<hr />`;
    case 'table':
      return html`<div class="table-scroll" tabindex="0"><table>
        <thead><tr>${node.head.map((cell) => html`<th scope="col">${cell.map(inline)}</th>`)}</tr></thead>
        <tbody>${node.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell.map(inline)}</td>`)}</tr>`)}</tbody>
      </table></div>`;
  }
}

/** One inline node. */
export function inline(node) {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return html`<br />`;
    case 'bold':
      return html`<strong>${node.children.map(inline)}</strong>`;
    case 'italic':
      return html`<em>${node.children.map(inline)}</em>`;
    case 'strike':
      return html`<s>${node.children.map(inline)}</s>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'link':
      return link(node.url, node.children.map(inline));
    case 'user':
      return html`<span class="mention ${node.id === state.me ? 'me' : ''}">${nameOf(node)}</span>`;
    case 'usergroup':
      return html`<span class="mention ${inGroup(node.id) ? 'me' : ''}">${nameOf(node)}</span>`;
    case 'broadcast':
      return html`<span class="mention me">${nameOf(node)}</span>`;
    case 'channel':
      return html`<button class="mention as-link" @click=${() => openChannel(node.id)}>${nameOf(node)}</button>`;
    case 'emoji':
      return isEmoji(node.name)
        ? html`<span class="emoji" role="img" aria-label=${node.name.replaceAll('_', ' ')}>${emojiOf(node.name)}</span>`
        : `:${node.name}:`;
    case 'date':
      return dateWords(node);
  }
}

/** A link that opens elsewhere; an address that is not for the web is shown as text. */
export function link(url, content) {
  if (!/^(?:https?:\/\/|mailto:)/i.test(url)) return content;
  const message = messageInLink(url);
  if (message)
    return html`<button class="link" @click=${() => openMessage(message.channel, message.ts)}>${content}</button>`;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow">${content}</a>`;
}

function dateWords(node) {
  const shown = slackDate(node.at, node.format, node.fallback, myZone(), businessNow());
  const when = html`<time datetime=${new Date(node.at * 1000).toISOString()} title=${fullTime(node.at * 1000, myZone())}>${shown}</time>`;
  return node.url ? link(node.url, when) : when;
}

const groupOf = (id) => state.directory?.groups?.find((group) => group.id === id);
const inGroup = (id) => (groupOf(id)?.users ?? []).includes(state.me);

function nameOf(node) {
  switch (node.type) {
    case 'user':
      return `@${personOf(node.id, node.label || node.id).realName}`;
    case 'usergroup':
      return `@${groupOf(node.id)?.handle ?? node.label.replace(/^@/, '') ?? node.id}`;
    case 'channel': {
      const channel = state.sight?.channels.find((each) => each.id === node.id);
      return `#${channel?.name ?? (node.label || node.id)}`;
    }
    case 'broadcast':
      return `@${node.range}`;
    case 'date':
      return slackDate(node.at, node.format, node.fallback, myZone(), businessNow());
    default:
      return '';
  }
}
