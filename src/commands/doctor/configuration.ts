// The doctor on the configuration: every variable that is wrong, not just the first, and whether intake secrets are good.
import { Webhook } from 'standardwebhooks';
import { type Config, readConfig, variables } from '../../config.js';
import { ConfigError } from '../../errors.js';
import { sandboxCredentials } from '../../sandbox/credentials.js';
import { type Finding, missing, ok, warning } from './finding.js';

/** A configuration that can be looked at, and the sentence about each variable that had to be replaced for that. */
export interface Readable {
  config: Config;
  faults: ReadonlyMap<string, string>;
}

/** What a wrong variable is replaced with, so that the rest can be read. Others are left out: they have a default. */
const standIns: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'xoxb-',
  SLACK_APP_TOKEN: 'xapp-',
  HANDSHAKE_CHANNEL: 'C0',
  MARKETING_GROUP: 'S0',
  INTAKE_SECRET: 'whsec_AAAA',
};

const isSet = (env: NodeJS.ProcessEnv, name: string): boolean => (env[name] ?? '').trim() !== '';

/** The variable a sentence asks for: one that it names and that is not set, else the first it names. */
function culpritOf(sentence: string, env: NodeJS.ProcessEnv): string | undefined {
  const named = (sentence.match(/[A-Z_]+/g) ?? []).filter((word) => variables.includes(word));
  return named.find((name) => !isSet(env, name)) ?? named[0];
}

/** Reads the configuration as the bot does, going on after each variable that the bot would refuse. */
export function readWhatCan(env: NodeJS.ProcessEnv): Readable {
  const tried = { ...env };
  const faults = new Map<string, string>();
  for (;;) {
    try {
      return { config: readConfig(tried), faults };
    } catch (error) {
      const culprit = error instanceof ConfigError ? culpritOf(error.message, tried) : undefined;
      if (!(error instanceof ConfigError) || culprit === undefined || faults.has(culprit)) throw error;
      faults.set(culprit, error.message);
      const standIn = standIns[culprit];
      if (standIn === undefined) delete tried[culprit];
      else tried[culprit] = standIn;
    }
  }
}

function wayOf({ slack }: Config): string {
  if (slack === null) return 'No Slack is set, so the sandbox plays Slack';
  return slack.connection.kind === 'socket' ? 'Slack over Socket Mode' : 'Slack over HTTP';
}

/** One finding a wrong variable, or that all is well. */
export function configurationFindings({ config, faults }: Readable): Finding[] {
  if (faults.size === 0) return [ok(`The configuration can be read. ${wayOf(config)}.`)];
  return [...faults].map(([name, sentence]) =>
    missing(sentence, `Set ${name} in .env; .env.example explains it.`),
  );
}

/** What the Standard Webhooks scheme asks for. */
const SHORTEST_SECRET_BYTES = 24;

const MAKE_ONE = 'Make one as .env.example shows, and give it to whoever sends leads.';

/** The secret's length in bytes, or null where it is no base64. */
function bytesOf(secret: string): number | null {
  try {
    new Webhook(secret);
    return Buffer.from(secret.slice('whsec_'.length), 'base64').length;
  } catch {
    return null;
  }
}

/** Whether leads can be signed, and by nobody else. `real` tells a real Slack from the sandbox. */
export function intakeFindings(secrets: readonly string[], real: boolean): Finding[] {
  if (secrets.length === 0) return [ok('No INTAKE_SECRET is set; the sandbox has one of its own.')];
  return secrets.map((secret, index) => {
    const which =
      secrets.length === 1 ? 'INTAKE_SECRET' : `Secret ${index + 1} of ${secrets.length} in INTAKE_SECRET`;
    const bytes = bytesOf(secret);
    if (bytes === null) return missing(`${which} is not base64 after whsec_.`, MAKE_ONE);
    if (real && secret === sandboxCredentials.intakeSecret)
      return missing(`${which} is the sandbox's, which everybody can read in this repository.`, MAKE_ONE);
    if (bytes < SHORTEST_SECRET_BYTES)
      return warning(
        `${which} holds ${bytes} bytes, fewer than the ${SHORTEST_SECRET_BYTES} it should.`,
        MAKE_ONE,
      );
    return ok(`${which} has the right shape.`);
  });
}
