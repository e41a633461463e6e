// What a person types into a rich text field, as the rich_text block that Slack's editor would make of it.
import type { Json } from './model.js';
import { type Block, type Inline, parseMrkdwn } from './page/mrkdwn.js';

type Style = Partial<Record<'bold' | 'italic' | 'strike' | 'code', true>>;

/** Words with Slack's marks (`*bold*`, `> quote`, `• list`, fences) as a rich_text value. */
export const richTextOf = (words: string): Json => ({
  type: 'rich_text',
  // The editor's own text holds no entities, and a parser of mrkdwn would read them.
  elements: parseMrkdwn(words.replace(/&/g, '&amp;')).flatMap(parts),
});

function parts(block: Block): Json[] {
  switch (block.type) {
    case 'paragraph':
      return [{ type: 'rich_text_section', elements: spans(block.children) }];
    case 'pre':
      return [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: block.text }] }];
    case 'quote':
      return [{ type: 'rich_text_quote', elements: block.children.flatMap(insideQuote) }];
    case 'list': {
      const elements = block.items.map((item) => ({ type: 'rich_text_section', elements: spans(item) }));
      return [{ type: 'rich_text_list', style: block.ordered ? 'ordered' : 'bullet', indent: 0, elements }];
    }
  }
}

/** A quote holds no lists or quotes of its own: their words go into its lines. */
function insideQuote(block: Block): Json[] {
  switch (block.type) {
    case 'paragraph':
      return spans(block.children);
    case 'pre':
      return [{ type: 'text', text: block.text }];
    case 'quote':
      return block.children.flatMap(insideQuote);
    case 'list':
      return block.items.flatMap((item) => [...spans(item), { type: 'text', text: '\n' }]);
  }
}

const spans = (nodes: readonly Inline[], style: Style = {}): Json[] =>
  nodes.flatMap((node) => span(node, style));

function span(node: Inline, style: Style): Json[] {
  const styled = (rest: Json): Json[] => [Object.keys(style).length > 0 ? { ...rest, style } : rest];
  switch (node.type) {
    case 'text':
      return styled({ type: 'text', text: node.text });
    case 'break':
      return [{ type: 'text', text: '\n' }];
    case 'code':
      return [{ type: 'text', text: node.text, style: { ...style, code: true } }];
    case 'bold':
    case 'italic':
    case 'strike':
      return spans(node.children, { ...style, [node.type]: true });
    case 'link':
      return styled({ type: 'link', url: node.url, text: plainText(node.children) });
    case 'user':
      return styled({ type: 'user', user_id: node.id });
    case 'channel':
      return styled({ type: 'channel', channel_id: node.id });
    case 'usergroup':
      return styled({ type: 'usergroup', usergroup_id: node.id });
    case 'broadcast':
      return styled({ type: 'broadcast', range: node.range });
    case 'emoji':
      return styled({ type: 'emoji', name: node.name });
    case 'date':
      return styled({ type: 'date', timestamp: node.at, format: node.format, fallback: node.fallback });
  }
}

const plainText = (nodes: readonly Inline[]): string =>
  nodes.map((node) => ('text' in node ? node.text : '')).join('');
