// The sandbox's handbook is whole: every hand, method, event and kind of trouble is in it.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LEAVE_REASONS } from '../../src/sandbox/delivery/link.js';
import { PARCEL_KINDS } from '../../src/sandbox/delivery/parcel.js';
import { TROUBLE_KINDS } from '../../src/sandbox/delivery/trouble.js';
import { FAULT_KINDS } from '../../src/sandbox/faults.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { METHODS } from '../../src/sandbox/web-api/register.js';
import { post } from './a-bot.js';

const handbook = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.stop());

/** The names that the sandbox gives when it is asked for one it does not have. */
const listed = (message: string): string[] => message.replace(/^.*There are: |\.$/g, '').split(', ');

test('has an example of every hand', async () => {
  const deeds = listed((await post(sandbox, '/hands/nothing', {})).body.message);
  const looks = listed(
    ((await (await fetch(`${sandbox.url}/hands/nothing`)).json()) as { message: string }).message,
  );
  expect(deeds).toContain('click');
  expect([...deeds, ...looks].filter((name) => !new RegExp(`\\$H/${name}\\b`).test(handbook))).toEqual([]);
});

test('names every method and every kind of trouble', () => {
  const unnamed = Object.keys(METHODS).filter((method) => {
    const [family, ...rest] = method.split('.');
    return (
      !handbook.includes(`\`${method}\``) &&
      !(handbook.includes(`${family}.`) && handbook.includes(`\`${rest.join('.')}\``))
    );
  });
  expect(unnamed).toEqual([]);
  const words = [...FAULT_KINDS, ...TROUBLE_KINDS, ...PARCEL_KINDS, ...LEAVE_REASONS];
  expect(
    words.filter((word) => !handbook.includes(`\`${word}\``) && !handbook.includes(`"${word}"`)),
  ).toEqual([]);
});
