// The pages behind a diagnosis that are one section each: the leak ledger, and velocity.
import type { Drawing } from '../../drawing.js';
import { context } from '../block-parts.js';
import { sectionsDrawn, sectionsSpoken } from '../figures.js';
import { daysWords } from './amounts.js';
import { ledgerSection, speedSection } from './pictures.js';
import type { DiagnosisScene } from './summary.js';

const TEXT_CHARACTERS = 2_500;

function pageOf(section: ReturnType<typeof ledgerSection>, { turn }: DiagnosisScene): Drawing {
  const before = context([daysWords(turn)]);
  return {
    text: sectionsSpoken([section], TEXT_CHARACTERS),
    ...sectionsDrawn(section.title, [section], { before }),
  };
}

/** Every handshake and its fate. */
export const ledgerMessage = (scene: DiagnosisScene): Drawing =>
  pageOf(ledgerSection(scene.diagnosis.ledger, scene.diagnosis.scope.charter.currency), scene);

/** How fast the funnel makes money, and what moved that. */
export const velocityMessage = (scene: DiagnosisScene): Drawing =>
  pageOf(speedSection(scene.diagnosis.speed, scene.diagnosis.scope.charter.currency), scene);
