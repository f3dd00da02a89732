/** Why something of the ledger is missing, or may be. */
export type TroubleCode = 'FULL' | 'REFUSED' | 'UNREACHED' | 'NO_SALT';

/** Each says what to do next. */
export const TROUBLES: Readonly<Record<TroubleCode, string>> = {
  FULL: 'The server has not taken sends for so long that newer ones are dropped and counted (`counts.lost`). Look at the server, or allow more memory: `maxBytes`, `maxSends`.',
  REFUSED:
    'The server refused sends, which are lost and counted (`counts.lost`). What it said is in `cause`; a server of the same version takes them.',
  UNREACHED:
    'The server does not take sends. They wait in memory, and are sent again. What it said is in `cause`: look at `url` and `token` (the send token), and at the server.',
  NO_SALT:
    'It is not known with which VAPID key a push was sent, so its key cannot be the one that the device makes. Give `salt`: the VAPID public key, or the `salt` of your `upload` options.',
};

export interface Trouble {
  readonly code: TroubleCode;
  readonly message: string;
  /** What was said: a status, or the network's error. */
  readonly cause?: string | undefined;
}
