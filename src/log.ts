// The log: ids, counts and errors, and never what people wrote or what a lead is called.
import { type Logger, pino } from 'pino';

/** What of an error may be logged. */
export interface LoggedError {
  type: string;
  code?: string;
  message?: string;
  constraint?: string;
  stack?: string;
  cause?: LoggedError;
}

/** Errors whose message may quote what was sent: the database's, and the JSON parser's. */
const quotes = (error: Error): boolean => 'severity' in error || error instanceof SyntaxError;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Only the frames: the first lines of a stack repeat the message. */
const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

/** Strips an error of everything that may hold a person's words: details, rows, request bodies, quoting messages. */
export function errorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, cause } = error as Error & { code?: unknown; constraint?: unknown };
  const told: LoggedError = { type: error.name, stack: framesOf(error) };
  const [codeText, constraintText] = [text(code), text(constraint)];
  if (codeText !== undefined) told.code = codeText;
  if (constraintText !== undefined) told.constraint = constraintText;
  if (!quotes(error)) told.message = error.message;
  if (cause !== undefined) told.cause = errorForLog(cause);
  return told;
}

/** A log at a level, one JSON line an entry. */
export const logAt = (level: string, destination?: { write(line: string): void }): Logger =>
  pino({ name: 'handshake', level, serializers: { err: errorForLog } }, destination ?? pino.destination(1));
