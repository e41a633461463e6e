// The line of rooms holds: what CI checks sees every module, and catches a planted violation.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';
// @ts-expect-error the rules are plain JavaScript
import rules from '../.dependency-cruiser.mjs';

/** Cruises a small tree of files, given by path and text, under the project's own rules. */
async function violationsIn(files: Record<string, string>): Promise<string[]> {
  const base = mkdtempSync(join(tmpdir(), 'rooms-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(base, path)), { recursive: true });
      writeFileSync(join(base, path), text);
    }
    const { tsConfig: _, ...options } = rules.options;
    const ruleSet = { forbidden: rules.forbidden };
    const { output } = await cruise(['src'], { ...options, ruleSet, validate: true, baseDir: base });
    const { summary } = output as ICruiseResult;
    expect(summary.totalCruised).toBeGreaterThan(1);
    return summary.violations.map(({ rule }) => rule.name);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

const store = { 'src/store/store.ts': 'export const store = 1;\n' };

describe('the line of rooms', () => {
  test('sees the whole house, and finds it in order', async () => {
    const { output } = await cruise(['src'], {
      ...rules.options,
      ruleSet: { forbidden: rules.forbidden },
      validate: true,
    });
    const { summary } = output as ICruiseResult;
    expect(summary.violations).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(100);
  });

  test('catches a rule that reads the clock of the machine or a file', async () => {
    const planted = {
      'src/charter/planted.ts': "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
    };
    expect(await violationsIn({ ...store, ...planted })).toContain('the-rules-touch-nothing');
  });

  test('reads the environment in one place', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const readers = files
      .filter((file) => !file.startsWith('store/generated'))
      .filter((file) => readFileSync(join('src', file), 'utf8').includes('process.env'));
    expect(readers).toEqual(['config.ts']);
  });

  test('lets nobody in the Slack room but the courier take more than types from the store', () => {
    const files = readdirSync('src/slack', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    expect(files.length).toBeGreaterThan(20);
    const reaching = files
      .map((file) => join('src/slack', file))
      .filter((file) => /^import (?!type )[^;]*from '(\.\.\/)+store\//m.test(readFileSync(file, 'utf8')));
    expect(reaching.filter((file) => file !== 'src/slack/courier.ts')).toEqual([]);
  });

  test('catches a rule that reaches into the store', async () => {
    const planted = {
      'src/charter/planted.ts': "import { store } from '../store/store.js';\nexport const x = store;\n",
    };
    expect(await violationsIn({ ...store, ...planted })).toContain('charter-knows-only-its-left');
  });

  test('catches a type that comes from the wrong side', async () => {
    const planted = {
      'src/handshake/planted.ts': "import type { Door } from '../slack/door.js';\nexport type X = Door;\n",
      'src/slack/door.ts': 'export type Door = 1;\n',
    };
    expect(await violationsIn(planted)).toContain('handshake-knows-only-its-left');
  });

  test('catches the sandbox knowing us, and a room that nobody listed', async () => {
    const planted = {
      'src/sandbox/planted.ts': "import { store } from '../store/store.js';\nexport const x = store;\n",
      'src/attic/planted.ts': "import { store } from '../store/store.js';\nexport const y = store;\n",
    };
    const found = await violationsIn({ ...store, ...planted });
    expect(found).toContain('sandbox-knows-only-its-left');
    expect(found).toContain('every-room-is-listed');
  });
});
