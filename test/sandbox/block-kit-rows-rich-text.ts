// Parts of rich text: one example at its limits for each, and what Slack says just beyond.
import { type Beyond, missing, paragraph, type Row } from './block-kit-row.js';

const inSection = {
  path: 'elements/0/elements/0',
  block: (e: unknown) => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [e] }] }),
};
const inRichText = { path: 'elements/0', block: (e: unknown) => ({ type: 'rich_text', elements: [e] }) };
const written = { bold: true, italic: true, strike: true, code: true, underline: true };
const mention = { style: { ...written, highlight: true, client_highlight: true, unlink: true } };
const styleBeyond: Beyond = ['style/blink', true, 'invalid additional property: blink', 'style'];
const part = (full: Row['full'], beyond: Beyond[], wrap: Row['wrap'] = inSection): Row => ({
  type: String(full.type),
  on: 'message',
  full,
  wrap,
  beyond,
});

export const RICH_TEXT_ROWS: Row[] = [
  part({ type: 'text', text: 'x', style: written }, [
    missing('text'),
    styleBeyond,
    ['text', '', 'must be more than 0 characters'],
  ]),
  part({ type: 'link', url: 'https://e.au', text: 'E', unsafe: true, style: written }, [
    missing('url'),
    styleBeyond,
  ]),
  part({ type: 'emoji', name: 'wave', unicode: '1f44b', skin_tone: 6 }, [
    missing('name'),
    ['skin_tone', 7, 'must be at most 6'],
  ]),
  part({ type: 'user', user_id: 'UDANA', ...mention }, [missing('user_id'), styleBeyond]),
  part({ type: 'usergroup', usergroup_id: 'SSALES', ...mention }, [missing('usergroup_id'), styleBeyond]),
  part({ type: 'channel', channel_id: 'CGENERAL', ...mention }, [missing('channel_id'), styleBeyond]),
  part({ type: 'team', team_id: 'TSANDBOX', ...mention }, [missing('team_id')]),
  part({ type: 'broadcast', range: 'here' }, [
    ['range', 'world', 'must be a valid enum value [here, channel, everyone]'],
  ]),
  part({ type: 'date', timestamp: 1_800_000_000, format: '{date}', url: 'https://e.au', fallback: 'then' }, [
    missing('format'),
    ['timestamp', '1800000000', 'must provide a number'],
  ]),
  part({ type: 'color', value: '#1F3a4d' }, [['value', 'red', 'must provide a colour as #RRGGBB']]),
  part(
    { type: 'rich_text_section', elements: [] },
    [
      missing('elements'),
      ['elements/0', paragraph, 'unsupported type: rich_text_section', 'elements/0/type'],
    ],
    inRichText,
  ),
  part(
    { type: 'rich_text_list', style: 'ordered', indent: 8, offset: 3, border: 1, elements: [paragraph] },
    [
      ['style', 'dashed', 'must be a valid enum value [bullet, ordered]'],
      ['indent', 9, 'must be at most 8'],
      ['border', 2, 'must be at most 1'],
      ['elements', [], 'must provide at least 1 items'],
      ['elements/0', { type: 'text', text: 'x' }, 'unsupported type: text', 'elements/0/type'],
    ],
    inRichText,
  ),
  part(
    { type: 'rich_text_quote', border: 1, elements: [{ type: 'text', text: 'x' }] },
    [['border', 2, 'must be at most 1']],
    inRichText,
  ),
  part(
    {
      type: 'rich_text_preformatted',
      border: 0,
      language: 'sql',
      elements: [{ type: 'link', url: 'https://e.au' }],
    },
    [['elements/0', { type: 'user', user_id: 'U1' }, 'unsupported type: user', 'elements/0/type']],
    inRichText,
  ),
];
