// Leads in a list: a page of handshakes by how they stand, or the leads that somebody may mean by a word.
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { type LeadKey, nameOf, textOf } from '../../handshake/lead.js';
import { shown } from '../../handshake/score.js';
import { type LeadTrait, leadTraits, type Stands, standings } from '../../handshake/standings.js';
import type { LeadPage } from '../../journey/leads.js';
import type { FoundLead, LeadFilter, ListedLead } from '../../store/lead-book.js';
import type { Drawing } from '../drawing.js';
import { actionIds } from '../ids.js';
import { within } from '../mrkdwn.js';
import { actions, button, context, header, section } from './block-parts.js';
import { standsNow } from './event-words.js';
import { pointsWords } from './wording.js';

const NAME_CHARACTERS = 60;
const SOURCE_CHARACTERS = 40;
const WORDS_CHARACTERS = 60;

const titles: Readonly<Record<Stands, string>> = {
  open: 'Open leads',
  unanswered: 'Leads that wait for an answer',
  overdue: 'Leads that are overdue',
  accepted: 'Leads in work',
  rejected: 'Rejected and handed-back leads',
  sql: 'Sales-qualified leads',
  all: 'All offered leads',
};

/** What a page button carries: the filter and the handshake after which the page begins. */
const Turn = z.object({
  stands: z.enum(standings),
  trait: z.enum(leadTraits).optional(),
  from: z.coerce.date().optional(),
  to: z.coerce.date().optional(),
  source: z.string().optional(),
  campaign: z.string().optional(),
  segment: z.string().optional(),
  rep: z.string().optional(),
  criterion: z.string().optional(),
  after: z.string().nullable(),
});

/** The page that a button asks for; null when the button is not from here. */
export function readTurn(value: string): { filter: LeadFilter; after: string | null } | null {
  try {
    const { after, ...filter } = Turn.parse(JSON.parse(value));
    return { filter: filter as LeadFilter, after };
  } catch {
    return null;
  }
}

/** The value of a button that shows the leads of a filter from the beginning, or after a handshake. */
export const turnTo = (filter: LeadFilter, after: string | null = null): string =>
  JSON.stringify({ ...filter, after });

const Key = z.tuple([z.string(), z.string()]);

/** The value of a button that tells a lead's story, and how it is read; null when it is not one. */
export const keyValue = ({ source, id }: LeadKey): string => JSON.stringify([source, id]);
export function readKey(value: string): LeadKey | null {
  try {
    const [source, id] = Key.parse(JSON.parse(value));
    return { source, id };
  } catch {
    return null;
  }
}

/** Ten leads with the longest keys there may be would not fit into a message: those are asked for by name. */
const VALUE_CHARACTERS = 160;

function storyButton(key: LeadKey, name: string) {
  const value = keyValue(key);
  if (value.length > VALUE_CHARACTERS) return {};
  return {
    accessory: button({
      action: actionIds.leadStory,
      text: 'Whole story',
      value,
      label: `Whole story of ${name}`,
    }),
  };
}

function titleOf(key: LeadKey, facts: ListedLead['facts']): { name: string; title: string } {
  const name = nameOf(facts, key);
  const company = textOf(facts, 'company.name');
  const words = within(name, NAME_CHARACTERS) || 'A lead';
  return { name, title: company === '' ? `*${words}*` : `*${words} · ${within(company, NAME_CHARACTERS)}*` };
}

const traitNames: Readonly<Record<LeadTrait, string>> = {
  'answered late': 'answered late',
  untouched: 'accepted, not touched yet',
  hollow: 'accepted and never touched in time',
  contradicted: 'rejected against the data',
  'without reply': 'rejected, without a reply',
  disputed: 'disputed',
  'said other': 'rejected for Other',
  'second cycle': 'offered again',
};

