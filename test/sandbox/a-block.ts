// Small valid pieces of Block Kit for the tests of its rules.
import { plain } from './a-bot.js';

export const modal = (more: object = {}) => ({ type: 'modal', title: plain('Title'), blocks: [], ...more });
export const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
export const text = (n: number) => 'x'.repeat(n);
export const option = (value: string) => ({ text: plain(value), value });
export const times = <T>(n: number, make: (i: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => make(i));
export const cell = (t: string) => ({ type: 'raw_text', text: t });
export const point = (label: string, value = 1) => ({ label, value });
export const chart = (c: object) => ({ type: 'data_visualization', title: 'Chart', chart: c });
export const bars = (data: object[], categories: string[]) =>
  chart({ type: 'bar', series: [{ name: 'A', data }], axis_config: { categories } });
