// The register of Web API methods: to support a method, add its line.
import { complete } from '../block-kit/complete.js';
import { viewComplaints } from '../block-kit/validate.js';
import { type Method, SlackError } from './call.js';
import * as chat from './chat.js';
import { readBlocks } from './content.js';
import * as conversations from './conversations.js';
import * as directory from './directory.js';
import * as reactions from './reactions.js';
import * as views from './views.js';

/** blocks.validate: the complaints about blocks, a message's blocks or a view, without sending anything. */
const validateBlocks: Method = (call) => {
  const view = call.structure('view');
  if (view !== undefined) {
    const complaints = viewComplaints(view);
    if (complaints.length > 0) throw new SlackError('invalid_blocks', complaints);
    return {};
  }
  const message = call.structure('message') as { blocks?: unknown } | undefined;
  const blocks = readBlocks(call.structure('blocks') ?? message?.blocks);
  if (!blocks) throw new SlackError('invalid_arguments', ['[ERROR] missing required field: blocks']);
  return { blocks: complete(blocks) };
};

export const METHODS: Record<string, Method> = {
  'api.test': directory.apiTest,
  'auth.test': directory.authTest,
  'blocks.validate': validateBlocks,
  'bots.info': directory.botsInfo,
  'chat.delete': chat.remove,
  'chat.getPermalink': chat.getPermalink,
  'chat.postEphemeral': chat.postEphemeral,
  'chat.postMessage': chat.postMessage,
  'chat.update': chat.update,
  'conversations.history': conversations.history,
  'conversations.info': conversations.info,
  'conversations.join': conversations.join,
  'conversations.list': conversations.list,
  'conversations.members': conversations.members,
  'conversations.open': conversations.open,
  'conversations.replies': conversations.replies,
  'reactions.add': reactions.add,
  'reactions.remove': reactions.remove,
  'team.info': directory.teamInfo,
  'usergroups.list': directory.groupsList,
  'usergroups.users.list': directory.groupUsers,
  'users.info': directory.usersInfo,
  'users.list': directory.usersList,
  'users.lookupByEmail': directory.lookupByEmail,
  'views.open': views.open,
  'views.publish': views.publish,
  'views.push': views.push,
  'views.update': views.update,
};

/** Methods that answer anybody. */
export const OPEN_METHODS = new Set(['api.test', 'blocks.validate']);
