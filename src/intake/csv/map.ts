// The map of a CSV file: which column fills which field, read from YAML and told by line where it is wrong.
import { isMap, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../../errors.js';

const scalar = z.union([z.string(), z.number(), z.boolean()], {
  error: 'must be text, a number, or true or false',
});
const columnName = z
  .string({ error: 'must be the name of a column, in quotes where it is a number' })
  .trim()
  .min(1);
const zoneName = z.string().refine(isZone, { error: 'is not a time zone; write one like Australia/Sydney' });

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-AU', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

const Taken = z.strictObject({
  column: columnName,
  /** What a cell's text stands for. An empty text makes the field absent. */
  values: z.record(z.string(), scalar).optional(),
  /** What an empty cell stands for. */
  default: scalar.optional(),
  /** How a date is written, in Day.js's letters, like DD/MM/YYYY HH:mm. */
  date: z.string().min(1).max(60).optional(),
  /** The zone of dates that name none. */
  zone: zoneName.optional(),
  /** True when the cell holds a number; fields that are always numbers need not say so. */
  number: z.boolean().optional(),
});
const Constant = z.strictObject({ constant: scalar });
const Joined = z.strictObject({
  join: z
    .array(z.union([columnName, Constant], { error: 'must be a column’s name or { constant: … }' }))
    .min(1),
  with: z.string().max(10).default(':'),
});

/** Where a field's value comes from. */
export type Cell = z.infer<typeof Taken> | z.infer<typeof Constant> | z.infer<typeof Joined>;

/** Which column fills which field of the rows that a file holds. Fields are named by their path in the JSON. */
export interface CsvMap {
  holds: 'leads' | 'signals';
  separator: string;
  columns: ReadonlyMap<string, Cell>;
}

const plainFields = {
  leads: [
    ...['id', 'source', 'campaign', 'email', 'firstName', 'lastName', 'jobTitle', 'phone', 'owner'],
    ...['estimatedValue', 'occurredAt', 'company.name', 'company.domain', 'company.employees'],
    ...['company.industry', 'company.country', 'company.region'],
  ],
  signals: ['id', 'leadId', 'leadSource', 'source', 'type', 'occurredAt', 'value'],
} as const;
const requiredFields = { leads: ['id'], signals: ['id', 'leadId', 'type', 'occurredAt'] } as const;

/** Fields that are numbers whatever the map says. */
export const numberFields: ReadonlySet<string> = new Set(['company.employees', 'estimatedValue', 'value']);

/** Whether rows of this kind have such a field. */
export const isField = (holds: CsvMap['holds'], field: string): boolean =>
  (plainFields[holds] as readonly string[]).includes(field) ||
  /^facts\.[A-Za-z][A-Za-z0-9_]{0,63}$/.test(field);

const Shape = z.strictObject({
  holds: z.enum(['leads', 'signals'], { error: 'must be "leads" or "signals"' }),
  separator: z.enum([',', ';', 'tab', '|'], { error: 'must be ",", ";", "|" or tab' }).default(','),
  source: z.unknown().refine((given) => given !== undefined, {
    error: 'is missing; write the name of the source, or { column: … }',
  }),
  columns: z.record(z.string(), z.unknown(), { error: 'must list fields with their columns' }),
});

type Fault = { path: PropertyKey[]; message: string };

const faultsOf = (error: z.ZodError, path: PropertyKey[]): Fault[] =>
  error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? {
          path: [...path, ...issue.path, issue.keys[0] ?? ''],
          message: 'is not known here; remove it or correct its name',
        }
      : { path: [...path, ...issue.path], message: issue.message },
  );

/** Reads one field's origin; a bare text is a column's name. */
function readCell(given: unknown, path: PropertyKey[]): Cell | Fault[] {
  const spec = typeof given === 'string' ? { column: given } : given;
  const keys = typeof spec === 'object' && spec !== null ? spec : {};
  const schema = 'constant' in keys ? Constant : 'join' in keys ? Joined : Taken;
  if (typeof spec !== 'object' || spec === null)
    return [{ path, message: 'must be a column’s name, { column: … }, { constant: … } or { join: [ … ] }' }];
  const parsed = schema.safeParse(spec);
  return parsed.success ? parsed.data : faultsOf(parsed.error, path);
}

