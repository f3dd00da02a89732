import { WORKER_NAMES } from '../../../../sw-plugin/vite/offstage-options.ts';

/** How vendors of push services, and a few tools, name the worker that they have people put into their site. */
const VENDORS: Readonly<Record<string, string>> = {
  'firebase-messaging-sw.js': 'Firebase Cloud Messaging',
  'OneSignalSDKWorker.js': 'OneSignal',
  'OneSignalSDKUpdaterWorker.js': 'OneSignal',
  'OneSignalSDK.sw.js': 'OneSignal',
  'pushwoosh-service-worker.js': 'Pushwoosh',
  'push-worker.js': 'Airship',
  'batchsdk-worker-loader.js': 'Batch',
  'wonderpush-worker-loader.min.js': 'WonderPush',
  'cleverpush-worker.js': 'CleverPush',
  'webpushr-sw.js': 'Webpushr',
  'aimtell-worker.js': 'Aimtell',
  'pushly-sdk-worker.js': 'Pushly',
  'smartech-sw.js': 'Netcore',
  'insider-sw-sdk.js': 'Insider',
  'sp-push-worker-fb.js': 'SendPulse',
  'pushengage-sw.js': 'PushEngage',
  'izooto-sw.js': 'iZooto',
};

const NAMES: ReadonlySet<string> = new Set([
  ...WORKER_NAMES,
  ...Object.keys(VENDORS),
  'sw.ts',
  'sw.mjs',
  'service-worker.ts',
  'serviceWorker.ts',
  'service_worker.js',
  'worker-sw.js',
]);

const baseOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

export const isWorkerName = (file: string): boolean => NAMES.has(baseOf(file));

/** Whose worker it is, by its name; undefined for the app's own. */
export const vendorOf = (file: string): string | undefined =>
  Object.hasOwn(VENDORS, baseOf(file)) ? VENDORS[baseOf(file)] : undefined;

/** Names that are asked for at an address where nothing tells of a worker. */
export const PROBED: readonly string[] = [...WORKER_NAMES, 'ngsw-worker.js'];
