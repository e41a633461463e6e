// Draws what is told of a diagnosis in the channel: the whole of it, shared by somebody, or one finding for marketing.
import { findingId } from '../funnel/findings/family.js';
import { type DiagnosisNotice, saidIn } from '../funnel/notices.js';
import { diagnose } from '../journey/diagnose.js';
import { rolesInForce } from '../journey/roles.js';
import type { Workplace } from '../journey/workplace.js';
import type { OwedMessage } from '../store/messages.js';
import type { Drawing, Drawn } from './drawing.js';
import { mentions } from './mrkdwn.js';
import { findingForMarketing } from './views/diagnosis/finding-told.js';
import { sharedDiagnosis } from './views/diagnosis/summary.js';
import { turnOf } from './views/diagnosis/turn.js';

/** The whole channel reads it: nobody's figures stand alone. */
const everybody = { manager: false, person: null } as const;

/** The diagnosis that somebody shared, from today's figures. Reps are not told apart in it. */
async function drawShared(key: string, workplace: Workplace): Promise<Drawing> {
  const { days, split, by } = saidIn(key);
  const shown = split === 'rep' ? null : split;
  const diagnosis = await diagnose(workplace, { days, by: shown, seer: everybody });
  const scene = {
    diagnosis,
    turn: turnOf({ days, by: shown }),
    nameOf: (name: string | null) => name ?? 'Nobody said',
  };
  return sharedDiagnosis(scene, by);
}

/** A finding that somebody tells marketing; null when today's figures do not show it any more. */
async function drawFinding(key: string, workplace: Workplace): Promise<Drawing | null> {
  const { days, by, finding: id } = saidIn(key);
  const { findings, scope } = await diagnose(workplace, { days, by: null, seer: everybody });
  const finding = findings.find((each) => findingId(each) === id);
  if (finding === undefined) return null;
  const { currency, working } = scope.charter;
  const { marketing } = await rolesInForce(workplace);
  const shown = { currency, zone: working.zone, turn: turnOf({ days, by: null }) };
  return findingForMarketing(finding, shown, { by, marketing: mentions(marketing) });
}

type OfDiagnosis = Extract<OwedMessage, { kind: DiagnosisNotice['kind'] }>;

/** Whether a message tells of a diagnosis. */
export const isOfDiagnosis = (message: OwedMessage): message is OfDiagnosis =>
  message.kind === 'diagnosis' || message.kind === 'finding';

/** What the message should show now. Nobody needs it any more when somebody deleted it. */
export async function drawDiagnosis({ kind, key }: OfDiagnosis, workplace: Workplace): Promise<Drawn> {
  const drawing = kind === 'diagnosis' ? await drawShared(key, workplace) : await drawFinding(key, workplace);
  return { drawing, at: workplace.now(), worthPostingAnew: false, also: [] };
}
