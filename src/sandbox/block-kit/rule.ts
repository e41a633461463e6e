// The small language in which the tables of Block Kit are written: one Rule says what a value may be.

export type Surface = 'message' | 'modal' | 'home';

export type Rule =
  | { is: 'string'; min?: number; max?: number; oneOf?: readonly string[]; pattern?: RegExp; form?: string }
  | { is: 'number'; min?: number; max?: number; whole?: boolean }
  | { is: 'boolean' }
  | { is: 'text'; kinds: readonly ('plain_text' | 'mrkdwn')[]; min?: number; max: number }
  | { is: 'list'; of: Rule; min?: number; max?: number }
  | { is: 'object'; shape: Shape }
  | { is: 'element'; among: readonly string[] }
  | { is: 'block'; among: readonly string[] }
  | { is: 'cell'; header: readonly string[]; body: readonly string[] }
  | { is: 'chart' }
  | { is: 'only'; on: readonly Surface[]; rule: Rule }
  | { is: 'anything' };

/**
 * What an object holds. `oneOf`: exactly one of these; `someOf`: at least one; `ordered`: the first may not be above
 * the second; `needs`: the first may be true only where the second is.
 */
export interface Shape {
  required?: Record<string, Rule>;
  optional?: Record<string, Rule>;
  oneOf?: readonly string[];
  someOf?: readonly string[];
  ordered?: readonly [low: string, high: string];
  needs?: readonly [flag: string, other: string];
}

export interface BlockRule extends Shape {
  surfaces: readonly Surface[];
}

export interface ElementRule extends Shape {
  /** Where an element may be used; absent means everywhere. */
  surfaces?: readonly Surface[];
}

export const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home'];

export const string = (max?: number, min = 1): Rule => ({
  is: 'string',
  min,
  ...(max === undefined ? {} : { max }),
});
export const oneOf = (...values: string[]): Rule => ({ is: 'string', oneOf: values });
export const matching = (pattern: RegExp, form: string): Rule => ({ is: 'string', pattern, form });
export const number = (min?: number, max?: number): Rule => ({
  is: 'number',
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});
export const whole = (min?: number, max?: number): Rule => ({ ...number(min, max), whole: true }) as Rule;
export const https = (max: number): Rule => ({
  is: 'string',
  pattern: /^https:\/\/\S+$/,
  form: 'an https URL',
  max,
});
/** A property that exists on some surfaces only. */
export const only = (on: readonly Surface[], rule: Rule): Rule => ({ is: 'only', on, rule });
export const boolean: Rule = { is: 'boolean' };
export const plain = (max: number): Rule => ({ is: 'text', kinds: ['plain_text'], min: 1, max });
export const mrkdwn = (max: number): Rule => ({ is: 'text', kinds: ['mrkdwn'], min: 1, max });
export const anyText = (max: number): Rule => ({ is: 'text', kinds: ['plain_text', 'mrkdwn'], min: 1, max });
export const list = (of: Rule, max?: number, min = 1): Rule => ({
  is: 'list',
  of,
  min,
  ...(max === undefined ? {} : { max }),
});
export const object = (shape: Shape): Rule => ({ is: 'object', shape });
export const element = (...among: string[]): Rule => ({ is: 'element', among });
export const block = (...among: string[]): Rule => ({ is: 'block', among });
export const anything: Rule = { is: 'anything' };
