// Signal or noise: what is different from the workspace's own weeks by more than weeks differ anyway.
import type { Change } from '../methods/change.js';
import { type Watched, type WeekFigures, watched } from '../week-figures.js';
import { percent } from '../words.js';
import type { Section } from './section.js';
import { countWords, lengthWords, number } from './words.js';

const names: Readonly<Record<Watched, string>> = {
  offered: 'MQLs offered',
  acceptance: 'Acceptance',
  in_time: 'Answered in time',
  median: 'Median time to answer',
  sql: 'SQLs among leads decided after an accept',
};

const isRate = (what: Watched): boolean => what !== 'offered' && what !== 'median';

function valueWords(what: Watched, value: number): string {
  if (isRate(what)) return percent(value);
  return what === 'median' ? lengthWords(Math.max(0, value)) : number(Math.max(0, Math.round(value)));
}

const ordinal = (count: number): string => {
  const last = count % 100 > 10 && count % 100 < 14 ? 0 : count % 10;
  return `${count}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
};

type Now = WeekFigures['answers']['now'];
type Judged<Verdict> = Extract<Change, { verdict: Verdict }>;

/** A change that chance does not explain: a line of its own. */
function signalWords(what: Watched, change: Judged<'signal'>): string {
  const { point, centre, weeks, sign, run, direction } = change;
  const words = (value: number): string => valueWords(what, value);
  const why =
    sign === 'outside'
      ? 'outside of what weeks do by themselves'
      : `the ${ordinal(run)} week in a row ${direction === 'up' ? 'above' : 'below'} the usual`;
  return `Signal: ${names[what]} went ${direction}. ${words(point.value)} is ${why} (usual ${words(centre)}, from ${words(point.low)} to ${words(point.high)} by chance, against ${countWords(weeks, 'week')}).`;
}

const noiseWords = (what: Watched, { point, centre }: Judged<'noise'>): string => {
  const words = (value: number): string => valueWords(what, value);
  return `${names[what]} ${words(point.value)} (usual ${words(centre)}, ${words(point.low)} to ${words(point.high)})`;
};

function thin({ weeks, needed }: Extract<Change, { verdict: 'not enough data' }>, began: number): string {
  const since = began > 1 ? ` since charter version ${began} came into force` : '';
  return `${countWords(weeks, 'week')} of the ${needed} that a baseline needs${since}`;
}

/** Whether the week had no case of this at all: however many weeks there are to hold it against, there is nothing to hold. */
function isWithoutCase(what: Watched, { accepted, rejected, sql, handedBack }: Now): boolean {
  switch (what) {
    case 'offered':
      return false;
    case 'acceptance':
    case 'in_time':
    case 'median':
      return accepted.of + rejected.of === 0;
    case 'sql':
      return sql + handedBack === 0;
  }
}

export function changesSection({ changes, running, charter, answers }: WeekFigures): Section {
  const title = 'Signal or noise';
  if (running) return { title, lines: ['The week is not over: it is held against the others once it is.'] };
  const judged = watched.flatMap((what) => {
    const change = changes[what];
    return change === undefined ? [] : [{ what, change }];
  });
  const signals = judged.flatMap(({ what, change }) =>
    change.verdict === 'signal' ? [signalWords(what, change)] : [],
  );
  const noise = judged.flatMap(({ what, change }) =>
    change.verdict === 'noise' ? [{ weeks: change.weeks, words: noiseWords(what, change) }] : [],
  );
  const most = Math.max(...noise.map(({ weeks }) => weeks));
  const undecided = judged.flatMap(({ what, change }) =>
    change.verdict === 'not enough data'
      ? [{ what, name: names[what], why: thin(change, charter.version) }]
      : [],
  );
  const without = undecided.filter(({ what }) => isWithoutCase(what, answers.now));
  const lacking = undecided.filter((each) => !without.includes(each));
  const whys = [...new Set(lacking.map(({ why }) => why))];
  const begun =
    charter.began.length === 0
      ? []
      : [
          `Charter version ${charter.began.join(', ')} came into force this week: weeks are counted anew from the next one on.`,
        ];
  return {
    title,
    lines: [
      ...begun,
      ...signals,
      ...(noise.length === 0
        ? []
        : [
            `Noise, as weeks differ anyway, against up to ${countWords(most, 'week')}: ${noise.map(({ words }) => words).join('; ')}.`,
          ]),
      ...(without.length === 0
        ? []
        : [`Nothing of the week to hold against others: ${without.map(({ name }) => name).join(', ')}.`]),
      ...whys.map((why) => {
        const these = lacking.filter((each) => each.why === why).map(({ name }) => name);
        return `Not enough data: ${these.join(', ')}. There ${why.startsWith('1 ') ? 'is' : 'are'} ${why}.`;
      }),
    ],
  };
}
