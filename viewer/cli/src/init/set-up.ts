import type { App } from './app.ts';
import type { Draft } from './draft.ts';

/** What set-ups tell each other while a plan is made. */
export interface Plan {
  readonly draft: Draft;
  /** The folder whose files are served as they are; `''` is the app's own. */
  readonly publicFolder: string;
  /** Workers that were dealt with. */
  readonly workers: Set<string>;
  /** Workers that have the plugin's script beside them. */
  readonly placed: Set<string>;
  /** Workers that a tool puts the plugin into, as its options say already. */
  readonly told: Set<string>;
  /** What a tool serves from our packages, so that no copy is needed. */
  readonly served: Set<'plugin' | 'viewer'>;
  /** The page's side is started. */
  page: boolean;
  /** Where the viewer will be. */
  viewer: string;
  /** The worker is written by a tool that was told. */
  made: boolean;
}

/** A framework or a tool, and what putting Offstage in means there. */
export interface SetUp {
  /** As a person calls it. */
  readonly name: string;
  /** Undefined: the app's own files are served from elsewhere, or there is no folder for them. */
  publicFolder?(app: App): string | undefined;
  is(app: App): boolean;
  apply(plan: Plan): void;
}
