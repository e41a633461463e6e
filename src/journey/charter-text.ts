// The text that leaders sign: a charter in one canonical form, and the hash that is shown and kept.
import { createHash } from 'node:crypto';
import { Charter } from '../charter/charter.js';
import type { Text } from '../charter/draft.js';

/** The same value with the keys of every object in one order; lists keep theirs, since it means something. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, canonical(each)]),
  );
}

/** Texts that were signed before a part could be in them are the same texts while that part is empty. */
function withoutEmpty({ segments, ...rest }: Charter): unknown {
  return segments.length === 0 ? rest : { segments, ...rest };
}

/** A charter with the SHA-256, in hex, of its JSON with sorted keys. Throws when it is no charter. */
export function textOf(charter: Charter): Text {
  const content = Charter.parse(charter);
  const hash = createHash('sha256')
    .update(JSON.stringify(canonical(withoutEmpty(content))))
    .digest('hex');
  return { content, hash };
}
