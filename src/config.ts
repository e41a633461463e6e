// The configuration: the only reader of process.env. Half a configuration is refused in one sentence.
import { z } from 'zod';
import { ConfigError } from './errors.js';
import type { Location } from './store/open-database.js';

/** How to reach Slack. With an app token over Socket Mode, else over HTTP with the signing secret. */
export interface SlackConfig {
  botToken: string;
  connection: { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string };
  apiUrl: string;
  channel: string;
  /** Who reads rejections: a user group (S…) or people (U…). */
  marketing: string[];
}

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  database: Location;
  intakeSecrets: string[];
  /** How many new messages a second a channel may get; null when nobody chose. */
  postsPerSecond: number | null;
  logLevel: string;
  /** Null without a Slack token: then the sandbox plays Slack. */
  slack: SlackConfig | null;
  /** `requestUrl` is where a bot in another process listens; null for one that connects over Socket Mode. */
  sandbox: { port: number; requestUrl: string | null };
}

const port = z.coerce.number().int().min(0).max(65_535);
const list = z
  .string()
  .optional()
  .transform((text) => (text ?? '').split(/[\s,]+/).filter((part) => part !== ''));

const Environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.string().optional(),
  INTAKE_SECRET: list,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_APP_TOKEN: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: z.url().default('https://slack.com/api/'),
  HANDSHAKE_CHANNEL: z.string().optional(),
  MARKETING_GROUP: list,
  SLACK_POSTS_PER_SECOND: z.coerce.number().positive().max(1000).optional(),
  SANDBOX_PORT: port.default(3001),
  SANDBOX_REQUEST_URL: z.url({ protocol: /^https?$/ }).optional(),
});
type Environment = z.infer<typeof Environment>;

/** Every variable that configures Handshake, for those who check that each is explained. */
export const variables = Object.keys(Environment.shape);

const SECRET = /^whsec_[A-Za-z0-9+/]+={0,2}$/;

function checkSecrets(secrets: string[]): string[] {
  const wrong = secrets.some((secret) => !SECRET.test(secret));
  if (wrong)
    throw new ConfigError(
      'INTAKE_SECRET must read whsec_ and then base64; see .env.example on how to make one.',
    );
  return secrets;
}

function connectionOf(env: Environment): SlackConfig['connection'] {
  if (env.SLACK_APP_TOKEN !== undefined) {
    if (!env.SLACK_APP_TOKEN.startsWith('xapp-'))
      throw new ConfigError(
        'SLACK_APP_TOKEN must start with xapp-; copy the app-level token with the scope connections:write.',
      );
    return { kind: 'socket', appToken: env.SLACK_APP_TOKEN };
  }
  if (env.SLACK_SIGNING_SECRET !== undefined)
    return { kind: 'http', signingSecret: env.SLACK_SIGNING_SECRET };
  throw new ConfigError(
    'SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP): set one of the two.',
  );
}

function slackOf(env: Environment): SlackConfig | null {
  const { SLACK_BOT_TOKEN: botToken, HANDSHAKE_CHANNEL: channel, MARKETING_GROUP: marketing } = env;
  if (botToken === undefined) {
    const stray = (['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const).find(
      (name) => env[name] !== undefined,
    );
    if (stray !== undefined)
      throw new ConfigError(
        `${stray} is set without SLACK_BOT_TOKEN: set both for a real Slack, or neither for the sandbox.`,
      );
    return null;
  }
  if (!botToken.startsWith('xoxb-'))
    throw new ConfigError(
      'SLACK_BOT_TOKEN must start with xoxb-; copy the bot user token from "OAuth & Permissions".',
    );
  const connection = connectionOf(env);
  if (channel === undefined || !/^[CG][A-Z0-9]+$/.test(channel))
    throw new ConfigError(
      "HANDSHAKE_CHANNEL must be the id of the shared channel (C…); copy it from the channel's details.",
    );
  if (marketing.length === 0 || marketing.some((id) => !/^[SUW][A-Z0-9]+$/.test(id)))
    throw new ConfigError(
      'MARKETING_GROUP must be the id of a user group (S…) or ids of people (U…), separated by commas.',
    );
  if (env.INTAKE_SECRET.length === 0)
    throw new ConfigError(
      'INTAKE_SECRET is not set: without it nobody can send leads; see .env.example on how to make one.',
    );
  const apiUrl = env.SLACK_API_URL.endsWith('/') ? env.SLACK_API_URL : `${env.SLACK_API_URL}/`;
  return { botToken, connection, apiUrl, channel, marketing };
}

function databaseOf({ DATABASE_URL: url, DATA_DIR: folder }: Environment): Location {
  if (url === undefined) return { folder };
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new ConfigError('DATABASE_URL must read postgresql://user:password@host:5432/database.');
  return { url };
}

/** Reads the configuration. Throws a ConfigError that names the variable and what to do. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  // A variable that is set to nothing counts as not set: that is how .env files leave one out.
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim() !== ''));
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join('.')} cannot be used: ${issue?.message}. See .env.example.`);
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    database: databaseOf(env),
    intakeSecrets: checkSecrets(env.INTAKE_SECRET),
    postsPerSecond: env.SLACK_POSTS_PER_SECOND ?? null,
    logLevel: env.LOG_LEVEL,
    slack: slackOf(env),
    sandbox: {
      port: env.SANDBOX_PORT,
      requestUrl: env.SANDBOX_REQUEST_URL ?? null,
    },
  };
}

/** The environment as it is, for the doctor, which tells what is wrong with it. */
export const environment = (): NodeJS.ProcessEnv => process.env;

/** Reads `.env` beside package.json into the environment, where there is one; what is set already stays. */
export function loadDotEnv(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
