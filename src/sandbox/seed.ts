// The workspace as it is on the first day: a small advisory firm with sales, marketing and their leaders.
import type { Channel, Person, WorkspaceState } from './model.js';

const TEAM = { id: 'TSANDBOX', name: 'Southern Cross Advisory', domain: 'southern-cross' };
const APP = { id: 'ASANDBOX', botId: 'BSANDBOX', botUser: 'UBOT' };

const person = (id: string, name: string, realName: string, title: string, tz: string): Person => ({
  id,
  name,
  realName,
  title,
  tz,
  email: `${name}@southerncross.example`,
  isAdmin: id === 'URITA',
  isOwner: id === 'URITA',
  isGuest: false,
  isBot: id === APP.botUser,
  deleted: false,
  presence: 'active',
});

const STAFF = [
  person('UDANA', 'dana', 'Dana Whitlock', 'Sales representative', 'Australia/Sydney'),
  person('USAM', 'sam', 'Sam Okafor', 'Sales representative', 'Australia/Melbourne'),
  person('UPRIYA', 'priya', 'Priya Raman', 'Sales representative', 'Australia/Perth'),
  person('UMIA', 'mia', 'Mia Castellano', 'Marketing specialist', 'Australia/Sydney'),
  person('ULEO', 'leo', 'Leo Brandt', 'Marketing specialist', 'Australia/Brisbane'),
  person('URITA', 'rita', 'Rita Nguyen', 'RevOps manager', 'Australia/Sydney'),
  person('UMARCUS', 'marcus', 'Marcus Hale', 'Head of marketing', 'Australia/Sydney'),
  person('USASHA', 'sasha', 'Sasha Petrov', 'Head of sales', 'Australia/Sydney'),
  person(APP.botUser, 'handshake', 'Handshake', 'App', 'Australia/Sydney'),
];

/** Still in the channels, no longer in the user group: groups and channels need not agree. */
const MOVED_ON = person('UTOM', 'tom', 'Tom Beaumont', 'Customer success manager', 'Australia/Adelaide');
/** Left the firm: named by old records, in no channel and no group. */
const LEFT: Person = {
  ...person('UNADIA', 'nadia', 'Nadia Farouk', 'Sales representative', 'Australia/Sydney'),
  deleted: true,
  presence: 'away',
};
/** Works for another firm: a guest in the shared channel and nowhere else. */
const GUEST: Person = {
  ...person('UGWEN', 'gwen', 'Gwen Abara', 'Consultant, guest', 'Australia/Sydney'),
  isGuest: true,
};
const AWAY = ['UPRIYA', 'UTOM'];

const EVERYBODY = [...STAFF, MOVED_ON].map((p) => p.id);

const channel = (id: string, name: string, topic: string, members: string[], isPrivate = false): Channel => ({
  id,
  name,
  isPrivate,
  members,
  topic,
  isArchived: false,
  created: 0,
  creator: '',
  messages: [],
  pins: [],
  lastMicros: 0,
});

/** A fresh copy of the seed workspace; ids are fixed so that links, tests and scripts stay valid. */
export function seedWorkspace(): WorkspaceState {
  return structuredClone({
    version: 2,
    team: TEAM,
    app: APP,
    people: [...STAFF, MOVED_ON, LEFT, GUEST].map((p) =>
      AWAY.includes(p.id) ? { ...p, presence: 'away' } : p,
    ),
    groups: [
      { id: 'SMARKETING', handle: 'marketing', name: 'Marketing', users: ['UMIA', 'ULEO'] },
      { id: 'SSALES', handle: 'sales', name: 'Sales', users: ['UDANA', 'USAM', 'UPRIYA'] },
      { id: 'SLEADERS', handle: 'leaders', name: 'Leaders', users: ['UMARCUS', 'USASHA', 'URITA'] },
    ],
    channels: [
      channel('CHANDSHAKE', 'mql-handshake', 'Where leads are offered and answered', [
        ...EVERYBODY,
        GUEST.id,
      ]),
      channel('CGENERAL', 'general', 'Company news', EVERYBODY),
      channel('CMARKETING', 'marketing', 'Campaigns and content', ['UMIA', 'ULEO', 'UMARCUS', 'URITA']),
      channel('CLEADERS', 'leaders', 'Marketing and sales leaders', ['UMARCUS', 'USASHA', 'URITA'], true),
      channel('CSALES', 'sales', 'Pipeline and deals', ['UDANA', 'USAM', 'UPRIYA', 'USASHA']),
      channel('CDEALS', 'deal-desk', 'Prices and terms', ['UDANA', 'USASHA', 'URITA', APP.botUser], true),
      {
        ...channel('CLAUNCH', 'launch-2025', 'The spring launch, done', []),
        isArchived: true,
      },
    ],
    ephemerals: [],
    files: [],
    scheduled: [],
    modals: {},
    homes: {},
  });
}
