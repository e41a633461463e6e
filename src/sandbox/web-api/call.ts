// One call of the Web API: its arguments read from a form or JSON, and the errors a method may answer.
import { asText } from '../block-kit/text.js';
import type { Desk } from '../desk.js';
import type { Json } from '../model.js';
import type { Tier } from '../rate-limits.js';
import { SCOPES, type Scope } from '../scopes.js';

/** An answer `ok: false`: Slack's error code, complaints for `response_metadata.messages`, and other fields. */
export class SlackError extends Error {
  constructor(
    readonly code: string,
    readonly messages: readonly string[] = [],
    readonly more: Json = {},
  ) {
    super(code);
  }
}

/** The body of an answer `ok: false`. */
export const refusal = ({ code, messages, more }: SlackError): Json => ({
  ok: false,
  error: code,
  ...more,
  ...(messages.length > 0 ? { response_metadata: { messages } } : {}),
});

/** Arguments that are structures: in a form they come as JSON strings. */
const STRUCTURED = new Set(['blocks', 'attachments', 'metadata', 'view', 'message', 'files']);

/** The scopes the app has now. */
export const scopesOf = (desk: Desk): Scope[] =>
  SCOPES.filter((scope) => !desk.faults.withheld.includes(scope));

export class Call {
  constructor(
    readonly desk: Desk,
    readonly args: Json,
  ) {}

  /** An argument as text; undefined when absent or empty. */
  text(name: string): string | undefined {
    const value = this.args[name];
    if (value === undefined || value === null || value === '') return undefined;
    return asText(value);
  }

  /** A text argument that must be there. Throws `invalid_arguments`. */
  needed(name: string): string {
    const value = this.text(name);
    if (value === undefined) {
      throw new SlackError('invalid_arguments', [`[ERROR] missing required field: ${name}`]);
    }
    return value;
  }

  /** Throws missing_scope unless the app has one of the scopes. */
  needScope(...oneOf: readonly Scope[]): void {
    const provided = scopesOf(this.desk);
    if (oneOf.length === 0 || oneOf.some((scope) => provided.includes(scope))) return;
    throw new SlackError('missing_scope', [], { needed: oneOf.join(','), provided: provided.join(',') });
  }

  flag(name: string): boolean {
    const value = this.args[name];
    return value === true || value === 'true' || value === '1' || value === 1;
  }

  /** A whole number, at most `max`, or the value for absence. Throws `invalid_limit` for anything else. */
  count(name: string, absent: number, max: number): number {
    const given = this.text(name);
    if (given === undefined) return absent;
    const value = Number(given);
    if (!Number.isInteger(value) || value < 0) throw new SlackError('invalid_limit');
    // Slack takes 0 for "no limit given".
    return value === 0 ? absent : Math.min(value, max);
  }

  /** Ids separated by commas, or a list of them. */
  list(name: string): string[] {
    const value = this.args[name];
    const given = Array.isArray(value) ? value.map(asText) : (this.text(name)?.split(',') ?? []);
    return given.map((id) => id.trim()).filter((id) => id !== '');
  }

  /** A structured argument; text that is no JSON stays text, for the method to refuse. */
  structure(name: string): unknown {
    return this.args[name];
  }
}

/** The forms a body may have; what comes without a form is read as one. */
const BODY_TYPES = /^(application\/json|application\/x-www-form-urlencoded|text\/plain)\b/;

/**
 * Reads the arguments of a call from its query and body.
 * Throws invalid_post_type, invalid_json, json_not_object.
 */
export function readArguments(query: URLSearchParams, contentType: string, body: string): Json {
  const fromQuery = fromForm(query);
  if (body !== '' && contentType !== '' && !BODY_TYPES.test(contentType))
    throw new SlackError('invalid_post_type');
  if (!contentType.includes('application/json'))
    return { ...fromQuery, ...fromForm(new URLSearchParams(body)) };
  let parsed: unknown;
  try {
    parsed = JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw new SlackError('invalid_json');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new SlackError('json_not_object');
  return { ...fromQuery, ...structured(parsed as Json) };
}

const fromForm = (form: URLSearchParams): Json => structured(Object.fromEntries(form));

const structured = (args: Json): Json =>
  Object.fromEntries(Object.entries(args).map(([k, v]) => [k, STRUCTURED.has(k) ? fromJson(v) : v]));

function fromJson(value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

export type Method = (call: Call) => Json;

/** One line of the register: what a method does, how often it may be called, and what it asks of the caller. */
export interface MethodRow {
  run: Method;
  tier: Tier;
  /** Scopes of which the app needs one at least; absent means none. */
  scopes?: readonly Scope[];
  /** Whose token it takes; absent means the bot's. */
  token?: 'app' | 'nobody';
}
