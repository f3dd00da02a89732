import type { BrowserStage } from './browser-stage.ts';

/** Something that a browser does and that we must have seen: one line of the README's table. */
export interface Feature {
  readonly name: string;
  /** Does it, and looks at the log. */
  play(stage: BrowserStage): Promise<void>;
}

/** Why a browser can't, and how that is checked. */
export interface Lack {
  readonly why: string;
  /** Is it still so? */
  holds(stage: BrowserStage): Promise<boolean>;
}
