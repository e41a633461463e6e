// A whole charter comes in: a template, YAML pasted or uploaded, or the provisional one as it stands.
import type { Charter } from '../../charter/charter.js';
import { charterFromYaml } from '../../charter/charter-file.js';
import { UserError } from '../../errors.js';
import { importDraft } from '../../journey/amend.js';
import { charterStanding } from '../../journey/charter-standing.js';
import { refused, type Submission } from '../boundary.js';
import { actorOf, type Desk } from '../desk.js';
import { changedModal } from '../views/amend-modals.js';
import { amendRefusalText } from '../views/amend-refusals.js';
import { whyIn } from '../views/forms/form.js';
import {
  readAboutWhole,
  readTemplate,
  readYamlForm,
  sentenceAt,
  type WholeWay,
  yamlErrors,
} from '../views/forms/whole-forms.js';
import { workingText } from '../views/propose-modals.js';
import { changesSince, refreshBelow } from './amending.js';
import { handedIn } from './charter-file.js';

/** A charter that was handed in, or what is wrong with it beside its field. */
type Given = { charter: Charter } | { errors: Record<string, string> };

async function givenAsYaml({ view }: Submission, desk: Desk): Promise<Given> {
  const read = readYamlForm(view.state.values);
  if ('errors' in read) return read;
  const from = 'file' in read ? 'file' : 'text';
  try {
    const parsed = charterFromYaml('file' in read ? await handedIn(desk, read.file) : read.text);
    return 'charter' in parsed ? parsed : { errors: yamlErrors(parsed.problems, from) };
  } catch (error) {
    if (error instanceof UserError) return { errors: sentenceAt(error.message, from) };
    throw error;
  }
}

async function given(way: WholeWay, now: Charter, submission: Submission, desk: Desk): Promise<Given> {
  switch (way) {
    case 'as_is':
      return { charter: now };
    case 'template': {
      const { charter } = readTemplate(submission.view.state.values);
      const { people, working, currency, reviewEveryMonths } = now;
      return { charter: { ...charter, people, working, currency, reviewEveryMonths } };
    }
    case 'yaml':
      return givenAsYaml(submission, desk);
  }
}

export async function submitWhole(submission: Submission, desk: Desk): Promise<void> {
  const { view, person } = submission;
  const { seen, way } = readAboutWhole(view);
  const { charter: now } = workingText(await charterStanding(desk.workplace));
  const read = await given(way, now, submission, desk);
  if ('errors' in read) return submission.ack({ response_action: 'errors', errors: read.errors });
  const by = await actorOf(desk, person);
  const { charter } = read;
  const { refused: why } = await importDraft(desk.workplace, {
    by,
    seen,
    charter,
    why: whyIn(view.state.values),
  });
  if (why === null) {
    await submission.ack();
    return refreshBelow(submission, desk, null);
  }
  const changes = changesSince(why, await charterStanding(desk.workplace));
  // A whole charter on top of what somebody else changed would overwrite that.
  if (changes !== null)
    return submission.ack({ response_action: 'update', view: changedModal({ changes, again: null }) });
  if (why.kind === 'nothing changes' || why.kind === 'words needed' || why.kind === 'not yours to name')
    return submission.ack({ response_action: 'errors', errors: sentenceAt(amendRefusalText(why), 'why') });
  return refused(submission, amendRefusalText(why));
}
