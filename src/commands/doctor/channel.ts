// The doctor on the people: can the bot speak in the shared channel, and are there people who read rejections.
import type { WebClient } from '@slack/web-api';
import type { SlackConfig } from '../../config.js';
import { type Finding, missing, ok, warning } from './finding.js';
import { quietClientFor, reasonOf } from './slack.js';

const MISSING_SCOPE = 'missing_scope';
const REINSTALL = 'Put manifest.yml under "App Manifest" of the app, then install the app again.';

/** Whether the bot can post in the channel. `handle` is its name in Slack. */
export async function channelFinding(slack: SlackConfig, handle: string): Promise<Finding> {
  const client = quietClientFor(slack);
  try {
    const { channel } = await client.conversations.info({ channel: slack.channel });
    const name = `#${channel?.name ?? slack.channel}`;
    if (channel?.is_archived === true)
      return missing(
        `The channel ${name} is archived.`,
        'Unarchive it, or set HANDSHAKE_CHANNEL to another channel.',
      );
    if (channel?.is_member !== true)
      return missing(`The bot is not in the channel ${name}.`, `Type /invite @${handle} in that channel.`);
    return ok(`The bot is in the channel ${name}.`);
  } catch (error) {
    const why = reasonOf(error);
    switch (why) {
      case 'channel_not_found':
        return missing(
          `The bot sees no channel ${slack.channel}.`,
          `Copy the id from the channel's details into HANDSHAKE_CHANNEL; if the channel is private, type /invite @${handle} in it.`,
        );
      case MISSING_SCOPE:
        return missing('The bot may not look at channels.', REINSTALL);
      default:
        return missing(
          `The channel ${slack.channel} could not be looked at (${why}).`,
          'Run npm run doctor again.',
        );
    }
  }
}

const PEOPLE_INSTEAD = 'Set MARKETING_GROUP to the ids of people (U…), separated by commas.';

async function groupFinding(client: WebClient, usergroup: string): Promise<Finding> {
  try {
    const { users = [] } = await client.usergroups.users.list({ usergroup });
    if (users.length > 0)
      return ok(
        `The group ${usergroup} of marketing has ${users.length === 1 ? 'one member' : `${users.length} members`}.`,
      );
    return missing(`The group ${usergroup} of marketing has no members.`, 'Add people to it in Slack.');
  } catch (error) {
    const why = reasonOf(error);
    switch (why) {
      case 'no_such_subteam':
        return missing(
          `There is no user group ${usergroup}.`,
          `Copy its id (S…) from Slack's list of people and groups. ${PEOPLE_INSTEAD}`,
        );
      case 'plan_upgrade_required':
      case 'paid_teams_only':
        return missing('User groups need a paid plan of Slack.', PEOPLE_INSTEAD);
      case MISSING_SCOPE:
        return missing('The bot may not look at user groups.', REINSTALL);
      default:
        return missing(
          `The group ${usergroup} could not be looked at (${why}).`,
          'Run npm run doctor again.',
        );
    }
  }
}

async function personFinding(client: WebClient, person: string): Promise<Finding> {
  try {
    const { user } = await client.users.info({ user: person });
    if (user?.deleted === true)
      return missing(
        `${person}, who reads rejections, is deactivated in Slack.`,
        'Take the id out of MARKETING_GROUP.',
      );
    if (user?.is_bot === true)
      return warning(`${person}, who should read rejections, is a bot.`, 'Name a person in MARKETING_GROUP.');
    return ok(`${person} of marketing is in the workspace.`);
  } catch (error) {
    const why = reasonOf(error);
    switch (why) {
      case 'user_not_found':
        return missing(
          `Slack knows nobody called ${person}.`,
          "Copy the member id from the person's profile into MARKETING_GROUP.",
        );
      case MISSING_SCOPE:
        return missing('The bot may not look at people.', REINSTALL);
      default:
        return missing(`${person} could not be looked at (${why}).`, 'Run npm run doctor again.');
    }
  }
}

/** Whether somebody reads rejections: one finding for each group and person in MARKETING_GROUP. */
export function marketingFindings(slack: SlackConfig): Promise<Finding[]> {
  const client = quietClientFor(slack);
  return Promise.all(
    slack.marketing.map((id) => (id.startsWith('S') ? groupFinding(client, id) : personFinding(client, id))),
  );
}
