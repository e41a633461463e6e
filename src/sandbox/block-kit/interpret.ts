// The interpreter of the tables: walks a value along its Rule and collects Slack's complaints.
import type { Json } from '../model.js';
import { BLOCKS } from './blocks.js';
import { CHARTS } from './charts.js';
import { ELEMENTS } from './elements.js';
import { RICH_TEXT } from './rich-text.js';
import type { ElementRule, Rule, Shape, Surface } from './rule.js';
import { type Path, complaints as say } from './text.js';

/** Everything that stands inside blocks and has a type of its own. */
const PARTS: Record<string, ElementRule> = { ...ELEMENTS, ...RICH_TEXT };

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The complaints about one value under one rule; an empty list means it is accepted. */
export function check(value: unknown, rule: Rule, path: Path, surface: Surface): string[] {
  switch (rule.is) {
    case 'string':
      return checkString(value, rule, path);
    case 'number':
      return checkNumber(value, rule, path);
    case 'boolean':
      return typeof value === 'boolean' ? [] : [say.wrongKind(path, 'a boolean')];
    case 'text':
      return checkText(value, rule, path);
    case 'list':
      return checkList(value, rule, path, surface);
    case 'object':
      return isObject(value)
        ? checkShape(value, rule.shape, path, surface)
        : [say.wrongKind(path, 'an object')];
    case 'element':
      return checkElement(value, rule.among, path, surface);
    case 'block':
      return checkBlock(value, path, surface, rule.among);
    case 'cell':
      return checkCell(value, rule, path, surface);
    case 'chart':
      return checkChart(value, path, surface);
    case 'only':
      return rule.on.includes(surface)
        ? check(value, rule.rule, path, surface)
        : [say.unknownProperty(path.slice(0, -1), String(path.at(-1)))];
    case 'anything':
      return [];
  }
}

/** The complaints about one block on a surface; `among` narrows which blocks may stand here. */
export function checkBlock(
  value: unknown,
  path: Path,
  surface: Surface,
  among?: readonly string[],
): string[] {
  if (!isObject(value)) return [say.wrongKind(path, 'an object')];
  const type = value.type;
  if (typeof type !== 'string') return [say.missing(path, 'type')];
  const rule = Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined;
  const allowed = rule?.surfaces.includes(surface) && (!among || among.includes(type));
  return rule && allowed ? checkShape(value, rule, path, surface) : [say.unknownType(path, type)];
}

function checkElement(value: unknown, among: readonly string[], path: Path, surface: Surface): string[] {
  if (!isObject(value)) return [say.wrongKind(path, 'an object')];
  const type = value.type;
  if (typeof type !== 'string') return [say.missing(path, 'type')];
  if (!among.includes(type)) return [say.unknownType(path, type)];
  if (type === 'plain_text' || type === 'mrkdwn') {
    return checkText(value, { is: 'text', kinds: [type], min: 1, max: 3000 }, path);
  }
  const rule = PARTS[type];
  if (!rule || (rule.surfaces && !rule.surfaces.includes(surface))) return [say.unknownType(path, type)];
  return checkShape(value, rule, path, surface);
}

/** The complaints about an object's properties; `type` is the caller's to judge. */
export function checkShape(value: Json, shape: Shape, path: Path, surface: Surface): string[] {
  const found: string[] = [];
  const rules: Record<string, Rule> = { ...shape.required, ...shape.optional };
  const given = (key: string): boolean => value[key] !== undefined && value[key] !== null;
  for (const key of Object.keys(shape.required ?? {})) if (!given(key)) found.push(say.missing(path, key));
  for (const [key, inner] of Object.entries(value)) {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (rule) {
      if (given(key)) found.push(...check(inner, rule, [...path, key], surface));
    } else if (key !== 'type') found.push(say.unknownProperty(path, key));
  }
  const choices = [...(shape.oneOf ?? []), ...(shape.someOf ?? [])];
  if (choices.length > 0 && !choices.some(given)) found.push(say.needsOneOf(path, choices));
  if (shape.oneOf && shape.oneOf.filter(given).length > 1) found.push(say.onlyOneOf(path, shape.oneOf));
  const [low = '', high = ''] = shape.ordered ?? [];
  if (amountIn(value[low]) > amountIn(value[high])) found.push(say.outOfOrder(path, low, high));
  const [flag = '', other = ''] = shape.needs ?? [];
  if (value[flag] === true && value[other] !== true) found.push(say.needs(path, flag, other));
  return found;
}

