/**
 * How things stand in this browser now, as far as it was asked and has answered. A member that is absent was not asked for, or
 * nobody told: of a file or of another device's log all of them are.
 */
export interface Facts {
  /** The browser has the API. */
  readonly api?: boolean | undefined;
  readonly permission?: string | undefined;
  /** The page runs as an installed app. */
  readonly installed?: boolean | undefined;
  readonly online?: boolean | undefined;
  readonly recording?: boolean | undefined;
  /** Scripts of the active workers. */
  readonly workers?: readonly string[] | undefined;
  /** The active worker answers as one that loads the plugin. */
  readonly plugin?: boolean | undefined;
  readonly subscriptions?: readonly KnownSubscription[] | undefined;
  /** Public key that the Offstage server signs pushes with; base64url. */
  readonly serverKey?: string | undefined;
  /** Tags of syncs that wait. */
  readonly registered?: readonly string[] | undefined;
  /** What the headers of this page name. */
  readonly endpoints?: readonly KnownEndpoint[] | undefined;
  /** Reports that the server of the app has received. */
  readonly received?: number | undefined;
  /** What an endpoint said to a post without a report. */
  readonly answer?: { readonly url: string; readonly status: number | 'blocked' | undefined } | undefined;
}

export interface KnownSubscription {
  /** Of its endpoint. The path is the secret that lets anyone send. */
  readonly host: string;
  /** base64url of the public key that it was made with. */
  readonly key: string | undefined;
}

export interface KnownEndpoint {
  readonly name: string;
  readonly url: string;
  readonly header: string;
}
