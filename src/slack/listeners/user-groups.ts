// The user groups of the workspace, for menus.
import { WebAPIPlatformError } from '@slack/web-api';
import type { Desk } from '../desk.js';
import type { UserGroup } from '../views/modal-parts.js';

/** The user groups there are; none where the plan has none, or Slack would not say. */
export async function groupsOf({ client, log }: Desk): Promise<UserGroup[]> {
  try {
    const { usergroups } = await client.usergroups.list();
    return (usergroups ?? []).flatMap(({ id, name, handle }) =>
      id === undefined ? [] : [{ id, name: name ?? handle ?? id }],
    );
  } catch (error) {
    log.info(
      { reason: error instanceof WebAPIPlatformError ? error.data.error : 'no answer' },
      'no user groups',
    );
    return [];
  }
}
