// The register of Web API methods: to support a method, add its line.
import { ANY_HISTORY, ANY_MANAGE, ANY_READ } from '../scopes.js';
import * as apps from './apps.js';
import { validateBlocks } from './blocks.js';
import type { MethodRow } from './call.js';
import * as chat from './chat.js';
import * as conversations from './conversations.js';
import * as directory from './directory.js';
import * as files from './files.js';
import * as management from './management.js';
import * as pins from './pins.js';
import * as reactions from './reactions.js';
import * as scheduled from './scheduled.js';
import * as views from './views.js';

/** Every method by its name, with its tier and scopes as Slack's reference gives them. */
export const METHODS: Record<string, MethodRow> = {
  'api.test': { run: directory.apiTest, tier: 4, token: 'nobody' },
  // Slack's reference says tier 1; yet ten connections may be opened at once, and a bot started twice in a minute.
  'apps.connections.open': { run: apps.connectionsOpen, tier: 'special', token: 'app' },
  'auth.test': { run: directory.authTest, tier: 'special' },
  'blocks.validate': { run: validateBlocks, tier: 4, token: 'nobody' },
  'bots.info': { run: directory.botsInfo, tier: 3, scopes: ['users:read'] },
  'chat.delete': { run: chat.remove, tier: 3, scopes: ['chat:write'] },
  'chat.deleteScheduledMessage': { run: scheduled.remove, tier: 3, scopes: ['chat:write'] },
  'chat.getPermalink': { run: chat.getPermalink, tier: 'special' },
  'chat.postEphemeral': { run: chat.postEphemeral, tier: 4, scopes: ['chat:write'] },
  'chat.postMessage': { run: chat.postMessage, tier: 'special', scopes: ['chat:write'] },
  'chat.scheduleMessage': { run: scheduled.add, tier: 3, scopes: ['chat:write'] },
  'chat.scheduledMessages.list': { run: scheduled.list, tier: 3 },
  'chat.update': { run: chat.update, tier: 3, scopes: ['chat:write'] },
  'conversations.archive': { run: management.archive, tier: 2, scopes: ANY_MANAGE },
  'conversations.create': { run: management.create, tier: 2, scopes: ANY_MANAGE },
  'conversations.history': { run: conversations.history, tier: 3, scopes: ANY_HISTORY },
  'conversations.info': { run: conversations.info, tier: 3, scopes: ANY_READ },
  'conversations.invite': { run: management.invite, tier: 3, scopes: ANY_MANAGE },
  'conversations.join': { run: management.join, tier: 3, scopes: ['channels:join'] },
  'conversations.list': { run: conversations.list, tier: 2, scopes: ANY_READ },
  'conversations.members': { run: conversations.members, tier: 4, scopes: ANY_READ },
  'conversations.open': { run: management.open, tier: 3, scopes: ['im:write'] },
  'conversations.replies': { run: conversations.replies, tier: 3, scopes: ANY_HISTORY },
  'files.completeUploadExternal': { run: files.completeUpload, tier: 4, scopes: ['files:write'] },
  'files.getUploadURLExternal': { run: files.getUploadUrl, tier: 4, scopes: ['files:write'] },
  'files.info': { run: files.info, tier: 4, scopes: ['files:read'] },
  'pins.add': { run: pins.add, tier: 2, scopes: ['pins:write'] },
  'pins.list': { run: pins.list, tier: 2, scopes: ['pins:read'] },
  'pins.remove': { run: pins.remove, tier: 2, scopes: ['pins:write'] },
  'reactions.add': { run: reactions.add, tier: 3, scopes: ['reactions:write'] },
  'reactions.get': { run: reactions.get, tier: 3, scopes: ['reactions:read'] },
  'reactions.remove': { run: reactions.remove, tier: 2, scopes: ['reactions:write'] },
  'team.info': { run: directory.teamInfo, tier: 3, scopes: ['team:read'] },
  'usergroups.list': { run: directory.groupsList, tier: 2, scopes: ['usergroups:read'] },
  'usergroups.users.list': { run: directory.groupUsers, tier: 2, scopes: ['usergroups:read'] },
  'users.getPresence': { run: directory.getPresence, tier: 3, scopes: ['users:read'] },
  'users.info': { run: directory.usersInfo, tier: 4, scopes: ['users:read'] },
  'users.list': { run: directory.usersList, tier: 2, scopes: ['users:read'] },
  'users.lookupByEmail': { run: directory.lookupByEmail, tier: 3, scopes: ['users:read.email'] },
  'views.open': { run: views.open, tier: 4 },
  'views.publish': { run: views.publish, tier: 4 },
  'views.push': { run: views.push, tier: 4 },
  'views.update': { run: views.update, tier: 4 },
};
