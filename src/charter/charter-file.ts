// The charter as a YAML file that people read, change and send back, and one rule as a form's field holds it.
import { Document, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Charter, Criterion, ScoringRule, Segment } from './charter.js';
import { checkedCharter } from './checked.js';
import { type Fault, faultsOf, pathWords } from './problems.js';
import { Rule } from './rule.js';
import { type LineFault, readYaml, writeYaml } from './yaml.js';

/** What is wrong with a file: the line, counted from 1, the path from its beginning, and what to do. */
export interface FileProblem {
  line: number;
  path: string;
  message: string;
}

const HEAD = [
  ' A Stage-Definition Charter: what marketing and sales agree on. Change it, and send it back with "/charter propose".',
  ' Both leaders sign the result before it is in force.',
].join('\n');

/** What stands above each section. */
const comments: Readonly<Record<string, string>> = {
  people:
    ' Who owns the charter and who signs it, as Slack member ids; null where the roles of "/funnel setup" hold.',
  commitment: ' What accepting a lead commits the rep to.',
  criteria: [
    ' The checklist, and the reasons for rejecting. dimension: fit, intent or readiness. gate: MQL or SQL.',
    ' A rule looks at a fact (between, atLeast, atMost, is, oneOf, noneOf, known, withinDays, olderThanDays) or at a',
    ' signal (atLeast, withinDays, valueAtMost, absent), or joins rules (all, any, not). rule: null is for a person.',
  ].join('\n'),
  mql: ' An MQL has every mandatory MQL criterion met, one of each group, and this many points.',
  scoring: [
    ' Points for a criterion that is met, or for each signal of a type, up to the cap. owner: marketing or sales.',
    ' With halfLifeDays a signal is worth half as much after so many days.',
  ].join('\n'),
  signals: ' The types of signals that sources may send, with the words people read.',
  working: [
    ' When people work. A weekday without an entry is a day off. A day may have breaks: [{ from: "12:00", to: "12:30" }],',
    ' and last until "24:00".',
  ].join('\n'),
  clocks: ' How long things may take: in working time, but for the undo.',
  ladder:
    ' Who is told when nobody answers, in percent of the time to answer. who: rep, thread, manager, reassign or all.',
  segments: [
    ' The kinds of leads that people of their own sell to: the first whose rule over facts is met counts. Who sells to',
    ' which, and with what share, is set up with "/funnel setup".',
  ].join('\n'),
  caps: ' How many private reminders a rep gets a working day before they come in one message, and how many leads at a time.',
  digest: ' When the week is told: a day and a time in the zone above; on a day off, when work goes on.',
  rejecting: ' How many characters "Other" asks for.',
};

const criterionInOrder = ({ id, name, dimension, gate, mandatory, statement, rule }: Criterion) => ({
  id,
  name,
  dimension,
  gate,
  mandatory,
  statement,
  rule,
});

const scoringInOrder = ({ id, label, owner, points, cap, halfLifeDays, when }: ScoringRule) => ({
  id,
  label,
  owner,
  points,
  cap,
  halfLifeDays,
  when,
});

const segmentInOrder = ({ id, name, rule }: Segment) => ({ id, name, rule });

/** The charter with its parts in the order in which people read them. */
const inOrder = (charter: Charter) => ({
  name: charter.name,
  currency: charter.currency,
  reviewEveryMonths: charter.reviewEveryMonths,
  people: charter.people,
  commitment: charter.commitment,
  criteria: charter.criteria.map(criterionInOrder),
  mql: charter.mql,
  scoring: charter.scoring.map(scoringInOrder),
  // The database gives them back in an order of its own.
  signals: Object.fromEntries(Object.entries(charter.signals).sort()),
  segments: charter.segments.map(segmentInOrder),
  working: charter.working,
  clocks: charter.clocks,
  ladder: charter.ladder,
  caps: charter.caps,
  digest: charter.digest,
  rejecting: charter.rejecting,
});

/** What goes on one line where it fits. */
const onOneLine: readonly (readonly string[])[] = [
  ['criteria', '*', 'rule'],
  ['scoring', '*', 'when'],
  ['segments', '*', 'rule'],
  ['mql', 'atLeastOneOf', '*'],
  ['working', 'days', '*'],
  ['working', 'holidays'],
  ['ladder', '*'],
  ['caps'],
  ['digest'],
];

/** Every node that a path with stars leads to. */
function nodesAt(node: unknown, [key, ...rest]: readonly string[]): unknown[] {
  if (key === undefined) return [node];
  if (isSeq(node)) return node.items.flatMap((item) => nodesAt(item, rest));
  if (!isMap(node)) return [];
  return node.items
    .filter((pair) => key === '*' || (isScalar(pair.key) && pair.key.value === key))
    .flatMap((pair) => nodesAt(pair.value, rest));
}

const ONE_LINE_CHARACTERS = 90;

/** What is short goes on one line; of what is long, the parts that are. */
function compact(node: unknown): void {
  if (!isMap(node) && !isSeq(node)) return;
  if (JSON.stringify(node).length <= ONE_LINE_CHARACTERS) node.flow = true;
  else if (isMap(node)) for (const { value } of node.items) compact(value);
  else for (const item of node.items) compact(item);
}

/** The charter as a file: stable order, comments above the sections, each rule on a line where it fits. */
export function charterToYaml(charter: Charter): string {
  const document: Document<Node> = new Document(inOrder(charter), { aliasDuplicateObjects: false });
  document.commentBefore = HEAD;
  for (const path of onOneLine) for (const node of nodesAt(document.contents, path)) compact(node);
  if (isMap(document.contents))
    for (const { key } of document.contents.items) {
      if (!isScalar(key)) continue;
      const comment = comments[String(key.value)];
      if (comment === undefined) continue;
      key.commentBefore = comment;
      key.spaceBefore = true;
    }
  return writeYaml(document);
}

interface Lines {
  lineOf(path: readonly PropertyKey[]): number;
}

const inFile = (faults: readonly Fault[], { lineOf }: Lines): FileProblem[] =>
  faults.map(({ path, message }) => ({ line: lineOf(path), path: pathWords(path), message }));

/** What stops the file from being read at all has a line and no path. */
const broken = ({ line, message }: LineFault): FileProblem => ({ line, path: '', message });

/** Reads a charter from a file, or tells by line what is wrong with it. Never throws. */
export function charterFromYaml(text: string): { charter: Charter } | { problems: FileProblem[] } {
  const read = readYaml(text);
  if ('faults' in read) return { problems: read.faults.map(broken) };
  const checked = checkedCharter(read.written.value);
  return 'charter' in checked ? checked : { problems: inFile(checked.faults, read.written) };
}

/** A rule as a form's field shows it, in one or a few lines. */
export function ruleToYaml(rule: Rule): string {
  const document: Document<Node> = new Document(rule, { aliasDuplicateObjects: false });
  compact(document.contents);
  return writeYaml(document).trimEnd();
}

/** Reads a rule from a form's field, or tells by line what is wrong with it. Never throws. */
export function ruleFromYaml(text: string): { rule: Rule } | { problems: FileProblem[] } {
  const read = readYaml(text);
  if ('faults' in read) return { problems: read.faults.map(broken) };
  const parsed = Rule.safeParse(read.written.value);
  return parsed.success
    ? { rule: parsed.data }
    : { problems: inFile(faultsOf(parsed.error.issues), read.written) };
}