/** Slack takes numbers and numbers in text; whatever is neither is above and below nothing. */
const amountIn = (value: unknown): number =>
  typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;

function checkString(value: unknown, rule: Extract<Rule, { is: 'string' }>, path: Path): string[] {
  if (typeof value !== 'string') return [say.wrongKind(path, 'a string')];
  if (rule.oneOf && !rule.oneOf.includes(value)) return [say.notAmong(path, rule.oneOf)];
  if (rule.pattern && !rule.pattern.test(value)) return [say.wrongKind(path, rule.form ?? 'a valid value')];
  if (rule.min !== undefined && value.length < rule.min) return [say.tooShort(path, rule.min)];
  if (rule.max !== undefined && value.length > rule.max) return [say.tooLong(path, rule.max)];
  return [];
}

function checkNumber(value: unknown, rule: Extract<Rule, { is: 'number' }>, path: Path): string[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [say.wrongKind(path, 'a number')];
  if (rule.whole && !Number.isInteger(value)) return [say.wrongKind(path, 'an integer')];
  if (rule.min !== undefined && value < rule.min) return [say.outOfRange(path, 'at least', rule.min)];
  if (rule.max !== undefined && value > rule.max) return [say.outOfRange(path, 'at most', rule.max)];
  return [];
}

function checkText(value: unknown, rule: Extract<Rule, { is: 'text' }>, path: Path): string[] {
  if (!isObject(value)) return [say.wrongKind(path, 'an object')];
  const kind = rule.kinds.find((k) => k === value.type);
  if (!kind) return [say.unknownType(path, value.type)];
  const extra: Record<string, Rule> =
    kind === 'plain_text' ? { emoji: { is: 'boolean' } } : { verbatim: { is: 'boolean' } };
  const text: Rule = { is: 'string', min: rule.min ?? 0, max: rule.max };
  return checkShape(value, { required: { text }, optional: extra }, path, 'message');
}

function checkList(
  value: unknown,
  rule: Extract<Rule, { is: 'list' }>,
  path: Path,
  surface: Surface,
): string[] {
  if (!Array.isArray(value)) return [say.wrongKind(path, 'an array')];
  if (rule.min !== undefined && value.length < rule.min) return [say.tooFew(path, rule.min)];
  if (rule.max !== undefined && value.length > rule.max) return [say.tooMany(path, rule.max)];
  return value.flatMap((item, i) => check(item, rule.of, [...path, i], surface));
}

function checkCell(
  value: unknown,
  rule: Extract<Rule, { is: 'cell' }>,
  path: Path,
  surface: Surface,
): string[] {
  if (!isObject(value)) return [say.wrongKind(path, 'an object')];
  const type = value.type;
  const row = path.at(-2);
  if (!(row === 0 ? rule.header : rule.body).some((among) => among === type))
    return [say.unknownType(path, type)];
  if (type === 'rich_text') return checkBlock(value, path, surface);
  const text: Rule = { is: 'string', min: 1 };
  return type === 'raw_text'
    ? checkShape(value, { required: { text } }, path, surface)
    : checkShape(value, { required: { value: { is: 'number' }, text } }, path, surface);
}

function checkChart(value: unknown, path: Path, surface: Surface): string[] {
  if (!isObject(value)) return [say.wrongKind(path, 'an object')];
  const type = value.type;
  const shape = typeof type === 'string' && Object.hasOwn(CHARTS, type) ? CHARTS[type] : undefined;
  return shape ? checkShape(value, shape, path, surface) : [say.unknownType(path, type)];
}
