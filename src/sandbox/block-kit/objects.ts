// Block Kit's composition objects as data: options, groups, confirmations, images, filters.
import { anyText, boolean, list, matching, object, oneOf, plain, type Rule, string } from './rule.js';

export const IMAGE_URL_MAX = 3000;

const optionShape = (text: Rule, url: boolean): Rule =>
  object({
    required: { text, value: string(150) },
    optional: { description: plain(75), ...(url ? { url: string(3000) } : {}) },
  });

/** Options of selects: plain text only. */
export const plainOption = optionShape(plain(75), false);
/** Options of overflow menus: plain text, and a link may be followed. */
export const overflowOption = optionShape(plain(75), true);
/** Options of checkboxes and radio buttons: mrkdwn is allowed, in the description too. */
export const richOption = object({
  required: { text: anyText(75), value: string(150) },
  optional: { description: anyText(75) },
});

export const optionGroup = object({ required: { label: plain(75), options: list(plainOption, 100) } });

export const confirm = object({
  required: { text: anyText(300) },
  optional: { title: plain(100), confirm: plain(30), deny: plain(30), style: oneOf('primary', 'danger') },
});

export const slackFile = object({ optional: { id: string(), url: string(3000) }, oneOf: ['id', 'url'] });

export const conversationFilter = object({
  optional: {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
  someOf: ['include', 'exclude_external_shared_channels', 'exclude_bot_users'],
});

export const dispatchConfig = object({
  optional: { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2) },
});

export const date = matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'YYYY-MM-DD');
export const time = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm');
