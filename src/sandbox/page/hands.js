// The wire to the sandbox: the hands API over fetch, with every failure as one sentence a person can act on.

const UNREACHABLE =
  'The sandbox does not answer. Check that it is still running; this page reconnects by itself.';

/** A refusal by the sandbox; `message` is a sentence to show, `code` Slack's word for it. */
export class HandsError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** GET a hands path, e.g. `see?as=U1`. @throws {HandsError} */
export function fetchHands(path) {
  return request(`/hands/${path}`, { headers: { accept: 'application/json' } });
}

/** POST JSON to a hands verb. @throws {HandsError} */
export function postHands(verb, body) {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  return request(`/hands/${verb}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new HandsError('unreachable', UNREACHABLE);
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  const sentence =
    answer?.message ?? `The sandbox answered ${response.status} without a reason. Look at its log.`;
  throw new HandsError(answer?.error ?? `http_${response.status}`, sentence);
}
