// From rows to an answer: reads them, has the good ones kept, and tells what became of each.
import type { Delivery } from '../store/taking-in.js';
import { Refusal } from './http.js';
import { Busy, type TakeIn } from './lane.js';
import type { RejectedRow } from './row-errors.js';
import { readLeads, readSignals } from './rows.js';

const RETRY_AFTER_SECONDS = 2;

/** Rows as they arrived, not yet checked. */
export interface RawParcel {
  history: boolean;
  leads: unknown[];
  signals: unknown[];
}

/** What became of the rows. `rejected` counts leads first, signals after them. */
export interface Answer {
  accepted: number;
  duplicates: number;
  updated: number;
  rejected: RejectedRow[];
}

/** Has rows kept, and answers once they are. */
export type Deliver = (parcel: RawParcel) => Promise<Answer>;

/** What keeping needs: the taking-in, and a clock that no date may be ahead of. */
export interface Keeper {
  takeIn: TakeIn;
  now: () => Date;
}

/**
 * Keeps the good rows in one go. Throws a 409 Refusal when the delivery's id came before with another body; whatever
 * the taking-in throws comes through.
 */
export async function keepRows(
  raw: RawParcel,
  delivery: Delivery | null,
  { takeIn, now }: Keeper,
): Promise<Answer> {
  const at = now();
  const leads = readLeads(raw.leads, at);
  const signals = readSignals(raw.signals, at);
  const rejected = [
    ...leads.rejected,
    ...signals.rejected.map(({ index, errors }) => ({ index: raw.leads.length + index, errors })),
  ];
  if (leads.kept.length + signals.kept.length === 0)
    return { accepted: 0, duplicates: 0, updated: 0, rejected };
  const [receipt] = await takeIn([
    { delivery, leads: leads.kept, signals: signals.kept, history: raw.history },
  ]);
  if (receipt === undefined) throw new Error('a parcel was left without a receipt');
  if (receipt === 'clash')
    throw new Refusal(
      409,
      'webhook_id_reused',
      'This webhook-id came before with another body. Give each delivery an id of its own, and repeat an id only with the same body.',
    );
  return { ...receipt, rejected };
}

/** Has rows kept by this very process, as the import does when no other process holds the data folder. */
export const deliverHere =
  (keeper: Keeper): Deliver =>
  (parcel) =>
    keepRows(parcel, null, keeper);

/** An error without the words of people: its kind, its code and where it happened, but no message and no values. */
function withoutWords(error: unknown, what: string): Error {
  const kind = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
  const bare = new Error(`${what} could not be kept: ${kind}${code}`);
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  bare.stack = [`${bare.name}: ${bare.message}`, ...frames].join('\n');
  return bare;
}

/** What the sender hears of an error. Errors of our own making are logged, without what people wrote. */
export function refusalOf(error: unknown, what: string, log: (error: unknown) => void): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof Busy)
    return new Refusal(
      503,
      'busy',
      'Too many rows are waiting to be kept. Nothing of this was kept; send it again in a moment.',
      {
        'retry-after': String(RETRY_AFTER_SECONDS),
      },
    );
  log(withoutWords(error, what));
  return new Refusal(
    500,
    'not_kept',
    'Sorry, this could not be kept because of a fault on our side. Send it again later; what was kept already is not doubled.',
  );
}
