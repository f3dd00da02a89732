import type { Service } from '@offstage/sw-plugin/log';
import type { Standing } from '../model/lifetime.ts';
import type { StepName } from '../model/story/step-name.ts';
import type { Station, StationName, StationReason } from '../model/story/story.ts';
import type { AskedService } from '../model/why/asked-service.ts';
import type { SourceReason } from '../sources/source.ts';
import { BROKEN } from './broken.ts';
import type { EvidenceStrings } from './evidence-strings.ts';
import type { PushStrings } from './push-strings.ts';
import type { ScopeStrings } from './scope-strings.ts';
import type { WhyStrings } from './why-strings.ts';

/** Chooses the word for a count; `one` is for what the language calls singular. */
const counted = (count: number, one: string, other: string): string =>
  `${count.toLocaleString('en')} ${new Intl.PluralRules('en').select(count) === 'one' ? one : other}`;

/**
 * Every text that the viewer shows, in one file: one table. To translate it, pass a whole or a partial table as `strings`.
 * Names of services, events and columns are the browser's own.
 */
export const STRINGS = {
  /** Of numbers, dates and units (BCP 47). */
  locale: 'en',
  name: 'Offstage',
  all: 'All services',
  state: 'Registered now',
  pushes: 'Pushes',
  panels: 'Panels',

  // Toolbar
  tools: 'Tools',
  record: 'Start recording events',
  stopRecord: 'Stop recording events',
  toggleRecord: 'Start or stop recording',
  recording: 'Recording',
  notRecording: 'Not recording',
  clear: 'Clear',
  clearConfirm: (what: string, count: number): string =>
    `Remove all ${counted(count, 'recorded event', 'recorded events')} of ${what}, also what the filter hides?`,
  clearServer: (count: number): string =>
    `Remove the reports of all users from the server, also what the filter hides? ${counted(count, 'is', 'are')} loaded here.`,
  clearAll: 'all services',
  clearFailed: 'The events could not be removed. Try again.',
  remove: 'Remove',
  cancel: 'Cancel',
  save: 'Save events',
  saving: 'Saving…',
  saveLog: 'Offstage log (.jsonl)',
  saveLogHint: 'All services, whatever is filtered, with housekeeping: what the doctor needs',
  saveShown: (count: number): string => `Only the ${count.toLocaleString('en')} shown (.jsonl)`,
  saveShownHint: 'Without what the filter leaves out',
  saveDevTools: 'DevTools JSON (.json)',
  saveDevToolsHint: 'As DevTools’ “Save events” writes it',
  share: 'Share…',
  shareHint: 'Send the log from this device',
  open: 'Open a file…',
  dropHere: 'Drop a saved log to open it',
  closeFile: 'Close this file',
  source: 'Source',
  sourceLog: 'This browser',
  sourceServer: 'Server',
  otherDomains: 'Show events from other domains',
  otherPartitions: 'Show events from other storage partitions',
  noOthers: 'Everything recorded here is from this origin and storage partition',
  theme: 'Theme',
  themeSystem: 'System',
  themeLight: 'Light',
  themeDark: 'Dark',
  help: 'Keyboard shortcuts',
  commands: 'Commands',
  commandsHint: 'Type a command or the name of a panel',
  noCommand: 'No such command',
  close: 'Close',
  retry: 'Try again',

  // View
  lifetimes: 'Lifetimes',
  asDevTools: 'As DevTools',
  viewAs: 'Show as',
  newestFirst: 'Newest first',
  columns: 'Columns',
  columnNumber: 'Number',
  resetColumns: 'Reset columns',
  housekeeping: (count: number): string => `Housekeeping ${count.toLocaleString('en')}`,
  housekeepingHint: 'What pages note about themselves whenever they are loaded',
  pause: 'Pause',
  resume: 'Resume',
  paused: 'Paused',
  newRows: (count: number): string => `${count.toLocaleString('en')} new`,
  toNewest: 'Go to the newest',
  loading: 'Loading…',

  // Filter
  filter: 'Filter',
  filterHint: 'Filter, e.g. outcome:failed duration>500 -event:completed',
  filterRecent: 'used before',
  filterExamples: [
    ['outcome:failed', 'what went wrong'],
    ['outcome:silent,terminated', 'pushes without a notification, workers that were stopped'],
    ['duration>500', 'what took longer than half a second'],
    ['service:pushMessaging -event:completed', 'one service, without some lines'],
    ['"a text in the payload"', 'words, wherever they are'],
    ['meta.status:success', 'what DevTools shows under a name'],
  ] as readonly (readonly [string, string])[],
  filterExamplesReports: [
    ['type:crash', 'one type of report'],
    ['browser:Firefox version>158', 'one browser, from a version on'],
    ['os:Android', 'one system'],
    ['noise:no', 'without what is probably not from this site'],
    ['"app.js"', 'words, wherever they are'],
  ] as readonly (readonly [string, string])[],
  filterProblem: {
    key: (word: string): string => `There is no key “${word}”.`,
    value: (word: string, key: string): string => `“${word}” is no value of ${key}.`,
    number: (word: string): string => `“${word}” is no number.`,
    or: (word: string): string =>
      `“${word}” is looked for as a word. All terms must match; for alternatives write key:a,b.`,
  },
  didYouMean: (word: string): string => `Did you mean ${word}?`,
  clearFilter: 'Clear the filter',
  suggestions: 'Suggestions',
  facets: 'Facets',
  facet: {
    service: 'Service',
    type: 'Type',
    outcome: 'Outcome',
    event: 'Event',
    scope: 'Scope',
    origin: 'Origin',
    context: 'Context',
    kind: 'Kind',
  },
  shown: (shown: number, total: number, rows: number): string =>
    `${shown === total ? '' : `${shown.toLocaleString('en')} of `}${counted(total, 'event', 'events')}${
      rows === shown ? '' : ` in ${counted(rows, 'row', 'rows')}`
    }`,
  shownReports: (shown: number): string => counted(shown, 'report', 'reports'),
  othersHidden: (count: number): string =>
    `${counted(count, 'event', 'events')} of other origins or storage partitions ${count === 1 ? 'is' : 'are'} hidden`,
  showOthers: 'Show them',
  nothingMatches: 'No event matches',
  nothingMatchesHint: 'Nothing in the log fits this filter and time range.',
  showEverything: 'Show everything',

  // Grid
  about: {
    attempt: (number: number): string => `attempt ${number}`,
    lastChance: 'last chance',
    bytes: (count: number): string => counted(count, 'byte', 'bytes'),
  },
  events: 'Events',
  column: {
    number: '#',
    time: 'Timestamp',
    event: 'Event',
    outcome: 'Outcome',
    duration: 'Duration',
    service: 'Service',
    origin: 'Origin',
    storageKey: 'Storage Key',
    scope: 'Service Worker Scope',
    instanceId: 'Instance ID',
  },
  expand: 'Open',
  collapse: 'Close',
  simulated: 'simulated',
  simulatedHint: 'Not dispatched by the browser: isTrusted is false',
  ownTag: 'not in DevTools',
  own: 'Recorded by Offstage; DevTools has no such line',
  inferred: 'Concluded, not seen',
  standing: {
    ok: 'ok',
    failed: 'failed',
    silent: 'silent',
    terminated: 'terminated',
    running: 'running',
    '': 'moment',
  } satisfies Record<Standing, string> as Record<Standing, string>,
  standingHint: {
    ok: 'Everything settled without an error',
    failed: 'An error was thrown or a promise was rejected',
    silent: 'A push was handled, and no notification was shown',
    terminated: 'The worker was stopped before the event had ended',
    running: 'Still going on',
    '': 'A moment, without an outcome',
  } satisfies Record<Standing, string> as Record<Standing, string>,

  // Details
  details: 'Details',
  tabStory: 'Story',
  tabRaw: 'Raw',
  resizeDetails: 'Resize the details',
  metadata: 'Metadata',
  noMetadata: 'No metadata for this event',
  empty: 'empty',
  previous: 'Previous event',
  next: 'Next event',
  copyLinkOf: {
    log: 'Copy link (works in this browser only)',
    server: 'Copy link',
    file: 'Copy link (asks for the file)',
  },
  copyEntry: 'Copy entry as JSON',
  copyValue: 'Copy value',
  copyPath: 'Copy path',
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying',
  zoomTo: 'Zoom the timeline to this',
  goneTitle: 'This event is no longer in the log',
  goneHint: 'Entries are kept for 3 days, and the oldest go first when the log is full.',
  elsewhereTitle: 'This log does not have this event',
  elsewhereHint:
    'The link is about a log on another device, or about something that is older than what this log holds. Ask for the saved log and drop it here.',
  error: 'Error',
  payload: 'Payload',
  payloadText: 'Text',
  payloadJson: 'JSON',
  payloadHex: 'Hex',
  payloadDeclarative: 'Declarative push message',
  payloadTruncated: (bytes: string): string => `Only the first 64 KiB of ${bytes} were kept`,
  phases: 'What the event waited for',
  extension: {
    fulfilled: 'fulfilled',
    rejected: 'rejected',
    pending: 'never settled',
    late: 'refused: too late',
  },
  chain: 'What led to what',
  guessed: 'a guess: several lifetimes were open',
  attempts: 'Attempts with this tag',
  attempt: (number: number): string => `Attempt ${number}`,
  reportsThen: 'Reports during this time',
  detail: 'Recorded by Offstage',
  malformed: 'Malformed',
  malformedHint:
    'These members are not as Offstage writes them. They are shown as they are, and nothing else uses them.',
  malformedTag: 'malformed',
  notShown: (count: number): string => `${count.toLocaleString('en')} more, not shown`,
  entry: 'Entry',
  search: 'Search',
  matches: (count: number): string => counted(count, 'match', 'matches'),
  showMore: (count: number): string => `Show ${count.toLocaleString('en')} more`,
  findings: 'Findings',
  compare: 'Compare with another event',
  comparison: 'Comparison',
  compareChoose: 'Now choose the event to compare with this one.',
  compareEnd: 'End the comparison',
  comparePlace: 'Where',
  compared: (differences: number, same: number): string =>
    `${counted(differences, 'difference', 'differences')}, ${same.toLocaleString('en')} equal`,
  // The story of a push, a sync, a fetch, a payment
  story: 'What became of it',
  storyGuess: 'as far as one can tell',
  station: {
    sent: 'Sent',
    received: 'Received',
    handler: 'Handled',
    shown: 'Shown',
    clicked: 'Clicked',
    dismissed: 'Dismissed',
    window: 'Window',
    registered: 'Registered',
    fired: 'Fired',
    attempt: 'Attempt',
    done: 'Done',
    givenUp: 'Given up',
    started: 'Started',
    requests: 'Requests',
    stored: 'Completed',
    asked: 'Asked',
    answered: 'Answered',
    paid: 'Paid',
  } satisfies Record<StationName, string> as Record<StationName, string>,
  funnel: 'What came in, and what came of it',
  funnelStep: {
    received: 'received',
    shown: 'shown',
    clicked: 'clicked',
    dismissed: 'dismissed',
    silent: 'silent',
    registered: 'registered',
    fired: 'fired',
    done: 'done',
    givenUp: 'given up',
    started: 'started',
    asked: 'asked',
    paid: 'paid',
    unpaid: 'not paid',
    failed: 'failed',
    events: 'events',
    cutOff: 'cut off',
    reports: 'reports',
    starts: 'starts of the worker',
    errors: 'uncaught',
    ours: 'reports',
    noise: 'probably not from this site',
  } satisfies Record<StepName, string> as Record<StepName, string>,
  whyShort: 'Why?',
  whyNot: {
    backgroundFetch: 'Why did my background fetch fail?',
    backgroundSync: 'Why did my sync not run?',
    paymentHandler: 'Why was nothing paid?',
    periodicBackgroundSync: 'Why did my periodic sync not run?',
    pushMessaging: 'Why did my push not show?',
    reporting: 'Why do no reports arrive?',
  } satisfies Record<AskedService, string> as Record<AskedService, string>,
  funnelAtLeast: (count: string): string => `${count}+`,
  storyRequests: (count: number): string => counted(count, 'request', 'requests'),
  stationState: {
    reached: 'reached',
    guess: 'probably reached',
    failed: 'failed',
    running: 'running',
    missing: 'not reached',
  } satisfies Record<Station['state'], string> as Record<Station['state'], string>,
  storyReason: {
    'never-called': 'The handler never called showNotification()',
    'handler-failed': 'The handler failed before that',
    'cut-off': 'The worker was ended in the middle of it',
    unseen: 'Not seen',
    'not-yet': 'Not so far',
    'no-window': 'The click opened and focused no window',
    replaced: 'The next notification of its tag took its place',
    'closed-by-app': 'The app closed it',
    'before-log': 'Before the log begins',
  } satisfies Record<StationReason, string> as Record<StationReason, string>,

  relativeTimes: 'Relative times',
  nextFailure: 'Next failure',
  previousFailure: 'Previous failure',
  sinceLooked: 'New since you last looked',
  skip: 'Skip to the events',
  showFailures: 'Show failures',
  newestFinding: 'Newest finding',
  nextFinding: 'Next finding',
  previousFinding: 'Previous finding',
  closeDetails: 'Close the details',

  // Timeline
  timeline: 'Timeline',
  showTimeline: 'Timeline',
  toggleTimeline: 'Show or hide the timeline',
  stackBy: 'Stack by',
  byService: 'Service',
  byOutcome: 'Outcome',
  rangeOf: (from: string, to: string): string => `From ${from} to ${to}`,
  rangeStart: 'Start of the time range',
  rangeEnd: 'End of the time range',
  lanesDescription: 'Lifetimes over time, one lane per service; the table below lists the same',
  clearRange: 'Clear the time range',
  zoomLast: 'Zoom to the last…',
  last: { minutes: 'Last 5 minutes', hour: 'Last hour', days: 'Last 3 days' },
  failuresIn: (count: number): string => counted(count, 'failure', 'failures'),
  notRecorded: 'Not recorded',
  notRecordedOf: (services: readonly string[]): string => `Not recorded: ${services.join(', ')}`,
  beforeLog: (dropped: number): string =>
    dropped > 0
      ? `The log begins later: ${counted(dropped, 'entry was', 'entries were')} dropped, the oldest first`
      : 'The log begins later',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  timelineKeys:
    'Arrow keys move the range, Shift with arrows widens it, plus and minus zoom, Escape clears it.',
  lanes: 'Lanes',
  workerLane: 'Worker',
  asTable: 'As a table',
  bucket: 'Time',

  // Doctor
  doctor: 'Doctor',
  doctorClean: 'Nothing found',
  doctorUnchecked: 'Not checked: there is nothing to check yet',
  doctorUnseen: 'Not checked: nothing is recorded in the worker',
  doctorNoRule: (rules: number): string =>
    `Not checked: ${counted(rules, 'rule', 'rules')}, none about reports`,
  doctorChecked: (rules: number, entries: number): string =>
    `${counted(rules, 'rule', 'rules')} checked over ${counted(entries, 'entry', 'entries')}, housekeeping included`,
  doctorWorking: 'Checking…',
  doctorFailed: (url: string): string =>
    `The rules could not be loaded from ${url}. The page’s policy must allow it (script-src, worker-src), and the file must be there: a bundler that does not know new URL(…, import.meta.url), such as esbuild, leaves it out; then copy it from @offstage/viewer/dist/chunks.`,
  severity: { error: 'Error', warning: 'Warning', info: 'Info' },
  findingCount: {
    error: (count: number): string => counted(count, 'error', 'errors'),
    warning: (count: number): string => counted(count, 'warning', 'warnings'),
    info: (count: number): string => counted(count, 'note', 'notes'),
  },
  cause: 'Why',
  fix: 'What to do',
  learnMore: 'Learn more',
  showRows: (count: number): string => `Show ${counted(count, 'event', 'events')}`,
  showFindings: 'Show findings',
  hideFindings: 'Hide findings',

  // Reporting
  reports: 'Reports',
  groups: 'Groups',
  single: 'Single reports',
  endpoints: 'Endpoints',
  noEndpoints: 'No endpoints to display',
  refused: 'Refused by the server since it started',
  size: 'Size',
  refusedReason: 'Reason',
  noEndpointsHint: 'This page has no Reporting-Endpoints or Report-To header.',
  endpointsAddress: 'Endpoints of another page of this site',
  endpointsRead: 'Read its headers',
  endpointsNone: 'Its headers could not be read, or name no endpoint.',
  reportColumn: {
    url: 'URL',
    type: 'Type',
    status: 'Status',
    destination: 'Destination',
    generated: 'Generated at',
    body: 'Body',
    count: 'Count',
    first: 'First seen',
    last: 'Last seen',
    browsers: 'Browsers',
    problem: 'Problem',
    name: 'Name',
    origin: 'Origin',
    endpoint: 'URL',
    header: 'Header',
  },
  reportBody: 'Report body',
  delivery: {
    delivered: (delay?: string): string =>
      delay === undefined ? 'Delivered at once' : `Delivered after ${delay}`,
    received: (delay?: string): string =>
      delay === undefined ? 'Received at once' : `Received after ${delay}`,
    observed: 'Not seen at a server yet',
    observedHint:
      'The page was told of it. Whether it was sent, and where it arrived, is known only with the server’s side.',
  },
  noise: 'noise',
  noiseHint: (rule: string): string => `Probably not from this site: ${rule}`,
  hideNoise: 'Hide noise',
  policyFix: 'Policy line that would allow it',
  policyAdvice: 'Advice',
  advice: {
    allow: 'Add it only if this source belongs to the site; everything it serves would be allowed.',
    inline: 'Do not allow unsafe-inline. Move the code to a file, or give it a nonce or a hash.',
    eval: 'Do not allow unsafe-eval. Find out which library builds code from text, and replace it or its mode.',
    extension: 'Nothing to do: this came from an extension of the visitor’s browser, not from the site.',
    data: 'Do not allow this scheme for code: whoever can inject a URL could run anything.',
    'trusted-types': 'Pass the value through a Trusted Types policy instead of assigning a string.',
    'report-only': 'Reported only; nothing was blocked.',
  },

  // State
  crashContext: 'Crash report context',
  crashContextHere: 'window.crashReport is here',
  crashContextHint:
    'A page writes it and cannot read it. A report of type crash carries it, and is shown with it.',
  copyCode: 'Copy the code',
  deniedHint:
    'Only the person can allow it again: by the icon beside the address, or in the settings of the browser for this site.',
  updateWaiting: 'update waiting',
  openedInstalled: 'Opened as an installed app',
  openedInTab: 'Opened in a tab',
  pluginVersion: (version: string): string => `plugin ${version} in the worker`,
  storedEntries: (count: number): string => counted(count, 'event', 'events'),
  apiHere: 'This browser has it',
  apiMissing: 'This browser does not have it',
  permission: 'Permission',
  registered: 'Registered',
  none: 'none',
  storage: 'Storage used by the log',
  dropped: (count: number): string => `${counted(count, 'entry', 'entries')} lost`,
  recordingAlways: 'always; the last 3 days are kept',
  recordingLeft: (left: string): string => `for another ${left}`,
  permissionState: { granted: 'granted', denied: 'denied', prompt: 'not asked yet' },
  since: (time: string): string => `since ${time}`,
  provokeHow: {
    sync: 'Register a test sync',
    notification: 'Show a test notification',
    report: 'Cause a deprecation report',
    fetch: 'Fetch this page in the background',
    periodic: 'Register a test periodic sync',
  },
  provokeNot: {
    paymentHandler: 'Only a merchant’s page can ask for a payment, by the name of your payment method.',
    pushMessaging:
      'No page can push to itself. “Why did my push not show?” sends one by your server, or gives the command.',
    reporting:
      'This browser tells pages of violated policies only: they need a header, or a rule in the page.',
    serviceWorker: 'No page can start a worker just so: reload one of the app, or register a sync.',
  },
  provoked: 'Done; see the log.',
  provokeFailed: (message: string): string => `Refused: ${message}`,
  refresh: 'Refresh',

  // Empty states
  noRecording: 'No recording yet',
  noRecordingHint: (keys: string): string =>
    `Start to debug background services by using the “Start recording events” button or by pressing ${keys}`,
  recordingActivity: (what: string): string => `Recording ${what} activity…`,
  recordingFor: (what: string): string =>
    `Offstage records all ${what} activity, even while this page is closed, and keeps the last 3 days.`,
  backgroundService: 'background service',
  nothingRecorded: 'No events',
  nothingInFile: 'This file has no events.',
  nothingUploaded: (what: string): string => `No ${what} events from users`,
  nothingUploadedHint: 'They come when the app opts in to uploading them:',
  nothingReceived:
    'This server has received nothing yet. Name it in a header of your pages, and what browsers report appears here by itself.',
  howTo: 'Make one happen',
  unsupported: (what: string): string => `This browser has no ${what} API`,
  tryCode: {
    backgroundFetch: "registration.backgroundFetch.fetch('id', ['/file.bin'])",
    backgroundSync: "registration.sync.register('tag')",
    notifications: "registration.showNotification('Title', { body: 'Body' })",
    paymentHandler: 'new PaymentRequest([{ supportedMethods }], details).show()',
    periodicBackgroundSync: "registration.periodicSync.register('tag', { minInterval })",
    pushMessaging: 'registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })',
    reporting: 'Reporting-Endpoints: default="https://example.com/reports"',
    serviceWorker: "navigator.serviceWorker.register('/sw.js')",
  } satisfies Record<Service, string> as Record<Service, string>,
  missingHint: {
    backgroundFetch: 'Chrome, Edge and Samsung Internet have it; Firefox and Safari do not.',
    backgroundSync:
      'Chrome, Edge and Samsung Internet have it; Firefox and Safari do not. Retry when the app is opened instead.',
    notifications: 'On iOS it is there only after the app was added to the Home Screen.',
    paymentHandler: 'Chrome, Edge and Samsung Internet have it; Firefox and Safari do not.',
    periodicBackgroundSync:
      'Chrome, Edge and Samsung Internet have it, for installed apps; Firefox and Safari do not.',
    pushMessaging:
      'On iOS it is there only after the app was added to the Home Screen; Android WebView has none.',
    reporting: 'ReportingObserver: Chrome 69, Firefox 149, Safari 16.4.',
    serviceWorker: 'Service workers need a secure context: https, or localhost.',
  } satisfies Record<Service, string> as Record<Service, string>,
  documentation: {
    backgroundFetch: 'https://developer.chrome.com/docs/devtools/javascript/background-services/#fetch',
    backgroundSync: 'https://developer.chrome.com/docs/devtools/javascript/background-services/#sync',
    notifications: 'https://developer.chrome.com/docs/devtools/javascript/background-services/#notifications',
    paymentHandler: 'https://developer.mozilla.org/docs/Web/API/Payment_Handler_API',
    periodicBackgroundSync:
      'https://developer.mozilla.org/docs/Web/API/Web_Periodic_Background_Synchronization_API',
    pushMessaging: 'https://developer.chrome.com/docs/devtools/javascript/background-services/#push',
    reporting: 'https://developer.mozilla.org/docs/Web/API/Reporting_API',
    serviceWorker: 'https://developer.mozilla.org/docs/Web/API/Service_Worker_API',
  } satisfies Record<Service, string> as Record<Service, string>,

  // Sources
  reason: {
    connecting: 'Looking for the service worker…',
    connected: 'Live',
    asleep: 'Worker asleep; the log is read directly, nothing is missed',
    'no-worker': 'This origin has no active service worker',
    'no-plugin': 'The service worker does not load the Offstage plugin',
    'older-plugin': 'The worker’s plugin is older than this viewer; reading works, control does not',
    'newer-plugin': 'The worker’s plugin is newer than this page; reload it. Reading works, control does not',
    'no-log': 'There is no IndexedDB here, so there is no log to read',
    'read-failed': 'The log could not be read. Reload the page; if it stays, clear this site’s data.',
    unauthorized:
      'The server asks for its token. Open the address that it printed when it was started, or sign in again, then try again.',
    unreachable: 'The server does not answer. Check that it runs, then try again.',
    reconnecting: 'Connection lost; trying again…',
    'server-error': 'The server answered with an error. Its log says more.',
    'not-a-log': 'This file is no log: neither Offstage’s JSON lines nor DevTools’ saved events.',
    truncated: 'The file ends early. What could be read is shown.',
    'newer-version': 'The file is from a newer Offstage. What is understood is shown.',
    cancelled: 'Cancelled. What was read is shown.',
  } satisfies Record<SourceReason, string> as Record<SourceReason, string>,
  nextStep: {
    'no-worker': "Register one: start({ worker: '/sw.js' }), or open the page of the app that does.",
    'no-plugin':
      "Make importScripts('/offstage-sw.js') the first line of its script, or import '@offstage/sw-plugin/auto' first; then load the page anew.",
    'older-plugin': 'Copy offstage-sw.js of this version, or build the worker anew.',
  } satisfies Partial<Record<SourceReason, string>> as Partial<Record<SourceReason, string>>,
  live: 'Live',
  complete: 'Complete',
  failed: 'Failed',
  newestOf: (loaded: number, total: number): string =>
    `The newest ${loaded.toLocaleString('en')} of ${counted(total, 'report', 'reports')} are loaded`,
  bounded: (count: number): string =>
    `Open for long: the newest ${counted(count, 'event', 'events')} are kept in this view. Reload the page for older ones.`,
  loadOlder: 'Load older ones',
  lostLines: (count: number): string => `${counted(count, 'line', 'lines')} could not be read`,
  lostReports: (count: number): string => `${counted(count, 'report', 'reports')} could not be read`,
  readOnly: 'Opened from a file, read only',
  savedBy: (browser: string, saved: string, entries: number): string =>
    [browser, saved && `saved ${saved}`, entries >= 0 && counted(entries, 'entry', 'entries')]
      .filter(Boolean)
      .join(', '),
  fileGone: (name: string): string => `${name} was open here`,
  fileGoneHint: 'A page cannot open a file again by itself.',
  openAgain: 'Open it again…',
  toOwnLog: 'Close it',

  // Keyboard help
  nextPanel: 'Next panel',
  previousPanel: 'Previous panel',
  keys: {
    move: 'Move in the table',
    open: 'Open a lifetime, or its details',
    shut: 'Close a lifetime',
    escape: 'Close details, dialog or filter',
    filter: 'Go to the filter',
    record: 'Start or stop recording',
    palette: 'Commands',
    help: 'This list',
    panel: 'Previous or next panel',
    ends: 'First or last event',
    pages: 'A page up or down',
    finding: 'Previous or next finding',
    failure: 'Next or previous failure',
    pause: 'Pause or resume the live tail',
    timeline: 'Show or hide the timeline',
    zoom: 'Zoom the timeline, where the pointer is',
    wheel: 'wheel',
  },
  filterLanguage: 'In the filter',

  // Announcements for screen readers
  announceNew: (count: number): string => `${counted(count, 'new event', 'new events')}`,
  announceRecording: (what: string): string => `Recording ${what}`,
  announceStopped: (what: string): string => `Stopped recording ${what}`,
  announceMatches: (count: number): string => `${counted(count, 'event matches', 'events match')}`,

  // Evidence: a problem that is reported
  reportProblem: 'Report a problem',
  shareProblem: 'Share',
  contentsHidden: 'contents were left out',
  notes: 'Notes',
  note: 'Note',
  noteHint: 'Kept here, and in saved files',

  // Failure of the viewer itself
  notLoaded: 'Its code could not be loaded. Once online, try again, or reload the page.',
  partBroken: 'This part cannot be shown',
  partBrokenAt: (id: string): string => `This part cannot be shown; it stopped at entry ${id}`,
  brokenTitle: BROKEN.brokenTitle as string,
  brokenHint: BROKEN.brokenHint as string,
  reload: BROKEN.reload as string,
};

export type Strings = typeof STRINGS & {
  /** Texts that are loaded with the check-lists; absent: the English ones. */
  readonly why?: WhyStrings;
  /** Texts that are loaded when a problem is reported; absent: the English ones. */
  readonly evidence?: EvidenceStrings;
  /** Texts that are loaded after the first view; absent: the English ones. */
  readonly scope?: ScopeStrings;
  /** Texts that are loaded with what became of pushes; absent: the English ones. */
  readonly push?: PushStrings;
};
