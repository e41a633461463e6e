// The doctor on this machine: is Node new enough, is the port free or ours, and does the clock agree with others.
import { createServer } from 'node:net';
import { type Finding, missing, ok, warning } from './finding.js';

const OLDEST_NODE = { major: 20, minor: 19 };

/** Whether this Node can run Handshake. `version` reads like 20.19.0. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const { major: wanted, minor: least } = OLDEST_NODE;
  if (major > wanted || (major === wanted && minor >= least)) return ok(`Node ${version} is new enough.`);
  return missing(
    `Node ${version} is too old.`,
    `Install Node ${wanted}.${least} or newer, then run npm install.`,
  );
}

/** Slack and senders of leads sign with a time that may be five minutes off; half a minute leaves room for both. */
const CLOCK_SECONDS = 30;

/** How far this machine's clock is ahead of another, in seconds, and whose that is; null where there is no other. */
export type Skew = { seconds: number; whose: string } | null;

/** Whether the clock may be trusted. `alone` says why there is nothing to compare it with. */
export function clockFinding(skew: Skew, alone: Finding): Finding {
  if (skew === null) return alone;
  const off = Math.round(Math.abs(skew.seconds));
  const way = skew.seconds > 0 ? 'ahead of' : 'behind';
  if (off <= CLOCK_SECONDS) return ok(`The clock of this machine agrees with ${skew.whose}.`);
  return missing(
    `The clock of this machine is ${off} seconds ${way} ${skew.whose}.`,
    'Switch on time synchronisation (NTP): signatures are refused when clocks are too far apart.',
  );
}

/** How long a process on this machine may take to say whether it is ready, in milliseconds. */
const READY_MS = 2_000;

/** The error code of trying to listen there, or null when that works. */
function listenError(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'unknown'));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/** What /readyz answers, where a Handshake holds the port. */
async function readiness(port: number, host: string): Promise<string | null> {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  try {
    const response = await fetch(`http://${name}:${port}/readyz`, { signal: AbortSignal.timeout(READY_MS) });
    const body = (await response.json()) as { status?: unknown } | null;
    return typeof body?.status === 'string' ? body.status : null;
  } catch {
    return null;
  }
}

/** Whether the bot can listen there, or does so already. */
export async function portFinding({ port, host }: { port: number; host: string }): Promise<Finding> {
  if (port === 0) return ok('PORT is 0: the bot takes any free port.');
  const code = await listenError(port, host);
  switch (code) {
    case null:
      return ok(`Port ${port} is free.`);
    case 'EADDRINUSE':
      break;
    case 'EACCES':
      return missing(
        `This user may not listen on port ${port}.`,
        'Set PORT to 1024 or higher, and let a proxy take the lower port.',
      );
    default:
      return missing(
        `Nothing can listen on ${host}, port ${port} (${code}).`,
        'Set HOST to an address of this machine, or leave it out for all of them.',
      );
  }
  const status = await readiness(port, host);
  if (status === 'ready') return ok(`Port ${port} is held by a Handshake that runs and is ready.`);
  if (status === 'not ready')
    return warning(
      `Port ${port} is held by a Handshake that is not ready.`,
      'Look into its log; its database may not answer.',
    );
  return missing(
    `Port ${port} is held by another program.`,
    'Stop that program, or set PORT to a free port.',
  );
}
