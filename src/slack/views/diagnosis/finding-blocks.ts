// One finding as blocks: what was seen, how sure, what it costs, and a button for each step that may follow.
import type { Button, KnownBlock } from '@slack/types';
import { findingId } from '../../../funnel/findings/family.js';
import type { Finding, Step } from '../../../funnel/findings/finding.js';
import type { Sought } from '../../../funnel/findings/sought.js';
import { startOfDay } from '../../../journey/day-starts.js';
import type { LeadFilter } from '../../../store/lead-book.js';
import { actionIds } from '../../ids.js';
import { within } from '../../mrkdwn.js';
import { actions, button, section } from '../block-parts.js';
import { turnTo } from '../lead-list.js';
import { costWords, sureWords } from './amounts.js';
import { type Turn, turnValue } from './turn.js';

const TITLE_CHARACTERS = 120;
const SEEN_CHARACTERS = 700;
const VALUE_CHARACTERS = 1_900;

/** What a finding is shown under: the charter's currency and zone, and the diagnosis it is part of. */
export interface Shown {
  currency: string;
  zone: string;
  turn: Turn;
}

function filterOf({ trait, from, to, under }: Sought, zone: string): LeadFilter {
  const [first, last] = [startOfDay(from, zone), startOfDay(to, zone)];
  const days = { from: first, to: last };
  const narrowed = under === null || under.value === null ? {} : { [under.dimension]: under.value };
  switch (trait.is) {
    case 'offered':
      return { stands: 'all', ...days, ...narrowed };
    case 'rejected':
      return { stands: 'rejected', ...days, ...narrowed };
    case 'cited':
      return {
        stands: 'rejected',
        criterion: trait.criterion,
        ...(trait.contradicted ? { trait: 'contradicted' as const } : {}),
        ...days,
        ...narrowed,
      };
    case 'in work':
      return { stands: 'accepted', ...days, ...narrowed };
    default:
      return { stands: 'all', trait: trait.is, ...days, ...narrowed };
  }
}

const lists = { criterion: 'criteria', scoring: 'scoring', signal: 'signals' } as const;

/** What the charter's own buttons carry for this part: a list, or one part with its id. */
const clauseValue = ({ part, id }: Extract<Step, { do: 'open clause' }>): string => {
  if (id !== null) return `${part}:${id}`;
  return part in lists ? lists[part as keyof typeof lists] : part;
};

function stepButton(step: Step, finding: Finding, { zone, turn }: Shown): Button {
  const label = (does: string): string => `${does}: ${finding.title}`;
  switch (step.do) {
    case 'see leads':
      return button({
        action: actionIds.seeLeads,
        text: 'See the leads',
        value: turnTo(filterOf(step.sought, zone)),
        label: label('See the leads'),
      });
    case 'open clause':
      return button({
        action: actionIds.openClause,
        text: 'Open the charter there',
        value: clauseValue(step),
        label: label('Open the charter there'),
      });
    case 'tell marketing':
      return button({
        action: actionIds.tellMarketing,
        text: 'Tell marketing',
        value: JSON.stringify({ turn, finding: findingId(finding) }),
        label: label('Tell marketing in the channel'),
      });
  }
}

/** What is said of a finding, in mrkdwn. */
export function findingWords(finding: Finding, currency: string): string {
  const { title, seen, p, cost } = finding;
  return [
    `*${within(title, TITLE_CHARACTERS)}*`,
    within(seen, SEEN_CHARACTERS),
    `_Sure: ${within(sureWords(p), 80)}. Costs: ${within(costWords(cost, currency), 120)}._`,
  ].join('\n');
}

/** A finding with its buttons; Slack wants each button's id once in a block, so steps of one kind are told once. */
export function findingBlocks(finding: Finding, shown: Shown): KnownBlock[] {
  const buttons = finding.steps
    .map((step) => stepButton(step, finding, shown))
    .filter(({ value }) => (value ?? '').length <= VALUE_CHARACTERS);
  return [
    section(findingWords(finding, shown.currency)),
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
  ];
}

/** The value of a page's button. */
export const pageValue = (turn: Turn, at: number): string => turnValue({ ...turn, at });
