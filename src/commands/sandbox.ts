// npm run sandbox: the sandbox's Slack alone, in a process of its own, for any bot that speaks Slack's Web API.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.js';
import { sandboxCredentials as credentials } from '../sandbox/credentials.js';
import { startSandbox } from '../sandbox/sandbox.js';
import type { Running } from './running.js';

/** Starts it and prints what a bot needs to know. */
export async function startSandboxAlone(config: Config, out: (line: string) => void): Promise<Running> {
  mkdirSync(config.dataDir, { recursive: true });
  const sandbox = await startSandbox({
    port: config.sandbox.port,
    requestUrl: config.sandbox.requestUrl,
    stateFile: join(config.dataDir, 'sandbox.json'),
  });
  out(`The sandbox's page is at ${sandbox.url}, Slack's Web API at ${sandbox.apiUrl}.`);
  out(`Requests to the bot go to ${config.sandbox.requestUrl} (SANDBOX_REQUEST_URL).`);
  out(
    `Bot token ${credentials.botToken} · app token ${credentials.appToken} · signing secret ${credentials.signingSecret}`,
  );
  out(
    `Channel #${sandbox.channel.name} ${sandbox.channel.id} · marketing group ${sandbox.marketingGroup.id}`,
  );
  out(`People: ${sandbox.people.map(({ id, name }) => `${name} ${id}`).join(' · ')}`);
  return sandbox;
}
