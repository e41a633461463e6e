// What the examples of Block Kit's rows are made of: pieces at their limits, and the complaints just beyond.
import { text, times } from './a-block.js';
import { mrkdwn, plain } from './a-bot.js';

type On = 'message' | 'modal' | 'home';

/** A change to the example: what stands at `path` then, the complaint, and where it points when not there. */
export type Beyond = [path: string, value: unknown, complaint: string, at?: string];

export interface Row {
  type: string;
  on: On;
  /** The example; `wrap` puts it where it may stand, at `path` within the block. */
  full: Record<string, unknown>;
  wrap?: { path: string; block: (full: unknown) => Record<string, unknown> };
  beyond: Beyond[];
}

export const longer = (n: number): string => `must be less than ${n + 1} characters`;
export const missing = (field: string, at = ''): Beyond => [
  at ? `${at}/${field}` : field,
  undefined,
  `missing required field: ${field}`,
  at,
];
export const image = { type: 'image', image_url: 'https://example.com/a.png', alt_text: text(2000) };
export const imageBlock = { ...image, title: plain(text(2000)) };
export const paragraph = { type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] };
export const richText = { type: 'rich_text', elements: [paragraph] };
const confirm = {
  title: plain(text(100)),
  text: mrkdwn(text(300)),
  confirm: plain(text(30)),
  deny: plain(text(30)),
  style: 'danger',
};
export const card = (i = 0) => ({
  type: 'card',
  title: mrkdwn(text(150)),
  subtitle: mrkdwn(text(150)),
  body: mrkdwn(text(200)),
  hero_image: image,
  icon: image,
  actions: times(3, (n) => ({ type: 'button', text: plain('x'), action_id: `${i}-${n}` })),
});
export const task = {
  type: 'task_card',
  task_id: text(255),
  title: 'Look it up',
  status: 'in_progress',
  details: richText,
  output: richText,
  sources: [{ type: 'url', url: 'https://example.com', text: 'Source' }],
};
export const id = { action_id: text(255) };
export const asked = { ...id, confirm };
export const select = { ...asked, focus_on_load: true, placeholder: plain(text(150)) };
export const full = (n: number) =>
  times(n, (i) => ({ text: plain(text(75)), value: `${i}`.padEnd(150, 'v') }));
export const rich = (n: number) =>
  times(n, (i) => ({
    text: mrkdwn(text(75)),
    value: `${i}`.padEnd(150, 'v'),
    description: mrkdwn(text(75)),
  }));

export const confirmBeyond: Beyond[] = [
  ['confirm/title/text', text(101), longer(100)],
  ['confirm/text/text', text(301), longer(300)],
  ['confirm/confirm/text', text(31), longer(30)],
  ['confirm/deny/text', text(31), longer(30)],
  ['confirm/style', 'loud', 'must be a valid enum value [primary, danger]'],
  missing('text', 'confirm'),
];
export const idBeyond: Beyond = ['action_id', text(256), longer(255)];
export const placeholderBeyond: Beyond = ['placeholder/text', text(151), longer(150)];
export const optionBeyond = (at: string): Beyond[] => [
  [`${at}/text/text`, text(76), longer(75)],
  [`${at}/value`, text(151), longer(150)],
  [`${at}/text/type`, 'mrkdwn', 'unsupported type: mrkdwn'],
  missing('value', at),
];
export const manyBeyond: Beyond = ['max_selected_items', 0, 'must be at least 1'];

export const inActions = { path: 'elements/0', block: (e: unknown) => ({ type: 'actions', elements: [e] }) };
export const inInput = {
  path: 'element',
  block: (e: unknown) => ({ type: 'input', label: plain('L'), element: e }),
};
