import type { Theme } from './shell/use-theme.ts';
import type { ServerOptions } from './sources/server-reports.ts';
import type { Source } from './sources/source.ts';
import type { Strings } from './text/strings.ts';

export interface ViewerOptions {
  /** Path at which the viewer is mounted, within the app's router. Default `/viewer`. */
  readonly basename?: string | undefined;
  /** Where entries come from; the first is shown first. Default: the log of this origin. */
  readonly sources?: readonly Source[] | undefined;
  /** The server that receives this app's reports: joins its side to the page's, and can be looked at as a source. */
  readonly server?: ServerOptions | undefined;
  /** Until the person chooses. Default `system`. */
  readonly theme?: Theme | undefined;
  /** `shadow` (default) keeps styles apart in a shadow root; `none` renders into the page's own tree. */
  readonly isolate?: 'shadow' | 'none' | undefined;
  /** Texts that differ from the English ones. */
  readonly strings?: Partial<Strings> | undefined;
}
