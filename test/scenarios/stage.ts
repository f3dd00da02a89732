import type { Page } from 'playwright-core';
import type {
  BackgroundServiceRecorder,
  RecordedService,
} from '../kit/src/chromium/background-service-recorder.ts';
import type { NotificationDaemon } from '../kit/src/notification-daemon/start-notification-daemon.ts';
import type { PushService } from '../kit/src/push-service/start-push-service.ts';

/** Where a scenario plays: a page of the test host, whose worker is active, in a browser with its surroundings. */
export interface Stage {
  readonly page: Page;
  readonly merchantPage: Page;
  readonly merchant: string;
  readonly recorder: BackgroundServiceRecorder;
  readonly notifications: NotificationDaemon;
  readonly push: PushService;
  setOffline(offline: boolean): Promise<void>;
}

/** Something that really happens, from the first call to the browser's last word on it. */
export interface Scenario {
  readonly name: string;
  readonly service: RecordedService;
  /** What the browser's own recorder logs of it for this service, in order. */
  readonly logs: readonly string[];
  /** Resolves when the browser's own recorder has logged the last event that belongs to it. */
  play(stage: Stage): Promise<void>;
}
