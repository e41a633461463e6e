// What the doctor finds: a line that says how a thing stands and, where it is not well, what to do about it.
import { messageOf } from '../../errors.js';

/** `warning` works and has a drawback one should know of; `missing` keeps Handshake from working. */
export type Finding =
  | { kind: 'ok'; found: string }
  | { kind: 'warning' | 'missing'; found: string; todo: string };

export const ok = (found: string): Finding => ({ kind: 'ok', found });
export const warning = (found: string, todo: string): Finding => ({ kind: 'warning', found, todo });
export const missing = (found: string, todo: string): Finding => ({ kind: 'missing', found, todo });

/** A finding as one line. */
export function lineOf(finding: Finding): string {
  switch (finding.kind) {
    case 'ok':
      return `ok: ${finding.found}`;
    case 'warning':
    case 'missing':
      return `${finding.kind}: ${finding.found} What to do: ${finding.todo}`;
  }
}

/** Several names as one phrase: "a, b and c". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Rejects when `work` takes longer than `ms` milliseconds. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} seconds`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** What a check finds. A check that breaks is a finding too, so that the others are still made. */
export async function examine(what: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [
      missing(
        `${what} could not be examined (${messageOf(error)}).`,
        'Run npm run doctor again; if it stays, start the bot and look into its log.',
      ),
    ];
  }
}
