// Who is who: auth.test, api.test, bots, team, users and user groups.
import type { Json, Person } from '../model.js';
import { type Call, type Method, SlackError, scopesOf } from './call.js';
import { page, personOf } from './lookup.js';
import { presentGroup, presentPerson } from './present.js';

export const apiTest: Method = (call) => {
  const error = call.text('error');
  if (error) throw new SlackError(error);
  return { args: call.args };
};

export const authTest: Method = (call) => {
  const { team, app } = call.desk.workspace.state;
  return {
    url: `${call.desk.url}/`,
    team: team.name,
    user: call.desk.workspace.person(app.botUser)?.name,
    team_id: team.id,
    user_id: app.botUser,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
};

export const botsInfo: Method = (call) => {
  const { app } = call.desk.workspace.state;
  const asked = call.text('bot') ?? app.botId;
  if (asked !== app.botId) throw new SlackError('bot_not_found');
  const name = call.desk.workspace.person(app.botUser)?.realName;
  return {
    bot: { id: app.botId, deleted: false, name, app_id: app.id, user_id: app.botUser, updated: 0, icons: {} },
  };
};

export const teamInfo: Method = (call) => {
  const { team } = call.desk.workspace.state;
  return {
    team: {
      id: team.id,
      name: team.name,
      domain: team.domain,
      email_domain: '',
      icon: {},
      url: `${call.desk.url}/`,
    },
  };
};

/** People carry their email only for an app that may see it. */
const shown = (call: Call, person: Person): Json =>
  presentPerson(call.desk.workspace, person, scopesOf(call.desk).includes('users:read.email'));

export const usersInfo: Method = (call) => ({ user: shown(call, personOf(call)) });

export const usersList: Method = (call) => {
  const { items, response_metadata } = page(call, call.desk.workspace.state.people);
  const cacheTs = Math.floor(call.desk.clock.now().getTime() / 1000);
  return { members: items.map((p) => shown(call, p)), cache_ts: cacheTs, response_metadata };
};

export const getPresence: Method = (call) => ({ presence: personOf(call).presence });

export const lookupByEmail: Method = (call) => {
  const email = call.needed('email').toLowerCase();
  const person = call.desk.workspace.state.people.find((p) => !p.isBot && !p.deleted && p.email === email);
  if (!person) throw new SlackError('users_not_found');
  return { user: shown(call, person) };
};

export const groupsList: Method = (call) => ({
  usergroups: call.desk.workspace.state.groups.map((g) =>
    presentGroup(call.desk.workspace, g, call.flag('include_users')),
  ),
});

export const groupUsers: Method = (call) => {
  const asked = call.needed('usergroup');
  const group = call.desk.workspace.state.groups.find((g) => g.id === asked);
  if (!group) throw new SlackError('no_such_subteam');
  return { users: group.users };
};
