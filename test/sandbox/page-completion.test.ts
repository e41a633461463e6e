// What the page offers while somebody types, whom a message calls, and formatted text there and back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionAt, filledIn, usageOf } from '../../src/sandbox/page/completion.js';
import { wordsOfRichText } from '../../src/sandbox/page/rich-words.js';
import { callsMe, concernsMe, mentionCount } from '../../src/sandbox/page/unread.js';
import { richTextOf } from '../../src/sandbox/rich-text.js';

const known = {
  commands: [
    { command: '/charter', usage_hint: '[help]', description: 'Read it' },
    { command: '/char', description: 'Burn it' },
  ],
  people: [
    { name: 'sam', realName: 'Sam Okafor', title: 'Rep' },
    { name: 'sasha', realName: 'Sasha Petrov', title: 'Head' },
  ],
  groups: [{ handle: 'sales', name: 'Sales' }],
  channels: [{ name: 'general', topic: 'News' }],
  emoji: [{ name: 'tada', character: '🎉' }],
};
const offered = (text: string, caret = text.length) =>
  completionAt(text, caret, known)?.items.map((each) => each.insert);

describe('while somebody types', () => {
  it('offers commands at the very beginning only, and none that is typed in full', () => {
    expect(offered('/ch')).toEqual(['/charter', '/char']);
    expect(offered('/char')).toBeUndefined();
    expect(offered('say /ch')).toBeUndefined();
    expect(offered('/charter ')).toBeUndefined();
  });

  it('finds people by either name and groups by their handle, but not inside an address', () => {
    expect(offered('hi @sa')).toEqual(['@sam', '@sasha', '@sales']);
    expect(offered('hi @petr')).toEqual(['@sasha']);
    expect(offered('mail sam@sa')).toBeUndefined();
  });

  it('takes a smile for a smile', () => {
    expect(offered('well :t')).toBeUndefined();
    expect(offered('well :ta')).toEqual([':tada:']);
    expect(offered('at 9:30')).toBeUndefined();
  });

  it('fills in where the cursor is and leaves the rest alone', () => {
    const text = 'Ask @sa and go';
    const completion = completionAt(text, 7, known);
    const [first] = completion?.items ?? [];
    expect(completion && first && filledIn(text, completion, first)).toEqual({
      text: 'Ask @sam and go',
      caret: 9,
    });
  });

  it('tells the usage of the command whose arguments are being typed', () => {
    expect(usageOf('/charter h', known.commands)?.usage_hint).toBe('[help]');
    expect(usageOf('/charter', known.commands)).toBeNull();
  });
});

describe('a message calls somebody', () => {
  const me = { id: 'UME', groups: ['SMINE'] };
  const said = (more: object) => ({ ts: '2.000001', user: 'UBOT', text: '', ...more });
  const section = (type: string, text: string) => ({
    text: 'fallback <@UME>',
    blocks: [{ type: 'section', text: { type, text } }],
  });

  it('by name, by group or all together', () => {
    for (const text of ['<@UME>', '<@UME|me>', '<!subteam^SMINE>', '<!channel>', '<!here>'])
      expect(callsMe(said({ text }), me), text).toBe(true);
    for (const text of ['<@UYOU>', '&lt;@UME&gt;', '@me', '<!subteam^SYOURS>'])
      expect(callsMe(said({ text }), me), text).toBe(false);
  });

  it('by what its blocks show, where plain text calls nobody', () => {
    expect(callsMe(said(section('mrkdwn', 'for <@UME>')), me)).toBe(true);
    expect(callsMe(said(section('plain_text', 'for <@UME>')), me)).toBe(false);
    const rich = { type: 'rich_text', elements: [{ elements: [{ type: 'user', user_id: 'UME' }] }] };
    expect(callsMe(said({ blocks: [rich] }), me)).toBe(true);
  });

  it('counts only what is unread and from others', () => {
    const all = [said({ text: '<@UME>' }), { ...said({ text: '<@UME>' }), ts: '3.000001', user: 'UME' }];
    expect(mentionCount(all, '', me)).toBe(1);
    expect(mentionCount(all, '2.000001', me)).toBe(0);
  });

  it('makes a thread one’s business, as beginning it or answering in it does', () => {
    const thread = [said({ text: 'answer' })];
    expect(concernsMe({ ...said({}), thread }, me)).toBe(false);
    expect(concernsMe({ ...said({}), user: 'UME', thread }, me)).toBe(true);
    expect(concernsMe({ ...said({}), user: 'UME', thread: [] }, me)).toBe(false);
    expect(concernsMe({ ...said({}), thread: [said({ text: '<@UME>' })] }, me)).toBe(true);
  });
});

describe('a rich text field', () => {
  it('turns marks into what the editor of Slack would have made', () => {
    expect(richTextOf('*Bold* and _both *here*_\n> quoted\n• one\n• two `x`')).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'Bold', style: { bold: true } },
            { type: 'text', text: ' and ' },
            { type: 'text', text: 'both ', style: { italic: true } },
            { type: 'text', text: 'here', style: { italic: true, bold: true } },
          ],
        },
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'quoted' }] },
        {
          type: 'rich_text_list',
          style: 'bullet',
          indent: 0,
          elements: [
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'two ' },
                { type: 'text', text: 'x', style: { code: true } },
              ],
            },
          ],
        },
      ],
    });
  });

  it('gives back the words that were typed', () => {
    for (const words of [
      'plain',
      'a & b &amp; c',
      '*bold* _it_ ~no~ `co`',
      '> q',
      '• a\n• b',
      '1. a\n2. b',
      'two\nlines',
    ])
      expect(wordsOfRichText(richTextOf(words)), words).toBe(words);
  });

  it('keeps every word, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        const letters = (text: string) => text.replace(/[^a-zA-Z]/g, '');
        const kept = letters(JSON.stringify(Object.values(leaves(richTextOf(words)))));
        for (const word of words.match(/(?<=^|\s)[a-zA-Z]+(?=\s|$)/g) ?? []) expect(kept).toContain(word);
      }),
    );
  });
});

/** The texts of a rich_text value. */
function leaves(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(leaves);
  if (typeof node !== 'object' || node === null) return [];
  const text = 'text' in node && typeof node.text === 'string' ? [node.text] : [];
  return [...text, ...('elements' in node ? leaves(node.elements) : [])];
}
