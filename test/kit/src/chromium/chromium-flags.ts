export interface FieldTrial {
  /** Seconds before a failed sync is tried again (Chromium's own: 300). Doubles each time. */
  readonly syncRetryDelay: number;
  /** How many attempts a sync has; the last one is its last chance. */
  readonly syncAttempts: number;
  /** Seconds that a sync handler may take (Chromium's own: 180). */
  readonly syncDuration: number;
  /** Seconds between two periodic syncs at least (Chromium's own: 12 hours). */
  readonly periodicSyncInterval: number;
}

/** Short enough to see a sync fail to its last chance within seconds. */
export const FAST_SYNC: FieldTrial = {
  syncRetryDelay: 1,
  syncAttempts: 3,
  syncDuration: 3,
  periodicSyncInterval: 2,
};

// content/browser/background_sync/background_sync_manager.cc reads these parameters:
// https://source.chromium.org/chromium/chromium/src/+/main:chrome/browser/background_sync/background_sync_controller_impl.cc
function fieldTrialFlags(trial: FieldTrial): string[] {
  const parameters = {
    initial_retry_delay_sec: trial.syncRetryDelay,
    retry_delay_factor: 2,
    min_recovery_time_sec: 1,
    max_sync_attempts: trial.syncAttempts,
    max_sync_attempts_with_notification_permission: trial.syncAttempts,
    max_sync_event_duration_sec: trial.syncDuration,
    min_periodic_sync_events_interval_sec: trial.periodicSyncInterval,
  };
  return [
    '--force-fieldtrials=BackgroundSync/Offstage',
    `--force-fieldtrial-params=BackgroundSync.Offstage:${Object.entries(parameters).flat().join('/')}`,
  ];
}

/** What Playwright does not pass by itself. */
export function chromiumFlags(trial: FieldTrial): string[] {
  return [
    '--no-sandbox',
    // Nothing leaves the machine: every other name does not resolve.
    '--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
    // Reports are posted at once instead of within a minute.
    '--short-reporting-delay',
    ...fieldTrialFlags(trial),
  ];
}
