// A rich_text value as the words with marks that a person would have typed; pure, the way back from what the sandbox keeps.

const MARKS = { bold: '*', italic: '_', strike: '~', code: '`' };

/** The words of a rich_text block; '' for nothing. */
export const wordsOfRichText = (block) => (block?.elements ?? []).map(part).join('\n');

function part(node) {
  const lines = (node.elements ?? []).map(span).join('');
  switch (node.type) {
    case 'rich_text_list':
      return node.elements
        .map(
          (item, index) =>
            `${node.style === 'ordered' ? `${(node.offset ?? 0) + index + 1}.` : '•'} ${part(item)}`,
        )
        .join('\n');
    case 'rich_text_quote':
      return lines.replace(/^/gm, '> ');
    case 'rich_text_preformatted':
      return `\`\`\`\n${lines}\n\`\`\``;
    default:
      return lines;
  }
}

function span(node) {
  const marks = Object.entries(MARKS)
    .filter(([name]) => node.style?.[name])
    .map(([, mark]) => mark);
  return `${marks.join('')}${plain(node)}${marks.reverse().join('')}`;
}

function plain(node) {
  switch (node.type) {
    case 'link':
      return node.text ? `<${node.url}|${node.text}>` : `<${node.url}>`;
    case 'user':
      return `<@${node.user_id}>`;
    case 'channel':
      return `<#${node.channel_id}>`;
    case 'usergroup':
      return `<!subteam^${node.usergroup_id}>`;
    case 'broadcast':
      return `<!${node.range}>`;
    case 'emoji':
      return `:${node.name}:`;
    default:
      return node.text ?? '';
  }
}
