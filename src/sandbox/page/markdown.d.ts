// What tests see of markdown.js.
import type { Block, Inline } from './mrkdwn.js';
export type MarkdownBlock =
  | Block
  | { type: 'heading'; level: number; children: Inline[] }
  | { type: 'rule' }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] };
export function parseMarkdown(source: string): MarkdownBlock[];
export function inlineMarkdown(source: string): Inline[];
