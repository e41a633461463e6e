// The doctor on the way to Slack: its clock, the bot token and its scopes, and the app token or the signing secret.
import { readFileSync } from 'node:fs';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  type WebClient,
} from '@slack/web-api';
import { pino } from 'pino';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SlackConfig } from '../../config.js';
import { messageOf } from '../../errors.js';
import { clientFor } from '../../slack/connect.js';
import { type Finding, listed, missing, ok, warning } from './finding.js';
import type { Skew } from './machine.js';

const ANSWER_MS = 10_000;

/** A client whose failures are findings, not lines of a log. */
export const quietClientFor = (slack: SlackConfig): WebClient => clientFor(slack, pino({ level: 'silent' }));

const manifestFile = new URL('../../../manifest.yml', import.meta.url);

const Scopes = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** The bot scopes that manifest.yml asks for. */
function wantedScopes(): string[] {
  return Scopes.parse(parse(readFileSync(manifestFile, 'utf8'))).oauth_config.scopes.bot;
}

/** Why a call failed: Slack's own error code, or what the network says. */
export function reasonOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) {
    const { error: code } = error.data;
    return /^[a-z_]{1,60}$/.test(code) ? code : 'an answer that is not Slack’s';
  }
  if (error instanceof WebAPIRateLimitedError)
    return `too many calls; try again in ${error.retryAfter} seconds`;
  if (error instanceof WebAPIHTTPError) return `HTTP ${error.statusCode}`;
  if (error instanceof WebAPIRequestError) {
    const { cause } = error.original;
    return messageOf(cause ?? error.original);
  }
  return messageOf(error);
}

/** Whether Slack answered, if only to refuse. */
const answered = (error: unknown): boolean => error instanceof WebAPIPlatformError;

/** How far the clock of this machine is ahead of Slack's; null when Slack does not answer or names no time. */
export async function slackSkew(apiUrl: string, wall: () => Date): Promise<Skew> {
  try {
    const asked = wall().getTime();
    const response = await fetch(`${apiUrl}api.test`, {
      method: 'POST',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const theirs = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(theirs)) return null;
    return { seconds: ((asked + wall().getTime()) / 2 - theirs) / 1000, whose: 'Slack' };
  } catch {
    return null; // the bot token's check tells why
  }
}

/** What the bot token says of itself; `handle` is null when Slack would not talk to it. */
export interface TokenReport {
  findings: Finding[];
  handle: string | null;
}

function scopeFinding(granted: string[] | undefined): Finding {
  if (granted === undefined)
    return warning(
      'Slack did not say which scopes the token has.',
      'Compare them under "OAuth & Permissions" with manifest.yml.',
    );
  const lacking = wantedScopes().filter((scope) => !granted.includes(scope));
  if (lacking.length === 0) return ok('The token has every scope that manifest.yml asks for.');
  return missing(
    `The token lacks ${lacking.length === 1 ? 'the scope' : 'the scopes'} ${listed(lacking)}.`,
    'Put manifest.yml under "App Manifest" of the app, then install the app again.',
  );
}

/** Whether Slack knows the bot token, and what it may do. */
export async function tokenReport(slack: SlackConfig): Promise<TokenReport> {
  const client = quietClientFor(slack);
  try {
    const { team, team_id, user, bot_id, response_metadata } = await client.auth.test();
    if (bot_id === undefined)
      return {
        findings: [
          missing(
            'SLACK_BOT_TOKEN is not a bot’s token.',
            'Copy the bot user token from "OAuth & Permissions"; it starts with xoxb-.',
          ),
        ],
        handle: null,
      };
    const handle = user ?? 'handshake';
    return {
      findings: [
        ok(`Slack knows the bot as @${handle} in the workspace ${team ?? ''} (${team_id ?? 'no id'}).`),
        scopeFinding(response_metadata?.scopes),
      ],
      handle,
    };
  } catch (error) {
    const why = reasonOf(error);
    const finding = answered(error)
      ? missing(
          `Slack refuses SLACK_BOT_TOKEN (${why}).`,
          'Install the app under "Install App" and copy the bot user token anew.',
        )
      : missing(
          `Slack does not answer at ${slack.apiUrl} (${why}).`,
          'Check the network, a proxy in between, and SLACK_API_URL.',
        );
    return { findings: [finding], handle: null };
  }
}

async function appTokenFinding(slack: SlackConfig, appToken: string): Promise<Finding> {
  const client = quietClientFor({ ...slack, botToken: appToken });
  try {
    await client.apps.connections.open();
    return ok('Slack opens a Socket Mode connection for the app token.');
  } catch (error) {
    const why = reasonOf(error);
    if (why === 'unknown_method')
      return missing(
        'The Slack at SLACK_API_URL knows no Socket Mode.',
        'Set SLACK_SIGNING_SECRET instead of SLACK_APP_TOKEN.',
      );
    if (!answered(error))
      return missing(
        `Slack opens no Socket Mode connection (${why}).`,
        'Check the network and SLACK_API_URL.',
      );
    return missing(
      `Slack refuses SLACK_APP_TOKEN (${why}).`,
      'Switch Socket Mode on, and make an app-level token with the scope connections:write under "Basic Information".',
    );
  }
}

/** Whether Slack's events, clicks and commands can reach us. A signing secret can only be judged by its shape. */
export async function connectionFinding(slack: SlackConfig): Promise<Finding> {
  const { connection } = slack;
  switch (connection.kind) {
    case 'socket':
      return appTokenFinding(slack, connection.appToken);
    case 'http':
      return /^[0-9a-f]{32}$/.test(connection.signingSecret)
        ? ok(
            'SLACK_SIGNING_SECRET has the right shape. To prove it, start the bot and press Retry beside the request URL under "Event Subscriptions".',
          )
        : warning(
            'SLACK_SIGNING_SECRET is not 32 hexadecimal digits; only the sandbox’s may look otherwise.',
            'Copy the signing secret from "Basic Information" of the app.',
          );
  }
}
