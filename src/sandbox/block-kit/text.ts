// The sentences in which Slack complains about Block Kit, one function for each kind of fault.

export type Path = readonly (string | number)[];

/** What JSON holds where a word was expected; an object may hide its own `toString`. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const pointer = (path: Path): string => `/${path.join('/')}`;
const at = (path: Path, complaint: string): string => `[ERROR] ${complaint} [json-pointer:${pointer(path)}]`;

export const complaints = {
  tooLong: (path: Path, max: number) => at(path, `must be less than ${max + 1} characters`),
  tooShort: (path: Path, min: number) => at(path, `must be more than ${min - 1} characters`),
  tooMany: (path: Path, max: number) => at(path, `no more than ${max} items allowed`),
  tooFew: (path: Path, min: number) => at(path, `must provide at least ${min} items`),
  missing: (path: Path, field: string) => at(path, `missing required field: ${field}`),
  needsOneOf: (path: Path, fields: readonly string[]) =>
    at(path, `must define at least one of: ${fields.map((f) => `\`${f}\``).join(', ')}`),
  onlyOneOf: (path: Path, fields: readonly string[]) =>
    at(path, `must define only one of: ${fields.map((f) => `\`${f}\``).join(', ')}`),
  unknownProperty: (path: Path, field: string) => at(path, `invalid additional property: ${field}`),
  unknownType: (path: Path, type: unknown) => at([...path, 'type'], `unsupported type: ${asText(type)}`),
  wrongKind: (path: Path, wanted: string) => at(path, `must provide ${wanted}`),
  notAmong: (path: Path, values: readonly string[]) =>
    at(path, `must be a valid enum value [${values.join(', ')}]`),
  outOfRange: (path: Path, side: 'at least' | 'at most', limit: number) =>
    at(path, `must be ${side} ${limit}`),
  outOfOrder: (path: Path, low: string, high: string) =>
    at(path, `\`${low}\` must not be greater than \`${high}\``),
  needs: (path: Path, flag: string, other: string) =>
    at([...path, flag], `must define \`${other}\` to use \`${flag}\``),
  twice: (path: Path, field: 'action_id' | 'block_id', value: string) =>
    at(path, `\`${field}\` "${value}" already exists`),
  needsSubmit: (path: Path) => at(path, 'must define `submit` to use an `input` block in modals'),
  other: (path: Path, sentence: string) => at(path, sentence),
};
