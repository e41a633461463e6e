// Properties of the charter as data: its words say what it judges, its difference makes the other, its file reads back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { charterFromYaml, charterToYaml, ruleFromYaml, ruleToYaml } from '../../src/charter/charter-file.js';
import { checkedCharter } from '../../src/charter/checked.js';
import { applyChanges, changeWords, differencesBetween } from '../../src/charter/difference.js';
import { Rule } from '../../src/charter/rule.js';
import { ruleWords } from '../../src/charter/rule-words.js';
import { judge } from '../../src/handshake/verdicts.js';
import { charter, evidence, rule, signals, twoCharters } from './charters.js';
import { PATIENCE_MS, runs } from './runs.js';
import { readWords } from './words-reader.js';

const truths = { met: 1, unknown: 0.5, unmet: 0 } as const;

test(
  'a reader of the words of a rule comes to the verdict that the rule gives',
  () => {
    fc.assert(
      fc.property(
        rule,
        signals,
        fc.array(evidence, { minLength: 1, maxLength: 4 }),
        (given, labels, leads) => {
          const words = ruleWords(given, { signals: labels });
          expect(words).not.toMatch(/[\n\r\u2028\u2029]/);
          const read = readWords(words, labels);
          for (const lead of leads) expect([words, read(lead)]).toEqual([words, truths[judge(given, lead)]]);
        },
      ),
      runs(2000),
    );
  },
  PATIENCE_MS,
);

test(
  'two different rules never read the same',
  () => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 30, maxLength: 60 }), signals, (rules, labels) => {
        const byWords = new Map<string, string>();
        for (const each of rules) {
          const words = ruleWords(each, { signals: labels });
          const text = JSON.stringify(each);
          expect([words, byWords.get(words) ?? text]).toEqual([words, text]);
          byWords.set(words, text);
        }
      }),
      runs(200),
    );
  },
  PATIENCE_MS,
);

test(
  'any rule that was generated is a rule, and reads back from the field of a form',
  () => {
    fc.assert(
      fc.property(rule, (given) => {
        expect(Rule.parse(given)).toEqual(given);
        expect(ruleFromYaml(ruleToYaml(given))).toEqual({ rule: given });
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'the difference applied to the one charter gives the other, and is told in words',
  () => {
    fc.assert(
      fc.property(twoCharters, ([from, to]) => {
        const changes = differencesBetween(from, to);
        expect(applyChanges(from, changes)).toEqual(to);
        expect(applyChanges(to, differencesBetween(to, from))).toEqual(from);
        for (const change of changes) {
          expect(changeWords(change)).toMatch(/^\S[^\n\r]*$/);
          expect(change.said).not.toEqual([]);
          for (const { what, before, after } of change.said) {
            expect(what.trim()).not.toBe('');
            expect(before).not.toBe(after);
          }
        }
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'there is no difference between a charter and itself, however its fields are ordered, and some between two',
  () => {
    fc.assert(
      fc.property(charter, charter, (one, other) => {
        const turned = Object.fromEntries(Object.entries(one).toReversed());
        expect(differencesBetween(one, { ...one, ...turned })).toEqual([]);
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(differencesBetween(one, other).length === 0).toBe(same);
      }),
      runs(200),
    );
  },
  PATIENCE_MS,
);

test(
  'what is kept of a difference can be applied after it was kept as JSON',
  () => {
    fc.assert(
      fc.property(twoCharters, ([from, to]) => {
        const kept = JSON.parse(JSON.stringify(differencesBetween(from, to)));
        expect(applyChanges(from, kept)).toEqual(to);
      }),
      runs(200),
    );
  },
  PATIENCE_MS,
);

test(
  'a charter that is exported and imported is the same charter, and its file is the same file',
  () => {
    fc.assert(
      fc.property(charter, (given) => {
        expect(checkedCharter(given)).toEqual({ charter: given });
        const file = charterToYaml(given);
        expect(charterFromYaml(file)).toEqual({ charter: given });
        expect(charterToYaml(structuredClone(given))).toBe(file);
        // As an editor on another system would keep it.
        expect(charterFromYaml(new TextDecoder().decode(new TextEncoder().encode(file)))).toEqual({
          charter: given,
        });
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'whatever text is taken for a charter or a rule is read or refused by line, and never throws',
  () => {
    const file = charterToYaml(applyChanges(fc.sample(charter, { numRuns: 1, seed: 7 })[0] ?? never(), []));
    const damaged = fc
      .tuple(fc.nat({ max: file.length }), fc.nat({ max: 40 }), fc.string({ maxLength: 6 }))
      .map(([at, length, put]) => `${file.slice(0, at)}${put}${file.slice(at + length)}`);
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string(), fc.json()), (text) => {
        for (const read of [charterFromYaml(text), ruleFromYaml(text)]) {
          if (!('problems' in read)) continue;
          expect(read.problems).not.toEqual([]);
          for (const { line, message } of read.problems) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(text.split('\n').length);
            expect(message).toMatch(/[.?]$/);
          }
        }
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

const never = (): never => {
  throw new Error('no sample was drawn');
};
