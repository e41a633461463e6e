// What tests see of mrkdwn.js.
export type Inline =
  | { type: 'text' | 'code'; text: string }
  | { type: 'break' }
  | { type: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'user' | 'channel' | 'usergroup'; id: string; label: string }
  | { type: 'broadcast'; range: string }
  | { type: 'emoji'; name: string }
  | { type: 'date'; at: number; format: string; url: string; fallback: string };
export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'pre'; text: string }
  | { type: 'quote'; children: Block[] }
  | { type: 'list'; ordered: boolean; start: number; items: Inline[][] };
export function decode(text: string): string;
export function parseMrkdwn(source: string): Block[];
export function parsePlain(source: string, emoji?: boolean): Inline[];
export function parseInline(source: string): Inline[];
