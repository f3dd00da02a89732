import type { NotificationDaemon } from '../notification-daemon/start-notification-daemon.ts';

/** What every browser can be asked, whoever drives it. The page is one of the test host, whose worker is active. */
export interface BrowserStage {
  /** As the README's table calls it. */
  readonly browser: string;
  readonly version: string;
  /** Of the host. */
  readonly origin: string;
  readonly notifications: NotificationDaemon;
  goto(url: string): Promise<void>;
  /** Runs a function in the page, awaits it, and answers its JSON value. */
  evaluate<Arg, Result>(work: (arg: Arg) => Result | Promise<Result>, arg?: Arg): Promise<Result>;
  /** The window, CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** PNG of what is in the window. */
  screenshot(file: string): Promise<void>;
  /** Clicks the notification's button of this name, where the browser hands buttons to the desktop. */
  clickAction?(id: number, action: string): void;
  /** Encrypts and sends to the page's subscription; resolves when the browser has taken it. */
  push?(payload: string): Promise<void>;
  /** The push service loses the subscription. */
  changeSubscription?(): Promise<void>;
  /** Leaves the host and resolves when its worker is gone for want of work. */
  fallAsleep(): Promise<void>;
  close(): Promise<void>;
}
