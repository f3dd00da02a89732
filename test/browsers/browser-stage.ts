import type { NotificationDaemon } from '../kit/src/notification-daemon/start-notification-daemon.ts';

/** What every browser can be asked, whoever drives it. The page is one of the site, whose worker is active. */
export interface BrowserStage {
  readonly version: string;
  /** Of the site. */
  readonly origin: string;
  readonly notifications: NotificationDaemon;
  goto(url: string): Promise<void>;
  /** Runs a function in the page, awaits it, and returns its JSON value. */
  evaluate<Arg, Result>(work: (arg: Arg) => Result | Promise<Result>, arg?: Arg): Promise<Result>;
  /** Presses a key, named as `KeyboardEvent.key` names it. */
  press(key: string): Promise<void>;
  /** The window, CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** PNG of what is in the window. */
  screenshot(file: string): Promise<void>;
  /** Encrypts and sends to the page's subscription; resolves when the browser has taken it. */
  push?(payload: string): Promise<void>;
  /** The page's subscription is lost, and not by the page. */
  loseSubscription?(): Promise<void>;
  /** Opens this page in a tab and crashes it. */
  crash?(url: string): Promise<void>;
  /** Leaves the site and resolves when its worker is gone for want of work. */
  fallAsleep(): Promise<void>;
  close(): Promise<void>;
}
