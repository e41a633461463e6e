// The diagnosis as one message: the map, where leads stall, the four questions, the worst findings, and what else there is.
import type { Button, KnownBlock } from '@slack/types';
import { dayAfter } from '../../../funnel/asked.js';
import type { Diagnosis } from '../../../funnel/diagnosis.js';
import type { Answer, Verdict } from '../../../funnel/questions.js';
import { some } from '../../../funnel/words.js';
import type { Drawing } from '../../drawing.js';
import { actionIds } from '../../ids.js';
import { mention, within } from '../../mrkdwn.js';
import { actions, button, context, header, section } from '../block-parts.js';
import { sectionsDrawn } from '../figures.js';
import { daysWords } from './amounts.js';
import { findingBlocks, findingWords, pageValue, type Shown } from './finding-blocks.js';
import { mapSection, missingWords, splitSection, timesSection } from './pictures.js';
import { type Turn, turnValue } from './turn.js';

/** How much is tried to fit: findings on the first page, the others being behind a button, and groups of a split. */
const FITS: readonly { findings: number; groups: number }[] = [
  { findings: 3, groups: 14 },
  { findings: 2, groups: 14 },
  { findings: 2, groups: 8 },
  { findings: 1, groups: 8 },
  { findings: 1, groups: 4 },
  { findings: 0, groups: 4 },
  { findings: 0, groups: 1 },
];

/** On a page of their own. */
const FINDINGS_A_PAGE = 6;

/** Slack takes about 13,200 characters over all blocks of a message. */
const CHARACTERS_MOST = 12_800;

const QUESTION_CHARACTERS = 160;
const BECAUSE_CHARACTERS = 420;
const TEXT_CHARACTERS = 2_500;

const HEADING = 'Funnel diagnosis';

/** What a diagnosis is drawn with: what was asked, and what reps and other groups are called, unescaped. */
export interface DiagnosisScene {
  diagnosis: Diagnosis;
  turn: Turn;
  nameOf(name: string | null): string;
}

const shownOf = ({ diagnosis, turn }: DiagnosisScene): Shown => {
  const { currency, working } = diagnosis.scope.charter;
  return { currency, zone: working.zone, turn };
};

/** The days and the charter, in small print. */
const basis = ({ diagnosis: { scope } }: DiagnosisScene): string =>
  `${daysWords({ from: scope.from, to: dayAfter(scope.to, -1) })} · charter version ${scope.agreement.version}${scope.agreement.signed ? '' : ' (provisional, unsigned)'} · rates with their 95 % interval and n`;

const signs: Readonly<Record<Verdict, string>> = {
  yes: '✓ Yes',
  no: '✗ No',
  'not enough data': '? Not enough data',
};

const answered = ({ asks, verdict, because }: Answer, place: number): string =>
  `*${place + 1}. ${within(asks, QUESTION_CHARACTERS)}*\n*${signs[verdict]}.* ${within(because, BECAUSE_CHARACTERS)}`;

/** The four questions, in two blocks so that neither grows too long. */
const questionBlocks = (answers: readonly Answer[]): KnownBlock[] => [
  section(`*The four questions*\n${answers.slice(0, 2).map(answered).join('\n')}`),
  section(
    answers
      .slice(2)
      .map((each, place) => answered(each, place + 2))
      .join('\n'),
  ),
];

function lackingWords({ lacking }: Diagnosis): string[] {
  if (lacking.length === 0) return [];
  const said = lacking.map(({ looksFor, because }) => `${looksFor} (${because})`).join('; ');
  return [`Not enough data to look for: ${within(said, 900)}.`];
}

const foundWords = ({ findings }: Diagnosis): string => {
  if (findings.length === 0)
    return '*Findings*\nNone: nothing was found that chance alone would not show, where there was enough data to look.';
  return `*Findings, worst first*\n${some(findings.length, 'finding')}. Where nothing is wrong, fewer than 1 diagnosis in 20 claims something.`;
};

const open = (of: { action: string; text: string; turn: Turn; primary?: boolean }): Button =>
  button({
    action: of.action,
    text: of.text,
    value: turnValue(of.turn),
    label: of.text,
    ...(of.primary ? { primary: true } : {}),
  });

function more({ diagnosis, turn }: DiagnosisScene, shown: number): KnownBlock {
  const rest = diagnosis.findings.length - shown;
  return actions([
    ...(rest > 0
      ? [
          open({
            action: actionIds.allFindings,
            text: `${some(rest, 'more finding')}`,
            turn: { ...turn, at: shown },
          }),
        ]
      : []),
    open({ action: actionIds.leakLedger, text: 'Leak ledger', turn }),
    open({ action: actionIds.velocity, text: 'Velocity', turn }),
    open({ action: actionIds.proposals, text: 'Proposals for the charter', turn }),
    open({ action: actionIds.shareDiagnosis, text: 'Share in the channel', turn, primary: true }),
  ]);
}

