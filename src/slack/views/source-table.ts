// The figures of a replay by source, as columns of one width.
import type { KnownBlock } from '@slack/types';
import type { Replay } from '../../funnel/replay.js';
import { clip, coded, oneLine } from '../mrkdwn.js';
import { section } from './block-parts.js';

const SOURCES_SHOWN = 20;
const CELL_CHARACTERS = 24;

type Row = readonly [string, string, string, string, string];

/** Gained and lost by source, the sources that change most first. */
export function bySource({ gained, lost }: Replay): { rows: Row[]; more: number } {
  const sources = [...new Set([...lost, ...gained].map(({ source }) => source))];
  const rows = sources
    .map((source) => {
      const more = gained.find((each) => each.source === source)?.n ?? 0;
      const less = lost.find((each) => each.source === source);
      return { source, more, less };
    })
    .sort((a, b) => b.more + (b.less?.n ?? 0) - (a.more + (a.less?.n ?? 0)));
  return {
    rows: rows
      .slice(0, SOURCES_SHOWN)
      .map(
        ({ source, more, less }): Row => [
          clip(oneLine(source), CELL_CHARACTERS),
          String(more),
          String(less?.n ?? 0),
          String(less?.ofWhichAccepted ?? 0),
          String(less?.ofWhichSql ?? 0),
        ],
      ),
    more: Math.max(0, rows.length - SOURCES_SHOWN),
  };
}

const HEAD: Row = ['Source', 'New', 'Lost', 'accepted', 'SQL'];

/** Columns of one width, in a block of code: Slack shows its own tables in messages and not in modals. */
export function tableOf(rows: readonly Row[]): KnownBlock {
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  return section(
    `*By source* (of those lost, how many sales had accepted, and how many became SQL)\n\`\`\`${lines.map(coded).join('\n')}\`\`\``,
  );
}
