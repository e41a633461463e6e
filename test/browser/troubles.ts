// Noting what goes wrong on a page while somebody uses it.
import type { Page, Request } from 'playwright-core';

/** Errors on the console, failed requests, and requests that went anywhere but to the sandbox; the list grows. */
export function noteTroubles(page: Page, url: string): string[] {
  const troubles: string[] = [];
  // The page closes its live connection when it becomes somebody else, and a reload leaves behind what it was reading.
  const mayEnd = (request: Request) =>
    request.method() === 'GET' &&
    request.failure()?.errorText === 'net::ERR_ABORTED' &&
    [`${url}/hands/`, `${url}/icon.svg`].some((start) => request.url().startsWith(start));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('dialog', (dialog) => {
    troubles.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) troubles.push(`asked elsewhere: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    if (!mayEnd(request)) troubles.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.url()}: ${response.status()}`);
  });
  return troubles;
}
