// The command line: which command, its configuration, and how it ends.
import { setFlagsFromString } from 'node:v8';
import { environment, loadDotEnv, readConfig } from './config.js';
import { UserError } from './errors.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * By how much the heap may outgrow what is alive in it before it is swept. V8 lets it grow up to fourfold while leads pour
 * in; this takes a third off the peak, for about a twentieth of the leads and clicks a second at full load.
 */
const HEAP_GROWTH_PERCENT = 100;

/** Runs until the process is asked to end; a second signal ends it at once. */
async function serve(begin: () => Promise<{ stop(): Promise<void> }>): Promise<number> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  const running = await begin();
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await running.stop();
  return 0;
}

async function run([command = 'start', ...args]: string[]): Promise<number> {
  loadDotEnv();
  switch (command) {
    case 'start': {
      const { start } = await import('./commands/start.js');
      return serve(() => start(readConfig(), say));
    }
    case 'sandbox': {
      const { startSandboxAlone } = await import('./commands/sandbox.js');
      return serve(() => startSandboxAlone(readConfig(), say));
    }
    case 'import': {
      const { importHere } = await import('./commands/import-here.js');
      const stop = new AbortController();
      process.once('SIGINT', () => stop.abort());
      return importHere(args, readConfig(), stop.signal);
    }
    case 'job': {
      const { jobHere } = await import('./commands/job.js');
      say(await jobHere(args, readConfig()));
      return 0;
    }
    case 'cells': {
      const { cellsHere } = await import('./commands/cells.js');
      return cellsHere(args, readConfig(), say);
    }
    case 'doctor': {
      const { doctor } = await import('./commands/doctor.js');
      return doctor(environment(), { out: say });
    }
    default:
      throw new UserError(
        `There is no command "${command}". The commands are: start, sandbox, import, job, cells, doctor.`,
      );
  }
}

/** What to do about a port that somebody else listens on; null for any other error. */
function portTaken(error: unknown): string | null {
  const { code, port } = (error ?? {}) as { code?: unknown; port?: unknown };
  if (code !== 'EADDRINUSE') return null;
  return `Port ${port} is in use. Stop the other process, or set PORT or SANDBOX_PORT to a free one.`;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const sentence = error instanceof UserError ? error.message : portTaken(error);
  if (sentence === null) throw error;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
