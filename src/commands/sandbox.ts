// npm run sandbox: the sandbox's Slack alone, in a process of its own, for any bot that speaks Slack's Web API.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.js';
import { ConfigError } from '../errors.js';
import { sandboxCredentials as credentials } from '../sandbox/credentials.js';
import { UnreadableState } from '../sandbox/persistence.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/sandbox.js';
import type { Running } from './running.js';

/** Starts the sandbox. Throws a ConfigError where its state file cannot be read. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  try {
    return await startSandbox(options);
  } catch (error) {
    throw error instanceof UnreadableState ? new ConfigError(error.message) : error;
  }
}

/** Starts it and prints what a bot needs to know. */
export async function startSandboxAlone(config: Config, out: (line: string) => void): Promise<Running> {
  const { port, requestUrl } = config.sandbox;
  mkdirSync(config.dataDir, { recursive: true });
  const sandbox = await openSandbox({
    port,
    ...(requestUrl === null ? {} : { requestUrl }),
    stateFile: join(config.dataDir, 'sandbox.json'),
    rateLimits: true,
    log: (line) => out(`sandbox: ${line}`),
  });
  out('The sandbox plays Slack. Nothing leaves this machine.');
  out(`  The page, to read and click as any person:  ${sandbox.url}`);
  out(`  Slack's Web API, for SLACK_API_URL:         ${sandbox.apiUrl}`);
  out('A bot connects in one of two ways:');
  out(`  Socket Mode:  bot token ${credentials.botToken} · app token ${credentials.appToken}`);
  out(
    `  HTTP:         bot token ${credentials.botToken} · signing secret ${credentials.signingSecret} · ` +
      (requestUrl === null
        ? 'start the sandbox with SANDBOX_REQUEST_URL, where the bot listens'
        : `requests go to ${requestUrl}`),
  );
  out(`Channel #${sandbox.channel.name} ${sandbox.channel.id} · user group ${sandbox.marketingGroup.id}`);
  out(`People: ${sandbox.people.map(({ id, name }) => `${name} ${id}`).join(' · ')}`);
  return sandbox;
}
