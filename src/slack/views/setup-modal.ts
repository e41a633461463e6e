// Setup: the modal in which the shared channel and the roles are set, how it is read, and what it says afterwards.
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { type Role, type Roles, roleNames } from '../../charter/roles.js';
import type { SetupProblem } from '../../journey/setup.js';
import type { Teams } from '../../journey/teams.js';
import type { Setup } from '../../store/settings.js';
import { callbackIds } from '../ids.js';
import { mention, mentions, when } from '../mrkdwn.js';
import { context, plain, section } from './block-parts.js';
import { conversationIn, field, peopleIn, severalIn } from './fields.js';
import { OPTION_CHARACTERS, type StateValues, type UserGroup } from './modal-parts.js';
import { teamRows } from './team-modals.js';

const CHANNEL = 'channel';

/** Slack's most for one menu. */
const OPTIONS_MOST = 100;
const PEOPLE_MOST = 50;

const labels: Readonly<Record<Role, string>> = {
  owner: 'Owner of the charter, usually in RevOps',
  marketing_leader: 'Marketing leader, who signs for marketing',
  sales_leader: 'Sales leader, who signs for sales',
  manager: 'Managers',
  sales: 'Sales: who answers leads',
  marketing: 'Marketing: who reads and answers rejections',
};

/** Those who sign and own are told in person; the others may be whole user groups. */
const byGroup: readonly Role[] = ['manager', 'sales', 'marketing'];

const isGroup = (id: string): boolean => id.startsWith('S');
const groupsField = (role: Role): string => `${role}_groups`;

function peopleField(role: Role, ids: readonly string[]): InputBlock {
  const people = ids.filter((id) => !isGroup(id));
  return field({
    id: role,
    label: labels[role],
    element: {
      type: 'multi_users_select',
      max_selected_items: PEOPLE_MOST,
      placeholder: plain('Choose people', 150),
      ...(people.length === 0 ? {} : { initial_users: people }),
    },
  });
}

/** Groups that are set and that Slack does not list any more stay to be chosen, by their ids. */
function groupField(role: Role, ids: readonly string[], groups: readonly UserGroup[]): InputBlock[] {
  if (!byGroup.includes(role)) return [];
  const set = ids.filter(isGroup);
  const strange = set.filter((id) => !groups.some((group) => group.id === id));
  const options = [...strange.map((id) => ({ id, name: id })), ...groups]
    .slice(0, OPTIONS_MOST)
    .map(({ id, name }): PlainTextOption => ({ text: plain(name, OPTION_CHARACTERS), value: id }));
  if (options.length === 0) return [];
  const chosen = options.filter(({ value }) => set.includes(value ?? ''));
  return [
    field({
      id: groupsField(role),
      label: 'And everybody in these user groups',
      element: {
        type: 'multi_static_select',
        options,
        placeholder: plain('Choose user groups', 150),
        ...(chosen.length === 0 ? {} : { initial_options: chosen }),
      },
    }),
  ];
}

const lastLine = ({ changed }: Setup, zone: string): string =>
  changed === null
    ? 'Nobody has set this up yet. What the environment says holds, everybody may answer leads and propose changes, and nobody can sign.'
    : `Last set up by ${mention(changed.by)}, ${when(changed.at, zone)}.`;

/** The setup as it stands, to be changed. `groups` is empty where Slack has no user groups; `note` is said above. */
export function setupModal(of: {
  setup: Setup;
  teams: Teams;
  groups: readonly UserGroup[];
  zone: string;
  note?: string;
}): ModalView {
  const { setup, teams, groups, zone, note } = of;
  const blocks: KnownBlock[] = [
    ...(note === undefined ? [] : [section(note)]),
    section(lastLine(setup, zone)),
    field({
      id: CHANNEL,
      label: 'Channel that both teams share',
      element: {
        type: 'conversations_select',
        initial_conversation: setup.channel,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
      },
      hint: 'New leads and drafts of the charter go there. Messages that are posted stay where they are.',
      required: true,
    }),
    ...roleNames.flatMap((role) => [
      peopleField(role, setup.roles[role]),
      ...groupField(role, setup.roles[role], groups),
    ]),
    ...teamRows(teams),
    ...context([
      ...(groups.length === 0
        ? ['This workspace offers no user groups, so people are named one by one.']
        : []),
      'A role that is left empty keeps its work open to everybody; signing always needs named leaders.',
    ]),
  ];
  return {
    type: 'modal',
    callback_id: callbackIds.setup,
    private_metadata: JSON.stringify({ revision: setup.revision }),
    title: plain('Set up Handshake', 24),
    submit: plain('Save', 24),
    close: plain('Cancel', 24),
    blocks,
  };
}

const Revision = z.strictObject({ revision: z.int() });

/** What was entered, and the setup it was made from. Throws when the shape is not that of this modal. */
export function readSetupForm(view: { private_metadata: string; state: { values: StateValues } }): {
  revision: number;
  channel: string;
  roles: Roles;
} {
  const { values } = view.state;
  const members = (role: Role): string[] => [
    ...peopleIn(values, role),
    ...(groupsField(role) in values ? severalIn(values, groupsField(role)) : []),
  ];
  return {
    revision: Revision.parse(JSON.parse(view.private_metadata)).revision,
    channel: conversationIn(values, CHANNEL) ?? '',
    roles: {
      owner: members('owner'),
      marketing_leader: members('marketing_leader'),
      sales_leader: members('sales_leader'),
      manager: members('manager'),
      sales: members('sales'),
      marketing: members('marketing'),
    },
  };
}

const capital = (sentence: string): string => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;

/** Each problem beside its field; the block ids are the paths. */
export const setupErrors = (problems: readonly SetupProblem[]): Record<string, string> =>
  Object.fromEntries(problems.map(({ path, message }) => [path, capital(message)]));

/** The channel cannot be used yet, and what to do about it. */
export const channelError = (sentence: string): Record<string, string> => ({ [CHANNEL]: sentence });

const doneNames: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  marketing_leader: 'Marketing leader',
  sales_leader: 'Sales leader',
  manager: 'Managers',
  sales: 'Sales',
  marketing: 'Marketing',
};

/** As many whole mentions as are read; half a mention would mention nobody. */
const MENTIONED = 20;

function roleLine(role: Role, roles: Roles): string {
  const ids = roles[role];
  const rest = ids.length > MENTIONED ? ` and ${ids.length - MENTIONED} more` : '';
  return `• ${doneNames[role]}: ${ids.length === 0 ? 'nobody in particular' : `${mentions(ids.slice(0, MENTIONED))}${rest}`}`;
}

/** What holds now that it is set up. */
export function setupDone({ channel, roles }: Setup): ModalView {
  const unnamed = roles.marketing_leader.length === 0 || roles.sales_leader.length === 0;
  const next = unnamed
    ? 'A charter can be signed once both leaders are named.'
    : 'Next: `/charter` shows the charter; `/charter propose` puts it to both leaders.';
  return {
    type: 'modal',
    title: plain('Handshake is set up', 24),
    close: plain('Close', 24),
    blocks: [
      section(`New leads and drafts go to <#${channel}>.`),
      section(roleNames.map((role) => roleLine(role, roles)).join('\n')),
      section(next),
    ],
  };
}