function spoken({ diagnosis, turn }: DiagnosisScene): string {
  const { findings, questions, map } = diagnosis;
  const offered = map.stations.find(({ name }) => name === 'Offered')?.n ?? 0;
  const worst = findings[0] === undefined ? '' : `, the worst: ${within(findings[0].title, 120)}`;
  const verdicts = questions.map(({ verdict }) => verdict).join(', ');
  return `${HEADING}, ${daysWords(turn)}: ${some(offered, 'lead')} offered, ${some(findings.length, 'finding')}${worst}. The four questions: ${verdicts}.`.slice(
    0,
    TEXT_CHARACTERS,
  );
}

const sizeOf = (blocks: readonly KnownBlock[]): number => JSON.stringify(blocks).length;

/** Everything in its order, with so many findings. */
function drawn(
  scene: DiagnosisScene,
  of: { findings: number; groups: number; shared: boolean; before: readonly KnownBlock[] },
) {
  const { diagnosis, turn, nameOf } = scene;
  const shown = shownOf(scene);
  const worst = diagnosis.findings.slice(0, of.findings);
  const missing = missingWords(diagnosis);
  const before = [...of.before, ...context([basis(scene)])];
  const questions = questionBlocks(diagnosis.questions);
  const buttons = of.shared ? [] : [more(scene, worst.length)];
  if (missing !== null) {
    const blocks = [header(HEADING), ...before, section(`*Nothing to diagnose*\n${within(missing, 600)}`)];
    return { blocks: [...blocks, ...questions, ...buttons] };
  }
  const sections = [
    mapSection(diagnosis.map),
    timesSection(diagnosis.map),
    ...(diagnosis.split === null ? [] : [splitSection(diagnosis.split, { nameOf, most: of.groups })]),
  ];
  const rest = diagnosis.findings.length - worst.length;
  return sectionsDrawn(`${HEADING}${turn.by === null ? '' : ` by ${turn.by}`}`, sections, {
    before,
    after: [
      ...questions,
      section(foundWords(diagnosis)),
      ...worst.flatMap((finding) =>
        of.shared ? [section(findingWords(finding, shown.currency))] : findingBlocks(finding, shown),
      ),
      ...(of.shared && rest > 0 ? context([`and ${some(rest, 'finding')} more: \`/funnel diagnose\``]) : []),
      ...context(lackingWords(diagnosis)),
      ...buttons,
    ],
  });
}

/** With as much as fits. */
function fitting(scene: DiagnosisScene, of: { shared: boolean; before: readonly KnownBlock[] }): Drawing {
  const text = spoken(scene);
  for (const fit of FITS) {
    const drawing = drawn(scene, { ...of, ...fit });
    if (sizeOf(drawing.blocks) <= CHARACTERS_MOST) return { text, ...drawing };
  }
  return { text, ...drawn(scene, { ...of, findings: 0, groups: 0 }) };
}

/** The diagnosis for the person who asked. */
export const diagnosisMessage = (scene: DiagnosisScene): Drawing =>
  fitting(scene, { shared: false, before: [] });

/** The diagnosis for everybody in the channel, with who asked; without buttons, since figures behind them are not everybody's. */
export function sharedDiagnosis(scene: DiagnosisScene, by: string): Drawing {
  const before = context([`${mention(by)} shares the funnel diagnosis.`]);
  const drawing = fitting(scene, { shared: true, before });
  return { ...drawing, text: `${mention(by)} shares: ${drawing.text}` };
}

/** The findings from one place on, for the person who asked. */
export function findingsMessage(scene: DiagnosisScene): Drawing {
  const { diagnosis, turn } = scene;
  const shown = shownOf(scene);
  const text = `Findings, ${daysWords(turn)}`;
  for (let count = FINDINGS_A_PAGE; ; count--) {
    const page = diagnosis.findings.slice(turn.at, turn.at + count);
    const rest = diagnosis.findings.length - turn.at - page.length;
    const blocks = [
      header('Findings, worst first'),
      ...context([basis(scene)]),
      ...(page.length === 0
        ? [section('There are no more.')]
        : page.flatMap((each) => findingBlocks(each, shown))),
      ...(rest > 0
        ? [
            actions([
              button({
                action: actionIds.allFindings,
                text: some(rest, 'more finding'),
                value: pageValue(turn, turn.at + page.length),
                label: some(rest, 'more finding'),
              }),
            ]),
          ]
        : context(lackingWords(diagnosis))),
    ];
    if (count === 1 || sizeOf(blocks) <= CHARACTERS_MOST) return { text, blocks };
  }
}
