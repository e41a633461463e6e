// Rows as they arrive: the schema of a lead and of a signal, and what they become inside.
import { z } from 'zod';
import type { FactValue } from '../handshake/lead.js';
import type { IncomingLead } from '../journey/take-in.js';
import type { SignalOfLead } from '../store/taking-in.js';
import * as field from './fields.js';
import { type RejectedRow, type RowError, rowErrorsOf, sentenceOf } from './row-errors.js';

const SIGNALS_A_LEAD = 200;

const signalFields = {
  id: field.identifier,
  leadSource: field.identifier.optional(),
  type: field.signalType,
  occurredAt: field.instant,
  value: field.amount.optional(),
  facts: field.facts,
};

/** A signal on its own. Without `leadSource` its lead came from the same source as it did. */
const SignalRow = z.strictObject({
  ...signalFields,
  leadId: field.identifier,
  source: field.identifier,
});
type SignalRow = z.infer<typeof SignalRow>;

const NestedSignal = z.strictObject({
  ...signalFields,
  leadId: field.identifier.optional(),
  source: field.identifier.optional(),
});

/** A lead, with the signals that its source knows of. */
const LeadRow = z.strictObject({
  id: field.identifier,
  source: field.identifier,
  campaign: field.text,
  email: field.email,
  firstName: field.text,
  lastName: field.text,
  jobTitle: field.text,
  phone: field.text,
  company: z
    .strictObject({
      name: field.requiredText,
      domain: field.text,
      employees: field.employees.optional(),
      industry: field.text,
      country: field.text,
      region: field.text,
    })
    .optional(),
  owner: field.text,
  estimatedValue: field.positiveAmount.optional(),
  occurredAt: field.instant.optional(),
  facts: field.facts,
  signals: z.array(NestedSignal).max(SIGNALS_A_LEAD).optional(),
});
type LeadRow = z.infer<typeof LeadRow>;

/** Rows that were read: what is kept, where it stood, and what was wrong with the others. */
interface ReadRows<Kept> {
  kept: Kept[];
  rejected: RejectedRow[];
}

/** Flattens a lead's fields into facts by their path. Only what is there is told. */
function factsOf({ company, facts, id: _id, source: _s, occurredAt: _at, signals: _n, ...plain }: LeadRow) {
  const told: [string, FactValue | undefined][] = [
    ...Object.entries(plain),
    ...Object.entries(company ?? {}).map(([name, value]): [string, typeof value] => [
      `company.${name}`,
      value,
    ]),
    ...Object.entries(facts ?? {}).map(([name, value]): [string, FactValue] => [`facts.${name}`, value]),
  ];
  return Object.fromEntries(told.filter((fact): fact is [string, FactValue] => fact[1] !== undefined));
}

const signalOf = ({
  leadId,
  leadSource,
  source,
  id,
  type,
  occurredAt,
  value,
  facts,
}: SignalRow): SignalOfLead => ({
  lead: { source: leadSource ?? source, id: leadId },
  source,
  id,
  type,
  occurredAt,
  value: value ?? null,
  facts: facts ?? null,
});

const leadOf = (row: LeadRow): IncomingLead => ({
  key: { source: row.source, id: row.id },
  facts: factsOf(row),
  occurredAt: row.occurredAt ?? null,
  signals: (row.signals ?? []).map((signal) =>
    signalOf({ ...signal, leadId: row.id, leadSource: row.source, source: signal.source ?? row.source }),
  ),
});

const timeErrors = (path: string, at: Date | undefined, now: Date): RowError[] => {
  const fault = at === undefined ? null : field.instantFault(at, now);
  return fault === null ? [] : [{ path, message: fault }];
};

/** What is wrong between the fields of a lead: its dates, and signals that belong to somebody else. */
function leadErrors(row: LeadRow, now: Date): RowError[] {
  const errors = timeErrors('occurredAt', row.occurredAt, now);
  for (const [index, { leadId = row.id, leadSource = row.source, occurredAt }] of (
    row.signals ?? []
  ).entries()) {
    const path = `signals.${index}`;
    if (leadId !== row.id)
      errors.push({
        path: `${path}.leadId`,
        message: 'Names another lead. Leave it out, or send the signal on its own to /intake/signals.',
      });
    if (leadSource !== row.source)
      errors.push({
        path: `${path}.leadSource`,
        message:
          'Names another source than the lead’s. Leave it out, or send the signal on its own to /intake/signals.',
      });
    errors.push(...timeErrors(`${path}.occurredAt`, occurredAt, now));
  }
  return errors;
}

function readRows<Row, Kept>(
  rows: readonly unknown[],
  of: { schema: z.ZodType<Row>; errors: (row: Row) => RowError[]; keep: (row: Row) => Kept },
): ReadRows<Kept> {
  const kept: Kept[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, given] of rows.entries()) {
    const parsed = of.schema.safeParse(given, { error: sentenceOf });
    const errors = parsed.success ? of.errors(parsed.data) : rowErrorsOf(parsed.error.issues);
    if (parsed.success && errors.length === 0) kept.push(of.keep(parsed.data));
    else rejected.push({ index, errors });
  }
  return { kept, rejected };
}

/** Reads leads; a date may not lie in the future by `now`. */
export const readLeads = (rows: readonly unknown[], now: Date): ReadRows<IncomingLead> =>
  readRows(rows, { schema: LeadRow, errors: (row) => leadErrors(row, now), keep: leadOf });

/** Reads signals; a date may not lie in the future by `now`. */
export const readSignals = (rows: readonly unknown[], now: Date): ReadRows<SignalOfLead> =>
  readRows(rows, {
    schema: SignalRow,
    errors: (row) => timeErrors('occurredAt', row.occurredAt, now),
    keep: signalOf,
  });
