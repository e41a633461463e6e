// The promise of the switchboard: whatever Slack may send has exactly one listener, and every listener has a name.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { actionIds, callbackIds } from '../../src/slack/ids.js';
import { commands, events, presses, submissions } from '../../src/slack/switchboard.js';

const sorted = (names: Iterable<string>): string[] => [...names].sort();

describe('the switchboard', () => {
  test('answers every button and menu, and no other', () => {
    expect(sorted(Object.keys(presses))).toEqual(sorted(Object.values(actionIds)));
  });

  test('answers every modal, and no other', () => {
    expect(sorted(Object.keys(submissions))).toEqual(sorted(Object.values(callbackIds)));
  });

  test('answers with a listener of its own each', () => {
    for (const register of [presses, submissions, commands, events]) {
      const listeners = Object.values(register);
      expect(new Set(listeners).size).toBe(listeners.length);
      expect(listeners.every((listener) => typeof listener === 'function')).toBe(true);
    }
  });

  test('answers the commands and events that the manifest asks Slack for, and no other', () => {
    const manifest = parse(readFileSync(resolve(import.meta.dirname, '../../manifest.yml'), 'utf8')) as {
      features: { slash_commands?: { command: string }[] };
      settings: { event_subscriptions?: { bot_events?: string[] } };
    };
    expect(sorted(Object.keys(commands))).toEqual(
      sorted((manifest.features.slash_commands ?? []).map(({ command }) => command)),
    );
    expect(sorted(Object.keys(events))).toEqual(
      sorted(manifest.settings.event_subscriptions?.bot_events ?? []),
    );
  });
});
