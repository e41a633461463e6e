// The modals in which it is set up who sells to a segment: first who, then with what share.
import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { SetTeam } from '../../handshake/staff.js';
import type { TeamRow, Teams } from '../../journey/teams.js';
import { actionIds, callbackIds } from '../ids.js';
import { mentions, within } from '../mrkdwn.js';
import { button, header, plain, section } from './block-parts.js';
import { field, numberIn, numberInput, peopleIn, severalIn } from './fields.js';
import { OPTION_CHARACTERS, type StateValues, type UserGroup } from './modal-parts.js';

const PEOPLE = 'people';
const GROUPS = 'groups';
const PEOPLE_MOST = 40;
const GROUPS_MOST = 20;
const OPTIONS_MOST = 100;
const NAME_CHARACTERS = 60;
const MEMBERS_CHARACTERS = 2_000;

/** A button's value may not be empty. */
const OTHERS = '-';

export const segmentIn = (value: string): string | null => (value === OTHERS ? null : value);

/** "Leads of Enterprise", "All other leads". */
const titleOf = ({ name }: Pick<TeamRow, 'name'>): string =>
  name === null ? 'All other leads' : `Leads of ${within(name, NAME_CHARACTERS)}`;

const shareWords = ({ id, weight }: SetTeam['members'][number]): string =>
  `${mentions([id])}${weight === 1 ? '' : ` ×${weight}`}`;

function membersWords({ segment, members }: TeamRow): string {
  if (members.length > 0) {
    const words = members.map(shareWords).join(', ');
    return words.length <= MEMBERS_CHARACTERS ? words : `${members.length} people and groups`;
  }
  return segment === null ? 'everybody in sales, in equal shares' : 'whoever gets all other leads';
}

/** What the setup shows of the teams: one row for each segment, with a button to change who sells to it. */
export const teamRows = ({ rows }: Teams): KnownBlock[] => [
  header('Who is offered what'),
  section(
    'A lead is offered first to whoever knows the company, then to the next in turn of those below. Segments are part of the charter: `/charter propose`.',
  ),
  ...rows.map((row) => ({
    ...section(`*${titleOf(row)}*\n${membersWords(row)}`),
    accessory: button({
      action: actionIds.editTeam,
      text: 'Change',
      value: row.segment ?? OTHERS,
      label: `Change who gets: ${titleOf(row)}`,
    }),
  })),
];

const isGroup = (id: string): boolean => id.startsWith('S');

/** Chooses who sells to a segment. */
export function teamModal(row: TeamRow, revision: number, groups: readonly UserGroup[]): ModalView {
  const ids = row.members.map(({ id }) => id);
  const people = ids.filter((id) => !isGroup(id));
  const strange = ids.filter((id) => isGroup(id) && !groups.some((group) => group.id === id));
  const options = [...strange.map((id) => ({ id, name: id })), ...groups]
    .slice(0, OPTIONS_MOST)
    .map(({ id, name }): PlainTextOption => ({ text: plain(name, OPTION_CHARACTERS), value: id }));
  const chosen = options.filter(({ value }) => ids.includes(value ?? ''));
  return {
    type: 'modal',
    callback_id: callbackIds.team,
    private_metadata: JSON.stringify({ segment: row.segment, revision }),
    title: plain('Who is offered what', 24),
    submit: plain('Next', 24),
    close: plain('Back', 24),
    blocks: [
      section(
        `*${titleOf(row)}*\n${row.segment === null ? 'With nobody here they go to everybody in sales, in equal shares.' : 'With nobody here they go to whoever gets all other leads.'}`,
      ),
      field({
        id: PEOPLE,
        label: 'People',
        element: {
          type: 'multi_users_select',
          max_selected_items: PEOPLE_MOST,
          placeholder: plain('Choose people', 150),
          ...(people.length === 0 ? {} : { initial_users: people }),
        },
      }),
      ...(options.length === 0
        ? []
        : [
            field({
              id: GROUPS,
              label: 'And everybody in these user groups',
              element: {
                type: 'multi_static_select',
                max_selected_items: GROUPS_MOST,
                options,
                placeholder: plain('Choose user groups', 150),
                ...(chosen.length === 0 ? {} : { initial_options: chosen }),
              },
            }),
          ]),
    ],
  };
}

const About = z.strictObject({
  segment: z.string().nullable(),
  revision: z.int(),
  ids: z.array(z.string()).optional(),
});

/** Which team a modal is about. Throws when it is not one of ours. */
export const teamAbout = (view: { private_metadata: string }): z.infer<typeof About> =>
  About.parse(JSON.parse(view.private_metadata));

/** Who was chosen: people and groups. Throws when the shape is not that of this modal. */
export const readTeam = (values: StateValues): string[] => [
  ...peopleIn(values, PEOPLE),
  ...(GROUPS in values ? severalIn(values, GROUPS) : []),
];

export const teamError = (sentence: string): Record<string, string> => ({ [PEOPLE]: sentence });

/** Asks for the share of each; `names` are what they are called. */
export function sharesModal(of: {
  row: TeamRow;
  revision: number;
  ids: readonly string[];
  names: ReadonlyMap<string, string>;
}): ModalView {
  const { row, revision, ids, names } = of;
  return {
    type: 'modal',
    callback_id: callbackIds.teamShares,
    private_metadata: JSON.stringify({ segment: row.segment, revision, ids }),
    title: plain('Shares', 24),
    submit: plain('Save', 24),
    close: plain('Back', 24),
    blocks: [
      section(
        `*${titleOf(row)}*\nWhoever has 2 is offered twice as many leads as whoever has 1. A share of a group is that of each of its people.`,
      ),
      ...ids.map((id) =>
        field({
          id,
          label: names.get(id) ?? id,
          element: numberInput({
            value: row.members.find((member) => member.id === id)?.weight ?? 1,
            decimals: true,
            least: SHARE_LEAST,
          }),
          required: true,
        }),
      ),
    ],
  };
}

const SHARE_LEAST = 0.1;
const SHARE_MOST = 100;

/** The team with the shares that were entered, or a sentence beside each that is none. */
export function readShares(
  values: StateValues,
  ids: readonly string[],
): { members: SetTeam['members'] } | { errors: Record<string, string> } {
  const members = ids.map((id) => ({ id, weight: numberIn(values, id) ?? 0 }));
  const wrong = members.filter(({ weight }) => !(weight >= SHARE_LEAST && weight <= SHARE_MOST));
  if (wrong.length === 0) return { members };
  const sentence = `Write a number from ${SHARE_LEAST} to ${SHARE_MOST}.`;
  return { errors: Object.fromEntries(wrong.map(({ id }) => [id, sentence])) };
}
