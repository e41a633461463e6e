// npm run faults -- [--rounds 50] [--database embedded | postgresql://…] [--seed N] [--brisk]: the fault run, told as a table.
import { parseArgs } from 'node:util';
import { type KillResult, killRounds } from './kill-rounds.js';
import { isClean } from './verdict.js';

const FAULTS_SHOWN = 20;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    database: { type: 'string', default: 'embedded' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    brisk: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function table({
  verdict,
  kills,
  killsBeforeHearing,
  killsBeforeAnswer,
  repeats,
  seconds,
}: KillResult): string {
  const rows: [string, number][] = [
    ['kills', kills],
    ['kills with a post on its way to Slack', killsBeforeHearing],
    ['kills with a post in Slack that the bot had not heard of', killsBeforeAnswer],
    ['leads acknowledged', verdict.leads],
    ['deliveries repeated', repeats],
    ['cards in the channel', verdict.cards],
    ['cards lost', verdict.lost.length],
    ['messages doubled', verdict.doubled.length],
    ['messages that should not be there', verdict.stray.length],
    ['clicks acknowledged', verdict.clicks],
    ['clicks lost', verdict.clicksLost.length],
    ['leads with two winners', verdict.twoWinners.length],
    ['seconds', seconds],
  ];
  return ['| what | how many |', '|---|---|', ...rows.map(([what, many]) => `| ${what} | ${many} |`)].join(
    '\n',
  );
}

const rounds = Number(values.rounds);
const seed = Number(values.seed);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
  process.stderr.write('--rounds and --seed must be whole numbers, e.g. --rounds 50 --seed 7.\n');
  process.exit(2);
}
const server = values.database === 'embedded' ? null : values.database;
say(`${rounds} kills with seed ${seed} on ${server === null ? 'the embedded database' : 'PostgreSQL'}`);
const result = await killRounds({ rounds, seed, server, brisk: values.brisk, say });
say(table(result));
const { lost, doubled, stray, clicksLost, twoWinners } = result.verdict;
for (const fault of [lost, doubled, stray, clicksLost, twoWinners].flat().slice(0, FAULTS_SHOWN))
  say(`- ${fault}`);
process.exit(isClean(result.verdict) ? 0 : 1);
