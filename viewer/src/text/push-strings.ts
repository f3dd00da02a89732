const counted = (count: number, one: string, other: string): string =>
  `${count.toLocaleString('en')} ${new Intl.PluralRules('en').select(count) === 'one' ? one : other}`;

/** What the server says in English, in another language. */
export interface WordsOfServer {
  /**
   * @param rule as the server names it; causes are `gone-` and their name
   * @param first epoch milliseconds, as is `last`
   * @returns undefined for what it has no words for: the server's own are shown
   */
  finding(
    rule: string,
    first: number,
    last: number,
  ): { readonly title: string; readonly detail: string; readonly cure: string } | undefined;
  /** What speaks for a cause. @param said by the server */
  fact(said: string): string;
}

/** The texts of what became of pushes, loaded with that panel. In one file: one table. */
export const PUSH_STRINGS = {
  time: 'Time',
  times: {
    '1h': 'The last hour',
    '24h': 'The last 24 hours',
    '7d': 'The last 7 days',
    '30d': 'The last 30 days',
    all: 'All that is stored',
  } as Readonly<Record<string, string>>,
  range: (from: string, to: string): string => `${from} to ${to}`,
  refresh: 'Ask the server again',
  save: 'Save as JSON lines',
  saveHint: 'Every push that the filters let through, one per line',
  saveFailed: 'The pushes could not be fetched.',
  copyLink: 'Copy a link to this view',
  behind: 'The server is still joining what came last.',
  filters: 'Filters',
  removeFilter: (filter: string): string => `Remove the filter ${filter}`,
  clearFilters: 'Remove all filters',
  filter: {
    campaign: 'Campaign',
    label: 'Label',
    service: 'Push service',
    browser: 'Browser',
    app: 'Version of the worker',
    status: 'Status of a refusal',
    gone: 'Why it is gone',
    finding: 'Finding',
    device: 'Device',
    state: 'State',
    reporting: 'Device reports',
  } as Readonly<Record<string, string>>,
  yes: 'yes',
  no: 'no',

  // The funnel
  funnel: 'From sent to clicked',
  summary: (shown: string, sent: number, percent: string): string =>
    `${shown} of ${counted(sent, 'push was', 'pushes were')} shown, as far as devices tell: ${percent}.`,
  stage: {
    sent: 'Sent',
    accepted: 'Accepted',
    received: 'Received',
    shown: 'Shown',
    clicked: 'Clicked',
  },
  stageHint: {
    sent: 'All that senders told of',
    accepted: 'Not refused by the push service',
    received: 'The worker on the device got it',
    shown: 'A notification came of it',
    clicked: 'A person clicked it',
  },
  openPushes: (count: number, what: string): string => `${what}: show ${counted(count, 'push', 'pushes')}`,
  notReporting: 'not reporting',
  notReportingHint: (count: number, share: string): string =>
    `${count.toLocaleString('en')} went to devices that have never uploaded anything: they are not lost, nobody knows what became of them (“no word yet” or “unknown”). Of all others ${share} were shown.`,
  ofThese: (count: string): string => `${count} of these to devices that do not report`,
  outside: (count: number): string =>
    `Beside these: ${counted(count, 'push that a device told of matches', 'pushes that devices told of match')} no send. Not counted above.`,
  outsideOpen: 'Show what devices told of',
  adds: (total: string): string => `Each push is in exactly one state: together ${total}.`,
  state: {
    accepted: 'no word yet',
    unknown: 'unknown',
    expired: 'expired',
    replaced: 'replaced',
    received: 'received only',
    silent: 'showed nothing',
    failed: 'handler failed',
    shown: 'not clicked',
    clicked: 'clicked',
    dismissed: 'dismissed',
    closed: 'closed by the app',
    refused: 'refused',
  } as Readonly<Record<string, string>>,
  /** Of one push. */
  oneState: {
    accepted: 'Accepted',
    unknown: 'Unknown',
    expired: 'Expired',
    replaced: 'Replaced',
    received: 'Received',
    silent: 'Nothing shown',
    failed: 'Handler failed',
    shown: 'Shown',
    clicked: 'Clicked',
    dismissed: 'Dismissed',
    closed: 'Closed by the app',
    refused: 'Refused',
  } as Readonly<Record<string, string>>,
  stateHint: {
    accepted: 'The push service took it. The device has told nothing of it yet: it may still come.',
    unknown:
      'No answer came from the push service, or its time is over and the device does not report, or its log has a gap there.',
    expired:
      'Its time to live was over before the device came. The device has reported since, without a gap.',
    replaced: 'A later push with the same topic took its place before the device came.',
    received: 'The worker got it, and no more is known: it may still be at it.',
    silent: 'The worker got it and showed no notification.',
    failed: 'The worker’s push handler failed, and no notification was shown.',
    shown:
      'A notification was shown. Where a browser never tells of a dismissal, this is the last that is known.',
    clicked: 'A person clicked the notification.',
    dismissed: 'A person put the notification away.',
    closed: 'The app itself closed the notification.',
    refused: 'The push service did not take it.',
  } as Readonly<Record<string, string>>,

  // By something
  parts: 'What is shown below',
  breakdown: 'Breakdown',
  show: 'Show',
  split: 'By',
  splitBy: {
    campaign: 'Campaign',
    label: 'Label …',
    day: 'Day (UTC)',
    hour: 'Hour',
    service: 'Push service',
    browser: 'Browser',
    app: 'Version of the worker',
    status: 'Status of refusals',
    gone: 'Why a subscription is gone',
  } as Readonly<Record<string, string>>,
  labelName: 'Name of the label',
  none: {
    campaign: 'No campaign',
    label: 'Without this label',
    service: 'Unknown',
    browser: 'Not known: not received',
    app: 'Not known',
    status: 'Not refused',
    gone: 'Not gone',
  } as Readonly<Record<string, string>>,
  others: 'All others together',
  shownOf: 'Shown %',
  refused: 'Refused',
  awayColumn: 'Not reporting',
  outsideColumn: 'Outside',
  narrow: (what: string): string => `Only ${what}`,

  // The list
  list: 'Pushes',
  loadedNewest: (count: string): string => `The newest ${count}`,
  loadedAll: (count: number): string => `All: ${counted(count, 'push', 'pushes')}`,
  full: 'More is too much for a list: narrow it down, or save all as a file.',
  loadOlder: 'Load older ones',
  noneHere: 'No push is like that',
  column: {
    time: 'Sent at',
    state: 'State',
    campaign: 'Campaign',
    labels: 'Labels',
    service: 'Push service',
    browser: 'Browser',
    app: 'Worker',
    status: 'Answer',
    device: 'Device',
  },

  // One push
  story: 'What became of this push',
  sender: 'What its sender said',
  steps: 'Step by step',
  step: {
    sent: 'Sent',
    accepted: 'Accepted by the push service',
    refused: 'Refused by the push service',
    received: 'Received by the worker',
    silent: 'Ended without a notification',
    failed: 'The handler failed',
    shown: 'Notification shown',
    clicked: 'Clicked',
    dismissed: 'Dismissed',
    closed: 'Closed by the app',
  } as Readonly<Record<string, string>>,
  sure: {
    sender: 'by the sender’s clock',
    clock: 'by the device’s clock',
    age: 'counted back from when the report came: the device’s clock was wrong',
    guess: 'perhaps: several equal pushes went to this device',
  } as Readonly<Record<string, string>>,
  guess: 'a guess',
  field: {
    id: 'Id',
    service: 'Push service',
    campaign: 'Campaign',
    labels: 'Labels',
    ttl: 'Time to live',
    urgency: 'Urgency',
    topic: 'Topic',
    bytes: 'Size',
    status: 'Answer',
    reason: 'Reason',
    retryAfter: 'Retry after',
    message: 'Message id',
    device: 'Device',
    install: 'Installation',
    browser: 'Browser',
    app: 'Version of the worker',
    reporting: 'Device reports',
  },
  noAnswer: 'none came',
  openDevice: 'Show it on the device',
  openDeviceHint: 'The lifetime of this push in the log that the device uploaded',
  noDevice: 'The device has told nothing of this push.',
  allOfDevice: 'All pushes to this device',
  noSuchPush: 'The server has no push of this id any more',

  // A subscription that is gone
  gone: 'Why this subscription is gone',
  goneSince: (time: string): string => `Refused since ${time}`,
  goneAlive: (time: string): string => `Last sign of it ${time}`,
  evidence: 'What says so',

  // Findings
  findings: 'Findings',
  vanished: 'Why subscribers vanish',
  sending: 'Warnings for senders',
  noFindings: 'Nothing was found in these pushes',
  noFindingsHere: 'This server does not look for causes yet. A newer one does.',
  found: (pushes: string, devices: string, atLeast: boolean): string =>
    `${pushes} pushes, ${atLeast ? 'at least ' : ''}${devices} devices`,
  span: (first: string, last: string): string => (first === last ? first : `${first} to ${last}`),
  server: { finding: () => undefined, fact: (said) => said } as WordsOfServer,
  showThese: 'Show these pushes',
  cure: 'What to do:',

  // Nothing to show
  noServer: 'Pushes are on the server',
  noServerHint:
    'Senders tell a server of Offstage what they sent, and devices what came of it. Choose a server as the source, or tell the viewer where one is.',
  toServer: 'Choose the server',
  noLedger: 'This server keeps no record of pushes',
  noLedgerHint: 'It is older than this viewer. Update @offstage/server.',
  badAnswer: 'The server’s answer is none that this viewer understands',
  badQuestion: 'The server does not understand what this address asks for',
  badQuestionHint: 'Take back a filter, or choose another time.',
  asksFailed: 'The server could not answer',
  nothing: 'No sender has told of a push yet',
  nothingHint: 'Wrap the function that sends, and the device’s half comes with the worker’s upload:',
  nothingThen: 'In this time, and with these filters, no push was sent',
  allTime: 'Look at all that is stored',
};

export type PushStrings = typeof PUSH_STRINGS;