/** What heads a list. Of all leads with a trait the trait is the heading: "all" above some of them would mislead. */
const titleFor = ({ stands, trait }: LeadFilter): string =>
  stands === 'all' && trait !== undefined ? `Leads ${traitNames[trait]}` : titles[stands];

/** A filter's other words: what the leads share, where they are from, what they were rejected for. */
function narrowed({ stands, trait, source, campaign, segment, criterion }: LeadFilter): string[] {
  return [
    ...(trait === undefined || stands === 'all' ? [] : [traitNames[trait]]),
    ...(source === undefined ? [] : [`source ${within(source, SOURCE_CHARACTERS)}`]),
    ...(campaign === undefined ? [] : [`campaign ${within(campaign, SOURCE_CHARACTERS)}`]),
    ...(segment === undefined ? [] : [`segment ${within(segment, SOURCE_CHARACTERS)}`]),
    ...(criterion === undefined ? [] : [`rejected for ${within(criterion, SOURCE_CHARACTERS)}`]),
  ];
}

function listed({ handshake, facts }: ListedLead, zone: string, now: string): KnownBlock {
  const { name, title } = titleOf(handshake.lead, facts);
  const source = within(handshake.lead.source, SOURCE_CHARACTERS);
  const again = handshake.cycle > 1 ? `, ${handshake.cycle}. time` : '';
  return {
    ...section(`${title}\n${source}${again}: ${standsNow({ handshake }, zone, now)}`),
    ...storyButton(handshake.lead, name),
  };
}

/** One page of a list. `first` tells that nothing comes before it. `zone` is the charter's. */
export function leadListMessage(
  { filter, leads, next }: LeadPage,
  of: { first: boolean; zone: string; now: Date },
): Drawing {
  const title = titleFor(filter);
  const words = narrowed(filter);
  const heading = words.length === 0 ? title : `${title}: ${words.join(', ')}`;
  const none = of.first
    ? `There are none now. \`/funnel leads all\` lists every lead that was offered.`
    : 'There are no more.';
  const turn = (text: string, after: string | null) =>
    button({
      action: after === null ? actionIds.newestLeads : actionIds.olderLeads,
      text,
      value: turnTo(filter, after),
      label: `${text}, ${title}`,
    });
  const turns = [
    ...(of.first ? [] : [turn('Newest', null)]),
    ...(next === null ? [] : [turn('Older', next)]),
  ];
  const blocks: KnownBlock[] = [
    header(title),
    ...context(words),
    ...(leads.length === 0
      ? [section(none)]
      : leads.map((lead) => listed(lead, of.zone, of.now.toISOString()))),
    ...(turns.length === 0 ? [] : [actions(turns)]),
  ];
  const names = leads.map(({ handshake, facts }) => within(nameOf(facts, handshake.lead), NAME_CHARACTERS));
  return { text: leads.length === 0 ? `${heading}: ${none}` : `${heading}: ${names.join(', ')}`, blocks };
}

/** Several leads that somebody may mean, each with a button for its story; or that there is none. */
export function foundMessage(words: string, { found, more }: { found: FoundLead[]; more: boolean }): Drawing {
  const said = within(words, WORDS_CHARACTERS);
  if (found.length === 0) {
    const text = `No lead is called “${said}”. Try a part of the name, the e-mail address, the company, or the lead’s id; \`/funnel leads\` lists those that are open.`;
    return { text, blocks: [section(text)] };
  }
  const title = `Several leads match “${said}”: choose one.`;
  const lines = found.map(({ key, facts, score, mql }): KnownBlock => {
    const { name, title: bold } = titleOf(key, facts);
    const stands = `${pointsWords(shown(score))} now${mql ? ', an MQL' : ''}`;
    return {
      ...section(`${bold}\n${within(key.source, SOURCE_CHARACTERS)}: ${stands}`),
      ...storyButton(key, name),
    };
  });
  const rest = more ? ['There are more. Say a little more of the name to see them.'] : [];
  return { text: title, blocks: [section(title), ...lines, ...context(rest)] };
}
