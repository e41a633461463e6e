// npm run doctor: looks at everything Handshake needs, says how each stands, and what to do where something is missing.
import type { Config, SlackConfig } from '../config.js';
import { channelFinding, marketingFindings } from './doctor/channel.js';
import { configurationFindings, intakeFindings, readWhatCan } from './doctor/configuration.js';
import { databaseReport } from './doctor/database.js';
import { examine, type Finding, lineOf, listed, ok, warning } from './doctor/finding.js';
import { clockFinding, nodeFinding, portFinding, type Skew } from './doctor/machine.js';
import { connectionFinding, slackSkew, tokenReport } from './doctor/slack.js';

/** What the doctor needs from outside. */
export interface DoctorDeps {
  out: (line: string) => void;
  /** The clock of this machine. */
  wall?: () => Date;
  /** The version of Node, like 20.19.0. */
  node?: string;
}

const exits = { healthy: 0, ill: 1 } as const;

/** The lines so far, and what could not be looked at. */
class Report {
  missing = 0;
  readonly unseen: string[] = [];

  constructor(private readonly out: (line: string) => void) {}

  tell(...findings: Finding[]): void {
    for (const finding of findings) {
      this.out(lineOf(finding));
      if (finding.kind === 'missing') this.missing += 1;
    }
  }

  /** Tells how it went; returns the exit code. */
  conclude(): number {
    if (this.unseen.length > 0)
      this.out(`Not looked at, because of what is missing above: ${listed(this.unseen)}.`);
    if (this.missing === 0) {
      this.out('Nothing is missing. npm start starts Handshake.');
      return exits.healthy;
    }
    const things = this.missing === 1 ? 'One thing is' : `${this.missing} things are`;
    this.out(`${things} missing. Mend what is above and run npm run doctor again.`);
    return exits.ill;
  }
}

/** Whether these variables are as the person wrote them, and not stand-ins for wrong ones. */
type Sound = (...names: string[]) => boolean;

function aloneClock({ slack }: Config): Finding {
  if (slack === null) return ok('The clock of this machine is the only one: the sandbox runs by it.');
  return warning(
    'The clock of this machine could not be compared with another.',
    'Check that time synchronisation (NTP) is on.',
  );
}

async function lookAtSlack(report: Report, slack: SlackConfig, sound: Sound): Promise<void> {
  const reachable = sound('SLACK_API_URL');
  let handle: string | null = null;
  if (reachable && sound('SLACK_BOT_TOKEN')) {
    const token = await tokenReport(slack);
    report.tell(...token.findings);
    handle = token.handle;
  } else report.unseen.push('the bot token');
  if (reachable && sound('SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'))
    report.tell(...(await examine('The connection', async () => [await connectionFinding(slack)])));
  else report.unseen.push('the connection');
  if (handle !== null && sound('HANDSHAKE_CHANNEL')) {
    const name = handle;
    report.tell(...(await examine('The channel', async () => [await channelFinding(slack, name)])));
  } else report.unseen.push('the channel');
  if (handle !== null && sound('MARKETING_GROUP'))
    report.tell(...(await examine('Marketing', () => marketingFindings(slack))));
  else report.unseen.push('who reads rejections');
}

/**
 * Looks at everything and prints a line on each; returns 0 when nothing is missing, else 1. Changes nothing, and
 * prints no secret. `env` is the environment that the bot would start with.
 */
export async function doctor(env: NodeJS.ProcessEnv, deps: DoctorDeps): Promise<number> {
  const { wall = () => new Date(), node = process.versions.node } = deps;
  const report = new Report(deps.out);
  report.tell(nodeFinding(node));

  const readable = readWhatCan(env);
  const { config, faults } = readable;
  const sound: Sound = (...names) => names.every((name) => !faults.has(name));
  report.tell(...configurationFindings(readable));

  let skew: Skew = null;
  if (sound('DATABASE_URL', 'DATA_DIR')) {
    const found = await databaseReport(config.database, config.slack !== null);
    report.tell(...found.findings);
    skew = found.skew;
  } else report.unseen.push('the database');

  if (config.slack !== null && sound('SLACK_API_URL'))
    skew = (await slackSkew(config.slack.apiUrl, wall)) ?? skew;
  report.tell(clockFinding(skew, aloneClock(config)));

  if (config.slack === null)
    report.tell(
      warning(
        'SLACK_BOT_TOKEN is not set, so the sandbox plays Slack.',
        'To connect your own Slack, follow the README from "Connect it to your Slack".',
      ),
    );
  else await lookAtSlack(report, config.slack, sound);

  if (sound('INTAKE_SECRET')) report.tell(...intakeFindings(config.intakeSecrets, config.slack !== null));
  if (sound('PORT', 'HOST'))
    report.tell(...(await examine('The port', async () => [await portFinding(config)])));
  else report.unseen.push('the port');
  return report.conclude();
}
