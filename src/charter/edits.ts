// One part of a charter changed as a form changes it, and the whole checked again.
import type { Charter, Criterion, People, ScoringRule, Segment, WorkingHours } from './charter.js';
import { checkedCharter } from './checked.js';
import { pathWords } from './problems.js';
import { leavesOf } from './rule.js';
import { named } from './rule-words.js';

/** What a form changes. What is added gets its id from its name; what is replaced keeps its id and its place. */
export type Part =
  | { part: 'criterion'; change: 'add'; criterion: Omit<Criterion, 'id'> }
  | { part: 'criterion'; change: 'replace'; id: string; criterion: Omit<Criterion, 'id'> }
  | { part: 'criterion'; change: 'remove'; id: string }
  | { part: 'scoring'; change: 'add'; rule: Omit<ScoringRule, 'id'> }
  | { part: 'scoring'; change: 'replace'; id: string; rule: Omit<ScoringRule, 'id'> }
  | { part: 'scoring'; change: 'remove'; id: string }
  | { part: 'segment'; change: 'add'; segment: Omit<Segment, 'id'> }
  | { part: 'segment'; change: 'replace'; id: string; segment: Omit<Segment, 'id'> }
  | { part: 'segment'; change: 'remove'; id: string }
  /** A new type of signal, or another label for one. */
  | { part: 'signal'; change: 'set'; type: string; label: string }
  | { part: 'signal'; change: 'remove'; type: string }
  | { part: 'mql'; mql: Charter['mql'] }
  /** The commitment repeats the time to the first touch in words, so the two are edited together. */
  | { part: 'clocks'; clocks: Charter['clocks']; commitment: string }
  | { part: 'ladder'; ladder: Charter['ladder'] }
  | { part: 'caps'; caps: Charter['caps'] }
  | { part: 'digest'; digest: Charter['digest'] }
  | { part: 'people'; people: People; reviewEveryMonths: number }
  | { part: 'working'; working: WorkingHours };

/** What is wrong, by the path from the whole charter ("criteria.3.name"), and what to do. */
export interface Problem {
  path: string;
  message: string;
}

type Edited = { charter: Charter } | { problems: Problem[] };

const problem = (path: string, message: string): Edited => ({ problems: [{ path, message }] });

const ID_CHARACTERS = 44;

/** An id made of a name: "Company size" gives company_size, and company_size_2 where that is taken. */
function idFrom(name: string, taken: readonly string[]): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mn}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, ID_CHARACTERS);
  const plain = letters === '' ? 'item' : letters;
  for (let number = 2, id = plain; ; number++) {
    if (!taken.includes(id)) return id;
    id = `${plain}_${number}`;
  }
}

const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);

/** Where a criterion is named, in words. */
const placesOfCriterion = (charter: Charter, id: string): string[] => [
  ...charter.scoring
    .filter(({ when }) => 'criterion' in when && when.criterion === id)
    .map(({ label }) => `the points for ${named(label)}`),
  ...(charter.mql.atLeastOneOf.some((group) => group.includes(id))
    ? ['a group of which one must be met']
    : []),
];

/** Where a type of signal is named, in words. */
const placesOfSignal = (charter: Charter, type: string): string[] => [
  ...charter.criteria
    .filter(
      ({ rule }) =>
        rule !== null && leavesOf(rule).some(({ leaf }) => 'signal' in leaf && leaf.signal === type),
    )
    .map(({ name }) => `the criterion ${named(name)}`),
  ...charter.scoring
    .filter(({ when }) => 'signal' in when && when.signal === type)
    .map(({ label }) => `the points for ${named(label)}`),
];

const neededBy = (path: string, what: string, places: readonly string[]): Edited =>
  problem(path, `${what} is needed by ${places.join(' and ')}. Change that first.`);

