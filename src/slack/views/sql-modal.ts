// The modal in which a rep confirms the SQL criteria of an accepted lead.
import type { KnownBlock, ModalView } from '@slack/types';
import type { CharterVersion } from '../../charter/charter.js';
import { callbackIds } from '../ids.js';
import { oneLine } from '../mrkdwn.js';
import { plain, section } from './block-parts.js';
import type { CardScene } from './card-scene.js';
import { verdictOf } from './checklist.js';
import { checkboxGroups, checkedIn, criterionOption, metadata, type StateValues } from './modal-parts.js';
import { boldTitle, criterionNames } from './wording.js';

const TICKED = 'ticked';
const NAMES_CHARACTERS = 600;

const asked = ({ charter }: CharterVersion) => charter.criteria.filter(({ gate }) => gate === 'SQL');

/** What an SQL cannot do without, in the charter's words, or an empty string. */
function needed(version: CharterVersion): string {
  const mandatory = asked(version).filter((criterion) => criterion.mandatory);
  const names = criterionNames(
    mandatory.map(({ id }) => id),
    version.charter,
    NAMES_CHARACTERS,
  );
  return names === '' ? '' : ` An SQL needs: ${names}.`;
}

/** The SQL criteria as checkboxes, ticked where the data said at the offer that they are met. */
export function sqlModal(scene: CardScene): ModalView {
  const { charter, offered, handshake } = scene;
  const criteria = asked(charter);
  const blocks: KnownBlock[] = [
    section(
      criteria.length === 0
        ? `${boldTitle(scene)}\nThis charter asks for no SQL criteria: mark the lead when you judge it sales-qualified.`
        : `${boldTitle(scene)}\nTick what you have confirmed with the lead.${needed(charter)}`,
    ),
    ...checkboxGroups({
      id: TICKED,
      label: 'SQL criteria',
      options: criteria.map((criterion) => criterionOption(criterion, offered.verdicts)),
      ticked: criteria.map(({ id }) => id).filter((id) => verdictOf(id, offered.verdicts).verdict === 'met'),
    }),
  ];
  return {
    type: 'modal',
    callback_id: callbackIds.markSql,
    private_metadata: metadata(handshake.id),
    title: plain('Mark as SQL', 24),
    submit: plain('Mark as SQL', 24),
    close: plain('Cancel', 24),
    blocks,
  };
}

/** The ids of the criteria ticked (`view.state.values`). Throws when the shape is not that of this modal. */
export function readTicked(values: StateValues): string[] {
  return Object.entries(values).flatMap(([block, elements]) => {
    if (!block.startsWith(`${TICKED}_`)) throw new Error(`the SQL modal has no block "${block}"`);
    return checkedIn(elements[block]);
  });
}

/** A sentence beside each group of checkboxes in which a mandatory criterion is missing, by block id. */
export function sqlErrors(missing: readonly string[], charter: CharterVersion): Record<string, string> {
  const groups = checkboxGroups({
    id: TICKED,
    label: TICKED,
    options: asked(charter).map((criterion) => criterionOption(criterion, [])),
  });
  return Object.fromEntries(
    groups.flatMap((group) => {
      const ids = 'options' in group.element ? (group.element.options ?? []).map(({ value }) => value) : [];
      const names = asked(charter)
        .filter(({ id }) => ids.includes(id) && missing.includes(id))
        .map(({ name }) => oneLine(name));
      if (names.length === 0) return [];
      const sentence = `An SQL needs: ${names.join(', ')}. Tick what is confirmed, or cancel and hand the lead back.`;
      return [[group.block_id ?? '', sentence]];
    }),
  );
}
