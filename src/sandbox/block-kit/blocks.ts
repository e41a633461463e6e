// The table of Block Kit's blocks: where each may stand, what it must and may hold, and the limits. To support a block, add its row.
import { asAccessory, inActions, inInput } from './elements.js';
import { IMAGE_URL_MAX, slackFile } from './objects.js';
import { inRichText } from './rich-text.js';
import {
  anyText,
  type BlockRule,
  block,
  boolean,
  EVERYWHERE,
  element,
  https,
  list,
  mrkdwn,
  object,
  oneOf,
  plain,
  type Rule,
  string,
  whole,
} from './rule.js';

const MESSAGE_AND_HOME = ['message', 'home'] as const;
const richText = block('rich_text');
const image = element('image');
const HEADER_CELLS = ['raw_text', 'raw_number'];
const CELLS = [...HEADER_CELLS, 'rich_text'];
const rows = (maxRows: number, minRows: number, header: string[]): Rule =>
  list({ is: 'list', of: { is: 'cell', header, body: CELLS }, min: 1, max: 20 }, maxRows, minRows);
const task = {
  required: {
    task_id: string(255),
    title: string(),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  optional: {
    type: oneOf('task_card'),
    details: richText,
    output: richText,
    sources: list(element('url'), undefined, 0),
  },
};

const SPEC: Record<string, BlockRule> = {
  section: {
    surfaces: EVERYWHERE,
    optional: {
      text: anyText(3000),
      fields: list(anyText(2000), 10),
      accessory: asAccessory,
      expand: boolean,
    },
    someOf: ['text', 'fields'],
  },
  header: { surfaces: EVERYWHERE, required: { text: plain(150) } },
  context: {
    surfaces: EVERYWHERE,
    required: { elements: list(element('image', 'plain_text', 'mrkdwn'), 10) },
  },
  actions: { surfaces: EVERYWHERE, required: { elements: list(inActions, 25) } },
  context_actions: {
    surfaces: ['message'],
    required: { elements: list(element('feedback_buttons', 'icon_button'), 5) },
  },
  input: {
    surfaces: EVERYWHERE,
    required: { label: plain(2000), element: inInput },
    optional: { hint: plain(2000), optional: boolean, dispatch_action: boolean },
  },
  image: {
    surfaces: EVERYWHERE,
    required: { alt_text: string(2000) },
    optional: { title: plain(2000), image_url: string(IMAGE_URL_MAX), slack_file: slackFile },
    oneOf: ['image_url', 'slack_file'],
  },
  divider: { surfaces: EVERYWHERE },
  markdown: { surfaces: ['message'], required: { text: string(12_000) } },
  rich_text: {
    surfaces: EVERYWHERE,
    required: {
      elements: list(inRichText),
    },
  },
  video: {
    surfaces: EVERYWHERE,
    required: {
      video_url: https(3000),
      thumbnail_url: string(3000),
      alt_text: string(2000),
      title: plain(200),
    },
    optional: {
      title_url: https(3000),
      author_name: string(50),
      provider_name: string(),
      provider_icon_url: string(3000),
      description: plain(2000),
    },
  },
  card: {
    surfaces: EVERYWHERE,
    optional: {
      hero_image: image,
      icon: image,
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      actions: list(element('button'), 3),
    },
    someOf: ['hero_image', 'title', 'actions', 'body'],
  },
  carousel: { surfaces: MESSAGE_AND_HOME, required: { elements: list(block('card'), 10) } },
  container: {
    surfaces: MESSAGE_AND_HOME,
    required: {
      child_blocks: list(
        block(
          ...['actions', 'context', 'divider', 'file', 'header', 'image', 'input', 'rich_text', 'section'],
          ...['table', 'video'],
        ),
        10,
      ),
    },
    optional: {
      title: plain(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: image,
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
    someOf: ['title', 'rich_text_title'],
    needs: ['default_collapsed', 'is_collapsible'],
  },
  alert: {
    surfaces: ['modal'],
    required: { text: anyText(200) },
    optional: { level: oneOf('default', 'info', 'warning', 'error', 'success') },
  },
  table: {
    surfaces: MESSAGE_AND_HOME,
    required: { rows: rows(100, 1, CELLS) },
    optional: {
      column_settings: list(
        object({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: boolean } }),
        20,
        0,
      ),
    },
  },
  data_table: {
    surfaces: MESSAGE_AND_HOME,
    required: { rows: rows(201, 2, HEADER_CELLS), caption: string() },
    optional: { page_size: whole(1, 100), row_header_column_index: whole(0, 19) },
  },
  data_visualization: { surfaces: ['message'], required: { title: string(50), chart: { is: 'chart' } } },
  file: { surfaces: ['message'], required: { source: oneOf('remote'), external_id: string() } },
  task_card: { surfaces: ['message'], ...task },
  plan: { surfaces: ['message'], required: { title: string() }, optional: { tasks: list(object(task)) } },
};

/** Every block by its type, each of which may carry a block_id. */
export const BLOCKS: Record<string, BlockRule> = Object.fromEntries(
  Object.entries(SPEC).map(([type, rule]) => [
    type,
    { ...rule, optional: { block_id: string(255), ...rule.optional } },
  ]),
);