function withCriterion(charter: Charter, edit: Extract<Part, { part: 'criterion' }>): Edited {
  const { criteria } = charter;
  if (edit.change === 'add') {
    const id = idFrom(edit.criterion.name, idsOf(criteria));
    return { charter: { ...charter, criteria: [...criteria, { ...edit.criterion, id }] } };
  }
  const { id } = edit;
  const found = criteria.find((one) => one.id === id);
  if (found === undefined)
    return problem(
      'criteria',
      `The charter has no criterion "${id}" any more. Read it again and choose another.`,
    );
  if (edit.change === 'replace')
    return {
      charter: {
        ...charter,
        criteria: criteria.map((one) => (one.id === id ? { ...edit.criterion, id } : one)),
      },
    };
  const places = placesOfCriterion(charter, id);
  return places.length > 0
    ? neededBy('criteria', named(found.name), places)
    : { charter: { ...charter, criteria: criteria.filter((one) => one.id !== id) } };
}

function withScoring(charter: Charter, edit: Extract<Part, { part: 'scoring' }>): Edited {
  const { scoring } = charter;
  if (edit.change === 'add') {
    const id = idFrom(edit.rule.label, idsOf(scoring));
    return { charter: { ...charter, scoring: [...scoring, { ...edit.rule, id }] } };
  }
  const { id } = edit;
  if (!scoring.some((one) => one.id === id))
    return problem('scoring', `The charter has no points "${id}" any more. Read it again and choose others.`);
  const others =
    edit.change === 'replace'
      ? scoring.map((one) => (one.id === id ? { ...edit.rule, id } : one))
      : scoring.filter((one) => one.id !== id);
  return { charter: { ...charter, scoring: others } };
}

function withSegment(charter: Charter, edit: Extract<Part, { part: 'segment' }>): Edited {
  const { segments } = charter;
  if (edit.change === 'add') {
    const id = idFrom(edit.segment.name, idsOf(segments));
    return { charter: { ...charter, segments: [...segments, { ...edit.segment, id }] } };
  }
  const { id } = edit;
  if (!segments.some((one) => one.id === id))
    return problem(
      'segments',
      `The charter has no segment "${id}" any more. Read it again and choose another.`,
    );
  const others =
    edit.change === 'replace'
      ? segments.map((one) => (one.id === id ? { ...edit.segment, id } : one))
      : segments.filter((one) => one.id !== id);
  return { charter: { ...charter, segments: others } };
}

function withSignal(charter: Charter, edit: Extract<Part, { part: 'signal' }>): Edited {
  const { type } = edit;
  if (edit.change === 'set')
    return { charter: { ...charter, signals: { ...charter.signals, [type]: edit.label } } };
  const { [type]: label, ...signals } = charter.signals;
  if (label === undefined || !Object.hasOwn(charter.signals, type))
    return problem(
      'signals',
      `The charter has no signal "${type}" any more. Read it again and choose another.`,
    );
  const places = placesOfSignal(charter, type);
  return places.length > 0 ? neededBy('signals', named(label), places) : { charter: { ...charter, signals } };
}

function edited(charter: Charter, edit: Part): Edited {
  switch (edit.part) {
    case 'criterion':
      return withCriterion(charter, edit);
    case 'scoring':
      return withScoring(charter, edit);
    case 'segment':
      return withSegment(charter, edit);
    case 'signal':
      return withSignal(charter, edit);
    case 'mql':
      return { charter: { ...charter, mql: edit.mql } };
    case 'clocks':
      return { charter: { ...charter, clocks: edit.clocks, commitment: edit.commitment } };
    case 'ladder':
      return { charter: { ...charter, ladder: edit.ladder } };
    case 'caps':
      return { charter: { ...charter, caps: edit.caps } };
    case 'digest':
      return { charter: { ...charter, digest: edit.digest } };
    case 'people':
      return { charter: { ...charter, people: edit.people, reviewEveryMonths: edit.reviewEveryMonths } };
    case 'working':
      return { charter: { ...charter, working: edit.working } };
  }
}

/** The charter with one part changed and all of it checked, or what is wrong with it then. Never throws. */
export function withPart(charter: Charter, edit: Part): Edited {
  const changed = edited(charter, edit);
  if ('problems' in changed) return changed;
  const checked = checkedCharter(changed.charter);
  return 'charter' in checked
    ? checked
    : { problems: checked.faults.map(({ path, message }) => ({ path: pathWords(path), message })) };
}