function readColumns({ holds, source, columns }: z.infer<typeof Shape>): {
  cells: Map<string, Cell>;
  faults: Fault[];
} {
  const given: [string, unknown, PropertyKey[]][] = [
    ['source', typeof source === 'string' ? { constant: source } : source, ['source']],
    ...Object.entries(columns).map(([field, spec]): [string, unknown, PropertyKey[]] => [
      field,
      spec,
      ['columns', field],
    ]),
  ];
  const cells = new Map<string, Cell>();
  const faults: Fault[] = [];
  for (const [field, spec, path] of given) {
    const cell = readCell(spec, path);
    if (!isField(holds, field))
      faults.push({ path, message: `is not a field of ${holds}; ${suggest(holds)}` });
    else if (field === 'source' && path.length > 1)
      faults.push({ path, message: 'belongs to the top of the map' });
    else if (Array.isArray(cell)) faults.push(...cell);
    else cells.set(field, cell);
  }
  for (const field of requiredFields[holds])
    if (!Object.hasOwn(columns, field))
      faults.push({ path: ['columns'], message: `does not say what fills "${field}"; add it` });
  return { cells, faults };
}

const suggest = (holds: CsvMap['holds']): string => `use ${plainFields[holds].join(', ')} or facts.<name>`;

/** Reads a map. Throws a ConfigError that names the line, the place in the map and what to do. */
export function readMap(yaml: string, name: string): CsvMap {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const line = broken.linePos?.[0].line ?? 1;
    throw new ConfigError(
      `The map ${name} is not valid YAML, line ${line}: ${broken.message.split(/ at line|\n/)[0]}. Correct it and run the import again.`,
    );
  }
  const lineOf = (path: PropertyKey[]): number => {
    // The deepest part that is in the file; a missing field is told where its parent stands.
    for (let length = path.length; length > 0; length--) {
      const parent = document.getIn(path.slice(0, length - 1), true);
      const within = length === 1 ? document.contents : parent;
      const pair = isMap(within)
        ? within.items.find(({ key }) => String(key) === String(path[length - 1]))
        : undefined;
      const key = pair?.key as { range?: [number, number, number] } | undefined;
      if (key?.range !== undefined) return lines.linePos(key.range[0]).line;
    }
    return 1;
  };
  const told = (fault: Fault): string =>
    `The map ${name}, line ${lineOf(fault.path)}: ${fault.path.map(String).join(' → ') || 'the map'} ${fault.message}.`;
  const shape = Shape.safeParse(document.toJS());
  if (!shape.success) throw new ConfigError(faultsOf(shape.error, []).map(told).join('\n'));
  const { cells, faults } = readColumns(shape.data);
  if (faults.length > 0) throw new ConfigError(faults.map(told).join('\n'));
  const { holds, separator } = shape.data;
  return { holds, separator: separator === 'tab' ? '\t' : separator, columns: cells };
}

/** The map of a file that needs none: leads, its columns named like the fields. */
export function mapByHeader(header: readonly string[]): CsvMap {
  const named = header.filter((name) => isField('leads', name));
  const missing = ['id', 'source'].filter((field) => !named.includes(field));
  if (missing.length > 0)
    throw new ConfigError(
      `The file has no column called ${missing.map((field) => `"${field}"`).join(' or ')}; it has ${header
        .filter((column) => column !== '')
        .map((column) => `"${column}"`)
        .join(
          ', ',
        )}. Rename its columns like the fields of a lead, or say which is which with --map MAP.yml.`,
    );
  return { holds: 'leads', separator: ',', columns: new Map(named.map((name) => [name, { column: name }])) };
}
