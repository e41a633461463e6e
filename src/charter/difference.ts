// The difference between two charters: data enough to make the one of the other, and the words in which people read it.
import type { Charter, Criterion, ScoringRule, Segment } from './charter.js';
import {
  criterionSayings,
  isSame,
  type OrderedList,
  orderSayings,
  PERSON_MARKS,
  type Saying,
  type Section,
  scoringSayings,
  sectionSayings,
  sections,
  segmentSayings,
  signalSayings,
} from './sayings.js';

/**
 * One part that changed: a criterion, a scoring rule, a segment or a signal type by its id (null before where it is new, null
 * after where it is gone; `place` is where it stands after, from 0), the order of a list, or a section.
 * `said` holds its words, at least one saying, so that a kept change can be read without the charters.
 */
export type Change = { said: Saying[] } & (
  | { part: 'criterion'; id: string; before: Criterion | null; after: Criterion | null; place: number }
  | { part: 'scoring'; id: string; before: ScoringRule | null; after: ScoringRule | null; place: number }
  | { part: 'segment'; id: string; before: Segment | null; after: Segment | null; place: number }
  | { part: 'signal'; id: string; before: string | null; after: string | null }
  | { part: 'order'; of: OrderedList; before: string[]; after: string[] }
  | { part: Section; before: Partial<Charter>; after: Partial<Charter> }
);

interface Identified {
  id: string;
}

interface ItemChange<Item> {
  id: string;
  before: Item | null;
  after: Item | null;
  place: number;
}

const byId = <Item extends Identified>(items: readonly Item[], id: string): Item | null =>
  items.find((item) => item.id === id) ?? null;

/** What was removed, what changed in its place, then what was added, in the order of the places it takes. */
function itemChanges<Item extends Identified>(
  from: readonly Item[],
  to: readonly Item[],
): ItemChange<Item>[] {
  const gone = from.filter(({ id }) => byId(to, id) === null);
  return [
    ...gone.map((before) => ({ id: before.id, before, after: null, place: -1 })),
    ...to
      .map((after, place) => ({ id: after.id, before: byId(from, after.id), after, place }))
      .filter(({ before, after }) => !isSame(before, after)),
  ];
}

function withItem<Item extends Identified>(items: readonly Item[], change: ItemChange<Item>): Item[] {
  const { id, before, after, place } = change;
  if (after === null) return items.filter((item) => item.id !== id);
  return before === null
    ? items.toSpliced(place, 0, after)
    : items.map((item) => (item.id === id ? after : item));
}

const idsOf = (items: readonly Identified[]): string[] => items.map(({ id }) => id);

const reordered = <Item extends Identified>(items: readonly Item[], ids: readonly string[]): Item[] =>
  items.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));

/** The new order of a list, if what stayed in it did not stay in its order. */
function orderChange(of: OrderedList, from: Charter, to: Charter): Change[] {
  const [before, after] = [idsOf(from[of]), idsOf(to[of])];
  const stayed = (ids: string[], other: string[]): string[] => ids.filter((id) => other.includes(id));
  return isSame(stayed(before, after), stayed(after, before))
    ? []
    : [{ part: 'order', of, before, after, said: orderSayings(of, { from, to }) }];
}

function signalChanges(from: Charter, to: Charter): Change[] {
  const label = ({ signals }: Charter, type: string): string | null =>
    Object.hasOwn(signals, type) ? (signals[type] ?? null) : null;
  const types = [...new Set([...Object.keys(from.signals), ...Object.keys(to.signals)])];
  return types.flatMap((id): Change[] => {
    const [before, after] = [label(from, id), label(to, id)];
    return before === after
      ? []
      : [{ part: 'signal', id, before, after, said: signalSayings(id, before, after) }];
  });
}

/** Every part in which two charters differ, in the order in which a charter is read; empty only for the same charter. */
export function differencesBetween(from: Charter, to: Charter): Change[] {
  const sides = { from, to };
  const criteria = itemChanges(from.criteria, to.criteria).map(
    (change): Change => ({
      part: 'criterion',
      ...change,
      said: criterionSayings(change.before, change.after, sides),
    }),
  );
  const scoring = itemChanges(from.scoring, to.scoring).map(
    (change): Change => ({
      part: 'scoring',
      ...change,
      said: scoringSayings(change.before, change.after, sides),
    }),
  );
  const segments = itemChanges(from.segments, to.segments).map(
    (change): Change => ({
      part: 'segment',
      ...change,
      said: segmentSayings(change.before, change.after, sides),
    }),
  );
  const others = sections.flatMap((part): Change[] => {
    const said = sectionSayings(part, sides);
    return said.length === 0
      ? []
      : [{ part, before: { [part]: from[part] }, after: { [part]: to[part] }, said }];
  });
  return [
    ...criteria,
    ...orderChange('criteria', from, to),
    ...scoring,
    ...orderChange('scoring', from, to),
    ...segments,
    ...orderChange('segments', from, to),
    ...signalChanges(from, to),
    ...others,
  ];
}

function inOrder(charter: Charter, { of, after }: Extract<Change, { part: 'order' }>): Charter {
  switch (of) {
    case 'criteria':
      return { ...charter, criteria: reordered(charter.criteria, after) };
    case 'scoring':
      return { ...charter, scoring: reordered(charter.scoring, after) };
    case 'segments':
      return { ...charter, segments: reordered(charter.segments, after) };
  }
}

function withChange(charter: Charter, change: Change): Charter {
  switch (change.part) {
    case 'criterion':
      return { ...charter, criteria: withItem(charter.criteria, change) };
    case 'scoring':
      return { ...charter, scoring: withItem(charter.scoring, change) };
    case 'segment':
      return { ...charter, segments: withItem(charter.segments, change) };
    case 'signal': {
      const { [change.id]: _before, ...others } = charter.signals;
      return {
        ...charter,
        signals: change.after === null ? others : { ...others, [change.id]: change.after },
      };
    }
    case 'order':
      return inOrder(charter, change);
    case 'name':
    case 'currency':
    case 'people':
    case 'reviewEveryMonths':
    case 'commitment':
    case 'mql':
    case 'working':
    case 'clocks':
    case 'ladder':
    case 'caps':
    case 'digest':
    case 'rejecting':
      return { ...charter, ...change.after };
  }
}

/** The charter with changes made to it, in their order: with all that lie between two charters, the other one. */
export const applyChanges = (from: Charter, changes: readonly Change[]): Charter =>
  changes.reduce(withChange, from);

function sayingWords({ what, before, after }: Saying): string {
  if (before === null) return `Added ${what}: ${after}`;
  if (after === null) return `Removed ${what}: ${before}`;
  return `${what}: from ${before} to ${after}`;
}

const MARKS = new RegExp(`[${PERSON_MARKS.join('')}]`, 'g');

/**
 * A change as people read it, on one line, unescaped: "Threshold: from 50 points to 60 points". Ids of people stand between
 * PERSON_MARKS, and these come from nowhere else: somebody's own words mention nobody.
 */
export function changeWords({ said, part }: Change): string {
  const words = said.map(sayingWords).join('; ');
  return part === 'people' ? words : words.replace(MARKS, '');
}
