// The page reads Slack's mrkdwn as Slack does, and never lets outside words become markup.
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/sandbox/page/markdown.js';
import { type Inline, parseInline, parseMrkdwn, parsePlain } from '../../src/sandbox/page/mrkdwn.js';

const text = (words: string): Inline => ({ type: 'text', text: words });
const bold = (...children: Inline[]): Inline => ({ type: 'bold', children });

describe('styles', () => {
  it('reads bold, italic, strike and code, also inside each other', () => {
    expect(parseInline('*a _b_* ~c~ `d*e*`')).toEqual([
      bold(text('a '), { type: 'italic', children: [text('b')] }),
      text(' '),
      { type: 'strike', children: [text('c')] },
      text(' '),
      { type: 'code', text: 'd*e*' },
    ]);
  });

  it('leaves signs alone that stand inside words, around spaces or on two lines', () => {
    for (const words of ['snake_case_name', '2 * 3 * 4', '5*6*7', '* a*', '**', '~ ~', '`']) {
      expect(parseInline(words)).toEqual([text(words)]);
    }
    expect(parseInline('*a\nb*')).toEqual([text('*a'), { type: 'break' }, text('b*')]);
  });

  it('keeps a link in bold whole, although its address holds a style sign', () => {
    const [node] = parseInline('*<https://x.example/a*b|site>*');
    expect(node).toEqual(bold({ type: 'link', url: 'https://x.example/a*b', children: [text('site')] }));
  });
});

describe('outside words', () => {
  it('decodes the three entities once, after everything else was read', () => {
    expect(parseInline('a &lt;b&gt; &amp;lt; &amp; c')).toEqual([text('a <b> &lt; & c')]);
    expect(parseInline('&lt;@U1&gt; &lt;!channel&gt;')).toEqual([text('<@U1> <!channel>')]);
  });

  it('makes no link of an address that is not for the web', () => {
    expect(parseInline('<javascript:alert(1)|click>')).toEqual([text('<javascript:alert(1)|click>')]);
    expect(parseInline('<data:text/html,x>')).toEqual([text('<data:text/html,x>')]);
  });

  it('takes an angle bracket that nobody closes for what it is', () => {
    expect(parseInline('a < b')).toEqual([text('a < b')]);
  });
});

describe('tokens', () => {
  it('reads mentions of people, channels, groups and everybody', () => {
    expect(parseInline('<@U1><#C1|general><!subteam^S1|@sales><!here>')).toEqual([
      { type: 'user', id: 'U1', label: '' },
      { type: 'channel', id: 'C1', label: 'general' },
      { type: 'usergroup', id: 'S1', label: '@sales' },
      { type: 'broadcast', range: 'here' },
    ]);
  });

  it('reads links with and without words, and mail addresses without their scheme', () => {
    expect(parseInline('<https://x.example/?a=1&amp;b=2>')).toEqual([
      { type: 'link', url: 'https://x.example/?a=1&b=2', children: [text('https://x.example/?a=1&b=2')] },
    ]);
    expect(parseInline('<mailto:a@b.example>')).toEqual([
      { type: 'link', url: 'mailto:a@b.example', children: [text('a@b.example')] },
    ]);
  });

  it('reads a date with its format, link and fallback', () => {
    expect(parseInline('<!date^1795395600^{date} at {time}^https://x.example|soon>')).toEqual([
      {
        type: 'date',
        at: 1795395600,
        format: '{date} at {time}',
        url: 'https://x.example',
        fallback: 'soon',
      },
    ]);
  });

  it('reads emoji, and no emoji in a time of day', () => {
    expect(parseInline(':tada: 10:30:45')).toEqual([{ type: 'emoji', name: 'tada' }, text(' 10:30:45')]);
  });

  it('reads nothing but emoji and lines in plain text', () => {
    expect(parsePlain('*a* :eyes:\n<@U1>')).toEqual([
      text('*a* '),
      { type: 'emoji', name: 'eyes' },
      { type: 'break' },
      text('<@U1>'),
    ]);
    expect(parsePlain(':eyes:', false)).toEqual([text(':eyes:')]);
  });
});

describe('lines', () => {
  it('groups lines into paragraphs, quotes, lists and preformatted text', () => {
    const tree = parseMrkdwn('hello\n&gt; one\n> *two*\n• a\n• b\n3. c\n\nbye\n```x &lt; *y*\nz```');
    expect(tree).toEqual([
      { type: 'paragraph', children: [text('hello')] },
      {
        type: 'quote',
        children: [{ type: 'paragraph', children: [text('one'), { type: 'break' }, bold(text('two'))] }],
      },
      { type: 'list', ordered: false, start: 1, items: [[text('a')], [text('b')]] },
      { type: 'list', ordered: true, start: 3, items: [[text('c')]] },
      { type: 'paragraph', children: [text('bye')] },
      { type: 'pre', text: 'x < *y*\nz' },
    ]);
  });

  it('says nothing for nothing', () => {
    expect(parseMrkdwn('')).toEqual([]);
    expect(parseMrkdwn('\n\n')).toEqual([]);
  });
});

describe('the markdown block', () => {
  it('reads headings, styles, lists, rules and tables of standard Markdown', () => {
    expect(
      parseMarkdown('## Title\n**b** _i_ ~~s~~\n- one\n- two\n\n---\n| a | b |\n|---|---|\n| 1 | 2 |'),
    ).toEqual([
      { type: 'heading', level: 2, children: [text('Title')] },
      {
        type: 'paragraph',
        children: [
          bold(text('b')),
          text(' '),
          { type: 'italic', children: [text('i')] },
          text(' '),
          { type: 'strike', children: [text('s')] },
        ],
      },
      { type: 'list', ordered: false, start: 1, items: [[text('one')], [text('two')]] },
      { type: 'rule' },
      { type: 'table', head: [[text('a')], [text('b')]], rows: [[[text('1')], [text('2')]]] },
    ]);
  });

  it('leaves raw HTML and dangerous links as text, and closes a fence that nobody closed', () => {
    expect(parseMarkdown('<b>x</b> [y](javascript:z)')).toEqual([
      { type: 'paragraph', children: [text('<b>x</b> [y](javascript:z)')] },
    ]);
    expect(parseMarkdown('```\na')).toEqual([{ type: 'pre', text: 'a' }]);
  });
});
