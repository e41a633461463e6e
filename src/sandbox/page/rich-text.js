// rich_text blocks: Slack's own formatted text, drawn with the same inline nodes as mrkdwn.

import { html, nothing } from '/vendor/lit-html/lit-html.js';
import { inline } from './words.js';

/** Draws a rich_text block (also a cell of a table). */
export function richText(block) {
  return (block.elements ?? []).map(part);
}

function part(node) {
  switch (node.type) {
    case 'rich_text_section':
      return html`<p>${node.elements.map(span)}</p>`;
    case 'rich_text_list': {
      const items = node.elements.map((item) => html`<li>${item.elements.map(span)}</li>`);
      const level = `indent-${Math.min(4, node.indent ?? 0)}`;
      return node.style === 'ordered'
        ? html`<ol class="numbers ${level}" start=${(node.offset ?? 0) + 1}>${items}</ol>`
        : html`<ul class="bullets ${level}">${items}</ul>`;
    }
    case 'rich_text_quote':
      return html`<blockquote><p>${node.elements.map(span)}</p></blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre tabindex="0"><code>${node.elements.map((each) => each.text ?? each.url ?? '')}</code></pre>`;
    default:
      return html`<p class="unknown">Unsupported: <code>${node.type}</code></p>`;
  }
}

function span(node) {
  const { bold, italic, strike, code } = node.style ?? {};
  let drawn = plain(node);
  if (code) drawn = html`<code>${drawn}</code>`;
  if (strike) drawn = html`<s>${drawn}</s>`;
  if (italic) drawn = html`<em>${drawn}</em>`;
  if (bold) drawn = html`<strong>${drawn}</strong>`;
  return drawn;
}

function plain(node) {
  switch (node.type) {
    case 'text':
      return node.text.split('\n').map((line, index) => html`${index > 0 ? html`<br />` : nothing}${line}`);
    case 'link':
      return inline({
        type: 'link',
        url: node.url,
        children: [{ type: 'text', text: node.text ?? node.url }],
      });
    case 'user':
      return inline({ type: 'user', id: node.user_id, label: '' });
    case 'usergroup':
      return inline({ type: 'usergroup', id: node.usergroup_id, label: '' });
    case 'channel':
      return inline({ type: 'channel', id: node.channel_id, label: '' });
    case 'broadcast':
      return inline({ type: 'broadcast', range: node.range });
    case 'emoji':
      return inline({ type: 'emoji', name: node.name });
    case 'date':
      return inline({
        type: 'date',
        at: node.timestamp,
        format: node.format,
        url: node.url ?? '',
        fallback: node.fallback ?? '',
      });
    case 'color':
      return html`<code>${node.value}</code>`;
    default:
      return node.text ?? '';
  }
}
