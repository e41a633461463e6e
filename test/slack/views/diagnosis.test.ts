// Every message of a diagnosis within Slack's limits, however long the names and however many the findings.
import { describe, expect, test } from 'vitest';
import { answer, type Cell, cellOf } from '../../../src/funnel/cells.js';
import { diagnosisOf } from '../../../src/funnel/diagnosis.js';
import type { Candidate } from '../../../src/funnel/findings/finding.js';
import type { Measure } from '../../../src/funnel/measures.js';
import { findingForMarketing } from '../../../src/slack/views/diagnosis/finding-told.js';
import { ledgerMessage, velocityMessage } from '../../../src/slack/views/diagnosis/pages.js';
import {
  filledIn,
  proposalsMessage,
  readProposal,
} from '../../../src/slack/views/diagnosis/proposals-view.js';
import {
  type DiagnosisScene,
  diagnosisMessage,
  findingsMessage,
  sharedDiagnosis,
} from '../../../src/slack/views/diagnosis/summary.js';
import { readTurn, turnOf, turnValue } from '../../../src/slack/views/diagnosis/turn.js';
import { formFor } from '../../../src/slack/views/forms/forms.js';
import { aCharter } from '../../make.js';
import { aFullCharter, expectOpenable, expectSendable, mrkdwnOf, names } from './limits.js';

const days = { from: '2026-08-31', to: '2026-11-28' };

const finding = (word: string, place: number): Candidate => ({
  kind: 'misleading_source',
  about: `source:${word}:${place}`,
  title: `Leads from the source “${word}” are rejected for “${word}”`,
  seen: `Sales cited it for 74 leads of this source, ${word}. `.repeat(6),
  figures: [],
  p: 0.001,
  cost: { in: 'sqls', sqls: [1.2, 5.6], cents: [1_000_000, 460_000_000] },
  steps: [
    {
      do: 'see leads',
      sought: {
        trait: { is: 'cited', criterion: 'company_size', contradicted: true },
        from: '2026-08-31',
        to: '2026-11-29',
        under: { dimension: 'source', value: word },
      },
    },
    { do: 'tell marketing' },
    { do: 'open clause', part: 'criterion', id: 'company_size' },
  ],
});

function sceneOf(word: string): DiagnosisScene {
  const measures: Measure[] = [
    'lead',
    'mql',
    'offered',
    'fate:sql',
    'reached:sql',
    'outcome:accepted',
    'posted',
  ];
  const cells = Array.from({ length: 60 }, (_, place) => place).flatMap((place) =>
    measures.map(
      (measure): Cell =>
        cellOf({
          day: '2026-11-02',
          charter: 3,
          source: `${word} ${place}`,
          campaign: word,
          segment: word,
          rep: 'UDANA',
          measure,
          n: 1_000_000,
          cents: 9_999_999,
          minutes: 100_000,
        }),
    ),
  );
  const diagnosis = diagnosisOf(
    {
      scope: {
        charter: aFullCharter(word),
        agreement: {
          version: 999_999,
          signed: false,
          since: '2026-01-01',
          reviewedOn: '2020-01-01',
          review: { dueOn: '2020-04-01', state: 'overdue', rung: 9 },
          owners: [],
        },
        from: days.from,
        to: '2026-11-29',
        today: days.to,
        sample: [],
      },
      by: 'source',
      seer: { manager: true },
    },
    (question) => answer(cells, question),
  );
  const findings = Array.from({ length: 40 }, (_, place) => finding(word, place));
  return {
    diagnosis: { ...diagnosis, findings },
    turn: turnOf({ days, by: 'source' }),
    nameOf: (name) => name ?? '–',
  };
}

describe.each(Object.entries(names))('with a name of %s', (kind, word) => {
  const scene = sceneOf(word);
  const drawings = [
    diagnosisMessage(scene),
    sharedDiagnosis(scene, 'URITA'),
    findingsMessage(scene),
    findingsMessage({ ...scene, turn: { ...scene.turn, at: 39 } }),
    ledgerMessage(scene),
    velocityMessage(scene),
    findingForMarketing(
      finding(word, 1),
      { currency: 'AUD', zone: 'Australia/Sydney', turn: scene.turn },
      {
        by: 'URITA',
        marketing: '<!subteam^SMARKETING>',
      },
    ),
    proposalsMessage(
      Array.from({ length: 3 }, () => ({
        proposal: {
          title: word,
          why: word.repeat(20),
          part: { part: 'mql', mql: scene.diagnosis.scope.charter.mql },
        },
        replay: null,
      })),
      scene.turn,
    ),
  ];

  test('every message can be sent, with its chart and without', () => {
    for (const drawing of drawings) {
      expectSendable(drawing);
      if (drawing.plainer !== undefined) {
        expectSendable({ text: drawing.text, blocks: drawing.plainer });
        expect(drawing.plainer.some(({ type }) => (type as string) === 'data_visualization')).toBe(false);
      }
    }
  });

  test('no word from outside mentions anybody or links anywhere', () => {
    if (kind !== 'channel' && kind !== 'markup') return;
    for (const { text, blocks } of drawings)
      for (const said of [text, ...mrkdwnOf(blocks)])
        expect(said).not.toMatch(/<!channel>|<@UDANA>|<https:|<img/);
  });
});

test('what a button carries is read back, and anything else is not', () => {
  const turn = turnOf({ days, by: 'rep' }, 3);
  expect(readTurn(turnValue(turn))).toEqual(turn);
  for (const value of ['', '{}', '{"from":"x"}', 'null']) expect(readTurn(value)).toBeNull();
});

test('the form of a proposal is filled in with the change and its reason, and says that nothing has changed yet', () => {
  const { charter } = aCharter();
  const part = { part: 'mql', mql: { ...charter.mql, threshold: 60 } } as const;
  const about = {
    seen: { version: 3, revision: 0 },
    part: 'mql',
    id: null,
    why: 'Few are accepted.',
  } as const;
  const form = filledIn(formFor({ ...charter, mql: part.mql }, about), part);
  expectOpenable(form);
  const shown = JSON.stringify(form);
  for (const words of ['Filled in by the diagnosis', '"initial_value":"60"', 'Few are accepted.'])
    expect(shown).toContain(words);
  expect(readProposal(JSON.stringify({ part, why: 'x' }))).toEqual({ part, why: 'x' });
  expect(readProposal('accept')).toBeNull();
});
