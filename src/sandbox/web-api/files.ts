// files.*: handing in a file in Slack's three steps, and its facts.
import { UPLOAD_PREFIX } from '../file-kinds.js';
import { FILE_BYTES_MAX } from '../files.js';
import type { Channel, Message, SharedFile } from '../model.js';
import { Call, type Method, SlackError } from './call.js';
import { draftOf } from './chat.js';
import { writableChannel } from './lookup.js';
import { presentFile } from './present.js';

export const getUploadUrl: Method = (call) => {
  const name = call.needed('filename');
  const length = Number(call.needed('length'));
  if (!Number.isInteger(length) || length < 1) {
    throw new SlackError('invalid_arguments', ['[ERROR] must be greater than 0 [json-pointer:/length]']);
  }
  if (length > FILE_BYTES_MAX) throw new SlackError('file_upload_size_restricted');
  const { desk } = call;
  const created = Math.floor(desk.clock.now().getTime() / 1000);
  const { id, ticket } = desk.files.begin({ name, user: desk.workspace.botUser, created });
  return { upload_url: `${desk.url}${UPLOAD_PREFIX}${ticket}`, file_id: id };
};

export const completeUpload: Method = (call) => {
  const { workspace } = call.desk;
  const asked = askedFiles(call);
  const channels = call.text('channel_id') ? [writableChannel(call, 'channel_id')] : [];
  // All is checked before anything is done, so that a refused call can be made again.
  if (!asked.every(({ id }) => call.desk.files.isReady(id))) throw new SlackError('file_not_found');
  const drafts = channels.map((channel) => ({ channel, draft: commentOf(call, channel) }));
  const files = asked.flatMap(({ id, title }): SharedFile[] => {
    const file = call.desk.files.complete(id);
    if (!file) return [];
    return [{ ...file, ...(title === undefined ? {} : { title }), channels: channels.map((c) => c.id) }];
  });
  workspace.state.files.push(...files);
  for (const { channel, draft } of drafts)
    workspace.post(channel, { ...draft, files: files.map((file) => file.id) });
  workspace.changed('everybody');
  return { files: files.map((file) => presentFile(workspace, file)) };
};

/** Throws invalid_arguments. */
function askedFiles(call: Call): { id: string; title: string | undefined }[] {
  const given = call.structure('files');
  if (!Array.isArray(given) || given.length === 0)
    throw new SlackError('invalid_arguments', ['[ERROR] missing required field: files']);
  return given.map((file: { id?: unknown; title?: unknown } | null, i) => {
    if (typeof file?.id !== 'string') {
      throw new SlackError('invalid_arguments', [
        `[ERROR] missing required field: id [json-pointer:/files/${i}]`,
      ]);
    }
    return { id: file.id, title: typeof file.title === 'string' ? file.title : undefined };
  });
}

/** The message that carries the files: its text is `initial_comment`, and it may be empty. */
function commentOf(call: Call, channel: Channel): Omit<Message, 'ts'> {
  const asMessage = new Call(call.desk, { ...call.args, text: call.args.initial_comment });
  return draftOf(asMessage, channel, 'files');
}

export const info: Method = (call) => {
  const id = call.needed('file');
  const file = call.desk.workspace.state.files.find((f) => f.id === id);
  if (!file) throw new SlackError('file_not_found');
  return { file: presentFile(call.desk.workspace, file), comments: [] };
};
