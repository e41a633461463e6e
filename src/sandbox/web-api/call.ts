// One call of the Web API: its arguments read from a form or JSON, and the errors a method may answer.
import type { Desk } from '../desk.js';
import type { Json } from '../model.js';

/** An answer `ok: false`: Slack's error code, and complaints for `response_metadata.messages`. */
export class SlackError extends Error {
  constructor(
    readonly code: string,
    readonly messages: readonly string[] = [],
  ) {
    super(code);
  }
}

/** The body of an answer `ok: false`. */
export const refusal = ({ code, messages }: SlackError): Json => ({
  ok: false,
  error: code,
  ...(messages.length > 0 ? { response_metadata: { messages } } : {}),
});

/** Arguments that are structures: in a form they come as JSON strings. */
const STRUCTURED = new Set(['blocks', 'attachments', 'metadata', 'view', 'message']);

export class Call {
  constructor(
    readonly desk: Desk,
    readonly args: Json,
  ) {}

  /** An argument as text; undefined when absent or empty. */
  text(name: string): string | undefined {
    const value = this.args[name];
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'string' ? value : String(value);
  }

  /** A text argument that must be there. Throws `invalid_arguments`. */
  needed(name: string): string {
    const value = this.text(name);
    if (value === undefined) {
      throw new SlackError('invalid_arguments', [`[ERROR] missing required field: ${name}`]);
    }
    return value;
  }

  flag(name: string): boolean {
    const value = this.args[name];
    return value === true || value === 'true' || value === '1' || value === 1;
  }

  /** A whole number within bounds, or the value for absence. */
  count(name: string, absent: number, max: number): number {
    const value = Number(this.text(name) ?? absent);
    return Number.isInteger(value) && value > 0 ? Math.min(value, max) : absent;
  }

  /** A structured argument; text that is no JSON stays text, for the method to refuse. */
  structure(name: string): unknown {
    return this.args[name];
  }
}

/** Reads the arguments of a call from its query and body, whatever the body's form. */
export function readArguments(query: URLSearchParams, contentType: string, body: string): Json {
  const fromQuery = fromForm(query);
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
