// The fixed credentials of the sandbox's Slack: they open nothing but this emulator on this machine.

/** What a bot needs to talk to the sandbox, shaped as Slack would hand them out; all of them are public. */
export const sandboxCredentials = {
  botToken: 'xoxb-sandbox',
  appToken: 'xapp-sandbox',
  signingSecret: 'sandbox',
  intakeSecret: 'whsec_c2FuZGJveA==',
} as const;
