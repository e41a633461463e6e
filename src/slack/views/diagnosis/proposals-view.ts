// The changes that a diagnosis speaks for, each with what it would have changed, and a button that proposes it.
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Change } from '../../../funnel/proposals.js';
import type { Replay } from '../../../funnel/replay.js';
import { percent, rateWords, some } from '../../../funnel/words.js';
import type { Tried } from '../../../journey/try-proposals.js';
import type { Drawing } from '../../drawing.js';
import { actionIds } from '../../ids.js';
import { within } from '../../mrkdwn.js';
import { actions, button, context, header, section } from '../block-parts.js';
import { daysWords } from './amounts.js';
import type { Turn } from './turn.js';

const TITLE_CHARACTERS = 200;
const WHY_CHARACTERS = 900;

/** Slack takes 2,000 characters in a button's value; a change that needs more is made in the charter itself. */
const VALUE_CHARACTERS = 1_900;
const WHY_IN_VALUE = 400;

const Kept = z.strictObject({
  // Made by us; the charter with it in it is checked as a whole.
  part: z.custom<Change>((given) => typeof given === 'object' && given !== null && 'part' in given),
  why: z.string(),
});

/** The change that a button proposes; null when the button is not from here. */
export function readProposal(value: string): { part: Change; why: string } | null {
  try {
    return Kept.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

/** The form of a change, filled in; what it says of the text as it stands would be what is proposed, so it is left out. */
export function filledIn(form: ModalView, { part }: Change): ModalView {
  const note = section(
    '*Filled in by the diagnosis.* Nothing changes until you add it to the draft, and both leaders sign.',
  );
  return { ...form, blocks: [note, ...form.blocks.slice(part === 'mql' ? 0 : 1)] };
}

const sum = (counts: readonly { n: number }[]): number => counts.reduce((total, { n }) => total + n, 0);

function effectWords(replay: Replay | null): string {
  if (replay === null)
    return 'What it would have changed was not found out in time. Propose it, then choose “Try it on the past”.';
  const { mqlNow, mqlDraft, gained, lost, acceptance, notEnoughData } = replay;
  const sqls = lost.reduce((total, { ofWhichSql }) => total + ofWhichSql, 0);
  const volume = `MQLs: ${mqlNow.toLocaleString('en-AU')} as it is, ${mqlDraft.toLocaleString('en-AU')} with the change: ${sum(gained).toLocaleString('en-AU')} new, ${sum(lost).toLocaleString('en-AU')} lost, of which ${sqls.toLocaleString('en-AU')} had become SQL.`;
  if (notEnoughData) return `${volume} Too few of them were answered to expect anything of acceptance.`;
  const bounds =
    acceptance.ifNone === null || acceptance.ifAll === null || acceptance.unjudged === 0
      ? ''
      : ` Sales never judged ${some(acceptance.unjudged, 'lead')} of the new ones: between ${percent(acceptance.ifNone)} and ${percent(acceptance.ifAll)}, depending on them.`;
  return `${volume} Acceptance: ${rateWords(acceptance.now)} as it is, ${rateWords(acceptance.draft)} of those it keeps.${bounds}`;
}

function proposed({ proposal: { title, why, part }, replay }: Tried): KnownBlock[] {
  const value = JSON.stringify({ part, why: why.slice(0, WHY_IN_VALUE) });
  const said = within(title, TITLE_CHARACTERS);
  return [
    section(
      `*${said}*\n${within(why, WHY_CHARACTERS)}\n_On the past:_ ${within(effectWords(replay), WHY_CHARACTERS)}`,
    ),
    value.length > VALUE_CHARACTERS
      ? section('This change is too long for a button: `/charter propose` takes it.')
      : actions([
          button({ action: actionIds.propose, text: 'Propose this', value, label: `Propose: ${title}` }),
        ]),
  ];
}

/** All of them, or that there is none. */
export function proposalsMessage(tried: readonly Tried[], turn: Turn): Drawing {
  const text = `Proposals for the charter, ${daysWords(turn)}`;
  const none =
    'The figures of these days speak for no change of the threshold, the points or a range. `/charter propose` changes it all the same.';
  return {
    text,
    blocks: [
      header('Proposals for the charter'),
      ...context([
        `${daysWords(turn)} · each was tried on the leads of these days, as they stood at the time. Both leaders sign before anything holds.`,
      ]),
      ...(tried.length === 0 ? [section(none)] : tried.flatMap(proposed)),
    ],
  };
}
