// The door through which a changed charter comes: what it must hold to be proposed, beyond its mere shape.
import { Charter } from './charter.js';
import { isLeadField, leadFields } from './lead-fields.js';
import { type Fault, faultsOf, sentenceOf, suggestion } from './problems.js';
import { leavesOf } from './rule.js';

/** Faults told of one charter: whoever made a hundred needs to see only some of them. */
const FAULTS_TOLD = 20;

const SIGNAL_TYPE = /^[a-z][a-z0-9_]{0,63}$/;
const STORABLE = 'Holds a NUL or half a character, which cannot be kept. Remove it.';

const NO_SIGNALS =
  'A segment is told by what the lead is, not by what it did. Use a fact, like { fact: company.employees, atLeast: 200 }.';

/** What people write for a field that is called something else. */
const otherNames: Readonly<Record<string, string>> = {
  size: 'company.employees',
  headcount: 'company.employees',
  sector: 'company.industry',
  industry: 'company.industry',
  country: 'company.country',
  location: 'company.country',
  title: 'jobTitle',
  role: 'jobTitle',
};

function fieldFault(path: string): string | null {
  if (isLeadField(path)) return null;
  const last = path.split('.').at(-1) ?? '';
  const meant = Object.hasOwn(otherNames, last) ? otherNames[last] : undefined;
  const advice = meant === undefined ? suggestion(path, Object.keys(leadFields)) : `Did you mean "${meant}"?`;
  return `A lead has no field "${path}". ${advice} What else is known of a lead is under facts, like facts.plan.`;
}

/** Every place where a text stands that PostgreSQL could not keep. */
function unstorable(value: unknown, path: PropertyKey[] = []): Fault[] {
  if (typeof value === 'string')
    return value.includes('\u0000') || /\p{Surrogate}/u.test(value) ? [{ path, message: STORABLE }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unstorable(inner, [...path, key]));
}

function referenceFaults({ criteria, scoring, signals, segments }: Charter): Fault[] {
  const listed = Object.keys(signals);
  const signalFault = (type: string, path: PropertyKey[]): Fault[] =>
    listed.includes(type)
      ? []
      : [
          {
            path,
            message: `"${type}" is not among the charter's signals. ${suggestion(type, listed)} A new one is to be added under signals first.`,
          },
        ];
  const ofCriteria = criteria.flatMap(({ rule }, index) =>
    (rule === null ? [] : leavesOf(rule, ['criteria', index, 'rule'])).flatMap(({ leaf, path }) => {
      if ('signal' in leaf) return signalFault(leaf.signal, [...path, 'signal']);
      const message = fieldFault(leaf.fact);
      return message === null ? [] : [{ path: [...path, 'fact'], message }];
    }),
  );
  const ofScoring = scoring.flatMap(({ when }, index) =>
    'signal' in when ? signalFault(when.signal, ['scoring', index, 'when', 'signal']) : [],
  );
  const ofSegments = segments.flatMap(({ rule }, index) =>
    leavesOf(rule, ['segments', index, 'rule']).flatMap(({ leaf, path }) => {
      if ('signal' in leaf) return [{ path: [...path, 'signal'], message: NO_SIGNALS }];
      const message = fieldFault(leaf.fact);
      return message === null ? [] : [{ path: [...path, 'fact'], message }];
    }),
  );
  return [...ofCriteria, ...ofScoring, ...ofSegments];
}

function furtherFaults(charter: Charter): Fault[] {
  const { signals, working } = charter;
  const misnamed = Object.keys(signals).filter((type) => !SIGNAL_TYPE.test(type));
  return [
    ...unstorable(charter),
    ...referenceFaults(charter),
    ...misnamed.map((type) => ({
      path: ['signals', type],
      message: 'The type of a signal must be snake case, like pricing_page_viewed, 64 characters at most.',
    })),
    ...(Object.values(working.days).some((day) => day !== undefined)
      ? []
      : [
          {
            path: ['working', 'days'],
            message: 'No day has working hours, so nothing could ever be due. Give at least one.',
          },
        ]),
  ];
}

/**
 * Checks a charter that is to be saved. It asks for more than the schema does: a version that was signed stays readable
 * for ever, whatever we have learned to ask for since. Never throws.
 */
export function checkedCharter(given: unknown): { charter: Charter } | { faults: Fault[] } {
  const parsed = Charter.safeParse(given, { error: sentenceOf });
  const faults = parsed.success ? furtherFaults(parsed.data) : faultsOf(parsed.error.issues);
  return parsed.success && faults.length === 0
    ? { charter: parsed.data }
    : { faults: faults.slice(0, FAULTS_TOLD) };
}
