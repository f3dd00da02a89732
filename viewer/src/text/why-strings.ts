import type { CheckName, CheckReason, NextStep } from '../model/why/check.ts';

/** The texts of the check-lists, loaded with them. In one file: one table. */
export interface WhyStrings {
  readonly checks: Readonly<Record<CheckName, string>>;
  readonly state: Readonly<Record<'yes' | 'no' | 'unknown', string>>;
  readonly reason: Readonly<Record<CheckReason, string>>;
  readonly next: Readonly<Record<NextStep, string>>;
  readonly list: string;
  /** Beside the line at which the way ends. */
  readonly here: string;
  readonly showEvent: string;
  readonly allFine: string;
  /** What the list looked at: the log, and this browser or not. */
  readonly fromHere: string;
  readonly fromElsewhere: string;
  readonly askEndpoint: (url: string) => string;
  readonly push: {
    readonly title: string;
    readonly payload: string;
    readonly send: string;
    readonly sendHint: string;
    readonly sending: string;
    readonly failed: string;
    readonly answered: (status: number, said: string) => string;
    readonly copyCommand: string;
    readonly commandHint: string;
    readonly copySubscription: string;
  };
}

export const WHY_STRINGS: WhyStrings = {
  list: 'Check-list',
  here: 'here',
  showEvent: 'Show the event',
  allFine: 'Everything that could be checked is as it should be.',
  fromHere: 'From the log, and from this browser as it is now.',
  fromElsewhere: 'From the log alone: the browser that it is from cannot be asked.',
  askEndpoint: (url) => `Ask ${url}`,
  push: {
    title: 'Send a test push',
    payload: 'Payload',
    send: 'Send a test push',
    sendHint: 'A real one: the server sends it to this browser’s subscription by way of the push service.',
    sending: 'Sending…',
    failed: 'It could not be sent.',
    answered: (status, said) =>
      status < 300
        ? `The push service took it (${status}).`
        : `The push service refused it (${status}). ${said}`,
    copyCommand: 'Copy the command line',
    commandHint:
      'A real one: run the line where VAPID_PRIVATE_KEY holds the private key of your app. It has the subscription in it, which is a secret.',
    copySubscription: 'Copy the subscription',
  },
  state: { yes: 'yes', no: 'no', unknown: 'not checked' },
  checks: {
    api: 'The browser has it',
    worker: 'A service worker is active',
    plugin: 'Offstage is loaded first in it',
    recording: 'It is recorded',
    permission: 'The permission is granted',
    installed: 'The app is installed',
    subscription: 'There is a push subscription',
    key: 'Its key is the server’s',
    registered: 'It is registered',
    listener: 'The worker listens',
    received: 'A push arrived',
    fired: 'The browser fired it',
    handler: 'The handler ended well',
    shown: 'A notification was shown',
    done: 'It is done',
    started: 'The fetch was started',
    requests: 'Its requests were answered',
    stored: 'All was stored',
    instrument: 'The handler says that it can pay',
    asked: 'A payment was asked for',
    paid: 'The browser took the answer',
    header: 'The page names an endpoint',
    endpoint: 'There is one called default',
    https: 'It is an https address',
    observed: 'There was something to report',
    answer: 'The endpoint takes reports',
    sampling: 'Nothing is left out on purpose',
    system: 'What only the system knows',
  },
  reason: {
    apiHere: 'This browser has it',
    apiMissing: 'This browser does not have it',
    elsewhere: 'Not known here',
    untold: 'The browser does not tell',
    workerActive: 'Active',
    workerSeen: 'It ran',
    noWorker: 'None is active on this origin',
    pluginFirst: 'The log begins with the start of the worker',
    pluginLate: 'The worker has listeners from before it, which nobody watches',
    pluginMissing: 'The worker does not load it',
    recordingOn: 'Recording',
    recordingOff: 'Not recording: nothing is written down',
    granted: 'Granted',
    denied: 'Denied',
    prompt: 'Nobody was asked yet',
    isInstalled: 'Opened as an installed app',
    inTab: 'This page is open in a tab; whether the app is installed as well a page is not told',
    subscribed: 'Subscribed',
    neverSubscribed: 'There is none',
    subscriptionLost: 'There was one, and it is gone',
    unsubscribed: 'The app called unsubscribe()',
    keySame: 'The same key',
    keyOther: 'It was made with another key',
    keyUnknown: 'Only the sender knows its own key',
    refused: 'The browser refused the call',
    registeredNow: 'Registered now',
    registeredThen: 'It was registered',
    notRegistered: 'Nothing is registered',
    unregistered: 'It was taken back',
    listens: 'It listens',
    noListener: 'No listener was called',
    lateListener: 'The listener was added after the start of the worker: an event that starts it finds none',
    noEvent: 'No event yet that would tell',
    arrived: 'The last one',
    nothingArrived: 'The log has none',
    fired: 'The last time',
    notFired: 'Not so far',
    offline: 'This device is offline',
    handled: 'It did',
    handlerFailed: 'It failed',
    cutOff: 'The worker was ended in the middle of it',
    running: 'It still runs',
    shown: 'Shown',
    silent: 'showNotification() was never called',
    notShown: 'The handler ended before it came to that',
    unseen: 'The log cannot tell',
    done: 'Done',
    retried: 'It failed; the browser will try again',
    givenUp: 'It failed at the last chance: the browser gave up',
    notYet: 'Not so far',
    started: 'Started',
    requestsFine: 'Answered',
    requestsBad: 'One got a bad answer',
    stored: 'Stored',
    fetchFailed: 'The browser ended it as failed',
    cannotPay: 'It answered no',
    paid: 'Taken',
    notPaid: 'The browser refused it',
    headerThere: 'In the headers',
    headerMissing: 'The headers of this page name none',
    endpointDefault: 'There is',
    endpointNamed: 'There are only others: no crash, deprecation or intervention is reported',
    isHttps: 'It is',
    noHttps: 'Browsers post to https addresses alone',
    observed: 'The last report',
    nothingObserved: 'This page was told of none',
    takes: 'It answered',
    refuses: 'It refused',
    gone: 'It answered 410: browsers stop sending for good',
    unreachable: 'No answer, or its answer to the preflight does not allow this origin',
    blocked: 'The policy of this page (connect-src) lets nobody ask it',
    unasked: 'Not asked yet',
    arrivedThere: 'Reports have arrived there',
    onlySystem: 'It cannot be seen from a page',
    onlySender: 'Only who wrote the policies and runs the server knows',
  },
  next: {
    useOther: 'Do it when the app is open instead, or open the app in a browser that has it.',
    registerWorker: "Register one: start({ worker: '/sw.js' }).",
    pluginFirst:
      "Make importScripts('/offstage-sw.js') the first line of the worker; then load the page anew.",
    record: 'Start recording, then try again.',
    allow:
      'Only the person can allow it again: by the icon beside the address, or in the settings of the browser for this site.',
    ask: 'Ask in a click: Notification.requestPermission(), or pushManager.subscribe().',
    install:
      'Chromium fires periodic syncs for installed apps only. Install it from the menu of the browser.',
    subscribe: 'Call pushManager.subscribe() and send the subscription to your server.',
    subscribeAgain:
      'At every start call getSubscription(); where it is null, subscribe again and tell your server the new endpoint.',
    compareKey: 'Compare it with the public key that your server signs with: they must be equal.',
    unsubscribeFirst:
      'Call unsubscribe(), subscribe with the key of the server, and send it the new endpoint.',
    readError: 'The message says what was wrong with the call; the event has it whole.',
    registerSync:
      'Register it once a worker is active: registration.sync.register(tag), or periodicSync.register(tag).',
    listenAtTop:
      'Add the listener at the top level of the worker script, not behind an await or in a callback.',
    sendTest:
      'Send a test push, and look at what the push service answers the sender: 404 and 410 mean that the subscription is gone, 403 another key.',
    goOnline: 'The browser waits until the device is online. Go online and leave the app open for a moment.',
    fixHandler: 'Mend what the error says; the event has the whole stack.',
    waitUntil:
      'Pass one promise to event.waitUntil() that settles when all is done, and let it take seconds at most.',
    showAlways:
      'Call registration.showNotification() for every push, also when something fails, and wait for it in waitUntil().',
    lookThere: 'Look at the device: what the handler showed was not seen from here.',
    lookSystem:
      'Look at: do not disturb or focus, the notifications of the browser in the settings of the system, quiet notifications in the browser, battery saver on phones.',
    lookEngagement: 'Chromium fires the more often the more the app is used; see chrome://site-engagement.',
    lookMerchant:
      'Look at the merchant’s page: what show() was rejected with, and whether it names your payment method.',
    startFetch: 'Call registration.backgroundFetch.fetch(id, requests).',
    fixRequests:
      'Open the address of the request: its answer must be 2xx, and of other origins be allowed by CORS.',
    answerRight: 'Resolve respondWith() with { methodName, details } as the request asked for.',
    addHeader: 'Send Reporting-Endpoints: default="https://…" with the page itself.',
    addDefault: 'Add an endpoint called default to the header.',
    useHttps: 'Offer the endpoint at https. On localhost use a certificate that the browser trusts.',
    causeReport:
      'Cause one: “Registered now” has a button for it. Browsers send what they have within a minute or so.',
    allowPreflight:
      'The endpoint must answer OPTIONS with Access-Control-Allow-Origin and -Headers: content-type, and POST with 2xx.',
    askEndpoint: 'Ask it, with a post that holds no report.',
    lookSampling:
      'Look at success_fraction and failure_fraction of NEL, and at --sample of the Offstage server.',
    retryLater: 'Nothing to do: the browser tries again by itself, in minutes to hours.',
  },
};
