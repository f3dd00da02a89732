import type { CaseStage } from '../invisible/case-stage.ts';
import type { BrowserStage } from './browser-stage.ts';
import type { Lack } from './feature.ts';
import type { OpenSite } from './site.ts';

/** One of the browsers in which everything is played. */
export interface Browser {
  /** As the README's table calls it. */
  readonly name: string;
  /** As the server calls it, by its user agent. */
  readonly reportsAs: string;
  /** Finds it, or installs it where that can be done. Throws with the one command to run. */
  ensure(): void;
  /** Launches it with a fresh profile, opens the site, and waits for its worker. */
  setStage(openSite: OpenSite): Promise<BrowserStage>;
  /** Launches it with the host of the invisibility cases open. */
  setCaseStage(): Promise<CaseStage>;
  /** Cases in which a worker sees nothing in this browser, with or without the plugin. */
  readonly silent?: readonly string[];
  /** What it can't do, by the name of the feature. */
  readonly lacks: Readonly<Record<string, Lack>>;
  /** Names of features that it has behind a flag, which is set here. */
  readonly behindFlag?: readonly string[];
}
