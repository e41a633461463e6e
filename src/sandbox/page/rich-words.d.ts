// What tests see of rich-words.js.
export function wordsOfRichText(block: object | null | undefined): string;
