// How a lead that is offered again was answered before: the reason, what was said of it, and what changed since.
import type { SectionBlock } from '@slack/types';
import type { Charter } from '../../charter/charter.js';
import { fieldWords } from '../../charter/lead-fields.js';
import { leavesOf } from '../../charter/rule.js';
import type { CriterionChange, FactChange } from '../../handshake/changes.js';
import type { FactValue } from '../../handshake/lead.js';
import { lastSaid } from '../../handshake/rejection-story.js';
import type { Earlier } from '../../journey/earlier.js';
import { mention, quote, when, within } from '../mrkdwn.js';
import { linesWithin, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { criterionOrId } from './checklist.js';
import { deedWords, failedWords, saidWords } from './rejection-words.js';
import { factWords, verdictNames } from './wording.js';

const NOTE_CHARACTERS = 300;
const REPLY_CHARACTERS = 300;
const CHANGES_CHARACTERS = 900;
const NAME_CHARACTERS = 60;
const VALUE_CHARACTERS = 60;

const value = (words: string): string => within(words, VALUE_CHARACTERS);

const isOfSignals = (criterion: string, { criteria }: Charter): boolean => {
  const rule = criteria.find(({ id }) => id === criterion)?.rule ?? null;
  return rule !== null && leavesOf(rule).some(({ leaf }) => 'signal' in leaf);
};

/** "Company size: from 12 to 60; now met". */
function criterionLine({ criterion, from, to }: CriterionChange, { charter }: CardScene): string {
  const name = within(criterionOrId(charter.charter, criterion).name, NAME_CHARACTERS);
  const verdict = verdictNames[to.verdict].words.toLowerCase();
  const turned = from.verdict === to.verdict ? `still ${verdict}` : `now ${verdict}`;
  // "Last 7 days ago" was said on another day: of signals only what is seen now is told.
  const same = from.value === to.value || isOfSignals(criterion, charter.charter);
  const values = same ? value(to.value) : `from ${value(from.value)} to ${value(to.value)}`;
  return `• ${name}: ${values}; ${turned}`;
}

const factOrNothing = (fact: FactValue | null): string =>
  fact === null || fact === '' ? 'not known' : value(factWords(fact));

/** "Job title: from Clerk to Office manager". */
function factLine({ field, from, to }: FactChange): string {
  const name = fieldWords(field);
  return `• ${within(name.charAt(0).toUpperCase() + name.slice(1), NAME_CHARACTERS)}: from ${factOrNothing(from)} to ${factOrNothing(to)}`;
}

function changesWords({ changes }: Earlier, scene: CardScene): string {
  const lines = [
    ...changes.criteria.map((change) => criterionLine(change, scene)),
    ...changes.facts.map(factLine),
  ];
  if (lines.length === 0) return '*Changed since:* nothing that is known here';
  return `*Changed since*\n${linesWithin(lines, CHANGES_CHARACTERS)}`;
}

/** The rejection before this offer, and what changed since; no block where the lead was never rejected. */
export function earlierBlocks(scene: CardScene): SectionBlock[] {
  const { earlier = null, charter } = scene;
  if (earlier === null) return [];
  const { told } = earlier;
  const { zone } = charter.charter.working;
  const failed = failedWords(told.cited, told.reasons?.other === true, earlier.charter.charter);
  const note = told.reasons?.note ?? '';
  const last = lastSaid(told);
  const before = [
    `*Earlier:* ${deedWords(told)} by ${mention(told.by)}, ${when(told.at, zone)}. Failed: ${failed}.`,
    ...(note.trim() === '' ? [] : [quote(note, NOTE_CHARACTERS)]),
    ...(last === null || last.kind === 'acknowledged'
      ? []
      : [saidWords(last, told.words, zone, REPLY_CHARACTERS)]),
  ];
  // Whoever overturned a rejection has not waited for anything to change.
  const { criteria, facts } = earlier.changes;
  const quiet = last?.kind === 'overturned' && criteria.length + facts.length === 0;
  return [section(before.join('\n')), ...(quiet ? [] : [section(changesWords(earlier, scene))])];
}
