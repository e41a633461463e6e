// The signature on a delivery, by the Standard Webhooks scheme: who may come in, and why somebody may not.
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { Refusal } from './http.js';

/** How far a sender's clock may be from ours, in seconds, either way. The scheme's own tolerance. */
const TOLERANCE_SECONDS = 300;
const ID_CHARACTERS = 255;
const NAMES = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

const unauthorised = (code: string, message: string): Refusal => new Refusal(401, code, message);

/** Why a delivery that no secret matches was refused. The library judges; this only explains. */
function explain(timestamp: string, wall: Date): Refusal {
  const sent = /^\d{1,15}$/.test(timestamp) ? Number(timestamp) : null;
  if (sent === null)
    return unauthorised(
      'bad_timestamp',
      'The webhook-timestamp header is not a number of seconds since 1970. Send the Unix time in whole seconds.',
    );
  const ahead = sent - Math.floor(wall.getTime() / 1000);
  if (ahead < -TOLERANCE_SECONDS)
    return unauthorised(
      'timestamp_too_old',
      'The delivery was signed more than 5 minutes ago. Sign it again before sending, and check the clock of the sender.',
    );
  if (ahead > TOLERANCE_SECONDS)
    return unauthorised(
      'timestamp_in_future',
      'The delivery was signed more than 5 minutes in the future. Check the clock of the sender.',
    );
  return unauthorised(
    'signature_mismatch',
    'The signature does not match. Check that INTAKE_SECRET equals the secret in the sending tool, and that the body is signed exactly as it is sent.',
  );
}

const matches = (webhook: Webhook, body: Buffer, headers: Record<string, string>): boolean => {
  try {
    webhook.verify(body, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
};

/** A check of deliveries: returns the delivery's id, or throws a 401 Refusal. */
type CheckSignature = (headers: IncomingHttpHeaders, body: Buffer) => string;

/**
 * Checks against any of several secrets, so that one can be rotated while the other still works. `wall` is the real
 * clock. Throws when a secret is not base64, with or without the prefix `whsec_`.
 */
export function signatureCheck(secrets: readonly string[], wall: () => Date): CheckSignature {
  const webhooks = secrets.map((secret) => new Webhook(secret));
  return (headers, body) => {
    const given: Record<string, string> = {};
    for (const name of NAMES) {
      const value = headers[name];
      if (typeof value !== 'string' || value === '')
        throw unauthorised(
          'missing_signature',
          `The ${name} header is missing. Sign the delivery by the Standard Webhooks scheme with the secret in INTAKE_SECRET.`,
        );
      given[name] = value;
    }
    const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '' } = given;
    if (!webhooks.some((webhook) => matches(webhook, body, given))) throw explain(timestamp, wall());
    if (id.length > ID_CHARACTERS)
      throw new Refusal(
        400,
        'bad_webhook_id',
        `The webhook-id is longer than ${ID_CHARACTERS} characters. Send a shorter one.`,
      );
    return id;
  };
}
