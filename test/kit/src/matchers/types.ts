import type { App } from '../app/app.ts';
import type { ExpectedNotification, HealthOptions } from './matchers.ts';

/** Of the app itself, which has to be asked first, a promise to await; of a happening the word at once. */
type Said<Received> = Received extends App ? Promise<void> : undefined;

/** What `expect()` can say of what `push()` and the like returned, or of the app. */
export interface OffstageMatchers<Received> {
  /** A notification like this was shown. */
  toHaveShownNotification(expected?: ExpectedNotification): Said<Received>;
  /** The worker got the push, and its handler ran to its end without an error. */
  toHaveHandledPush(options?: { readonly silent?: boolean | undefined }): Said<Received>;
  /** A sync with this tag was handled to its end without an error. */
  toHaveSynced(tag: string): Said<Received>;
  /** The doctor finds nothing as grave as `level` (default `warning`) or graver. */
  toBeHealthy(options?: HealthOptions): Said<Received>;
  /** A report of this type was seen. */
  toHaveReported(type: string): Said<Received>;
}
