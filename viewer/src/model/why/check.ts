/** What a check-list asks, in the order of the way that something takes. Names texts of the string table. */
export type CheckName =
  | 'api'
  | 'worker'
  | 'plugin'
  | 'recording'
  | 'permission'
  | 'installed'
  | 'subscription'
  | 'key'
  | 'registered'
  | 'listener'
  | 'received'
  | 'fired'
  | 'handler'
  | 'shown'
  | 'done'
  | 'started'
  | 'requests'
  | 'stored'
  | 'instrument'
  | 'asked'
  | 'paid'
  | 'header'
  | 'endpoint'
  | 'https'
  | 'observed'
  | 'answer'
  | 'sampling'
  | 'system';

/** What is known of it. Names texts of the string table. */
export type CheckReason =
  | 'apiHere'
  | 'apiMissing'
  | 'elsewhere'
  | 'untold'
  | 'workerActive'
  | 'workerSeen'
  | 'noWorker'
  | 'pluginFirst'
  | 'pluginLate'
  | 'pluginMissing'
  | 'recordingOn'
  | 'recordingOff'
  | 'granted'
  | 'denied'
  | 'prompt'
  | 'isInstalled'
  | 'inTab'
  | 'subscribed'
  | 'neverSubscribed'
  | 'subscriptionLost'
  | 'unsubscribed'
  | 'keySame'
  | 'keyOther'
  | 'keyUnknown'
  | 'refused'
  | 'registeredNow'
  | 'registeredThen'
  | 'notRegistered'
  | 'unregistered'
  | 'listens'
  | 'noListener'
  | 'lateListener'
  | 'noEvent'
  | 'arrived'
  | 'nothingArrived'
  | 'fired'
  | 'notFired'
  | 'offline'
  | 'handled'
  | 'handlerFailed'
  | 'cutOff'
  | 'running'
  | 'shown'
  | 'silent'
  | 'notShown'
  | 'unseen'
  | 'done'
  | 'retried'
  | 'givenUp'
  | 'notYet'
  | 'started'
  | 'requestsFine'
  | 'requestsBad'
  | 'stored'
  | 'fetchFailed'
  | 'cannotPay'
  | 'paid'
  | 'notPaid'
  | 'headerThere'
  | 'headerMissing'
  | 'endpointDefault'
  | 'endpointNamed'
  | 'isHttps'
  | 'noHttps'
  | 'observed'
  | 'nothingObserved'
  | 'takes'
  | 'refuses'
  | 'gone'
  | 'unreachable'
  | 'blocked'
  | 'unasked'
  | 'arrivedThere'
  | 'onlySystem'
  | 'onlySender';

/** What to do about it. Names texts of the string table. */
export type NextStep =
  | 'useOther'
  | 'registerWorker'
  | 'pluginFirst'
  | 'record'
  | 'allow'
  | 'ask'
  | 'install'
  | 'subscribe'
  | 'subscribeAgain'
  | 'compareKey'
  | 'unsubscribeFirst'
  | 'readError'
  | 'registerSync'
  | 'listenAtTop'
  | 'sendTest'
  | 'goOnline'
  | 'fixHandler'
  | 'waitUntil'
  | 'showAlways'
  | 'lookThere'
  | 'lookSystem'
  | 'lookEngagement'
  | 'lookMerchant'
  | 'startFetch'
  | 'fixRequests'
  | 'answerRight'
  | 'addHeader'
  | 'addDefault'
  | 'useHttps'
  | 'causeReport'
  | 'allowPreflight'
  | 'askEndpoint'
  | 'lookSampling'
  | 'retryLater';

/** One line of a check-list: `unknown` is what was not checked, or cannot be from here. */
export interface Check {
  readonly name: CheckName;
  readonly state: 'yes' | 'no' | 'unknown';
  readonly reason: CheckReason;
  /** What an app, a browser or a server said; not ours. */
  readonly words?: string | undefined;
  /** Position of the entry that proves it. */
  readonly at?: number | undefined;
  /** `sw.js:315`: where in the app's code. */
  readonly source?: string | undefined;
  readonly next?: NextStep | undefined;
  /** Rules of the doctor that are about this. */
  readonly rules?: readonly string[] | undefined;
}

type More = Omit<Check, 'name' | 'state' | 'reason'>;

export const yes = (name: CheckName, reason: CheckReason, more: More = {}): Check => ({
  name,
  state: 'yes',
  reason,
  ...more,
});
export const no = (name: CheckName, reason: CheckReason, next: NextStep, more: More = {}): Check => ({
  name,
  state: 'no',
  reason,
  next,
  ...more,
});
export const unknown = (name: CheckName, reason: CheckReason, more: More = {}): Check => ({
  name,
  state: 'unknown',
  reason,
  ...more,
});
