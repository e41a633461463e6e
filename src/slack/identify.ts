// Asks Slack who we are. Nothing can be kept before that is known: everything belongs to a workspace.
import { setTimeout as pause } from 'node:timers/promises';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { ConfigError, messageOf } from '../errors.js';
import type { Identity } from './connect.js';

const TRIES = 10;
const PAUSE_MS = 3_000;

/** Waits half a minute for a Slack that does not answer; throws a ConfigError at once when it refuses the token. */
export async function identify(client: WebClient, log: Logger): Promise<Identity> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { team_id: team, bot_id: botId, user_id: botUserId } = await client.auth.test();
      if (team === undefined || botId === undefined || botUserId === undefined)
        throw new ConfigError(
          'SLACK_BOT_TOKEN is not a bot\'s token; copy the one that starts with xoxb- from "OAuth & Permissions".',
        );
      return { team, botId, botUserId };
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      if (error instanceof WebAPIPlatformError)
        throw new ConfigError(
          `Slack refuses SLACK_BOT_TOKEN (${error.data.error}). Install the app again and copy its new token.`,
        );
      if (attempt === TRIES)
        throw new ConfigError(
          `Slack does not answer (${messageOf(error)}). Check the network and SLACK_API_URL.`,
        );
      log.warn({ attempt, reason: messageOf(error) }, 'Slack does not answer yet');
      await pause(PAUSE_MS);
    }
  }
}
