/**
 * What the API answers, described once: the types are made of it here, the schemas and the OpenAPI document in
 * `api/answers.ts`. In one file: they refer to each other. Words stand for values (see `Of`), `#Name` for another shape.
 */
export const SHAPES = {
  /** A report as it is stored: the browser's envelope, and what we made of it. */
  Report: {
    /** Store key, ascending in order of arrival: the cursor for paging and for the live stream. */
    id: 'count',
    /** Epoch milliseconds: when it arrived. */
    received: 'number',
    /** Epoch milliseconds: when it happened (`received - age`). */
    time: 'number',
    /** Report type as sent, e.g. `csp-violation`; case-sensitive. Legacy `csp-report` bodies become `csp-violation`. */
    type: 'text',
    /** URL of the document (or worker) that the report is about. */
    url: 'text',
    /** Origin of `url`, `''` where it has none. */
    origin: 'text',
    /** Name of the endpoint: the path member of `POST /reports/:endpoint`, else `default`. */
    endpoint: 'text',
    userAgent: 'text',
    /** `Chrome`, `Firefox`, `Safari`, `Edge`, …, `''` where it can't be told. */
    browser: 'text',
    browserVersion: 'text',
    /** `Windows`, `macOS`, `iOS`, `Android`, `ChromeOS`, `Linux`, or `''`; also `''` for what an older server stored. */
    os: 'text',
    /** The app's own version, where a background-service entry names one; else `''`. */
    app: 'text',
    /** Scope URL of the registration that a background-service entry is about; else `''`. */
    scope: 'text',
    /** Equal for reports that a person would call the same problem. */
    group: 'text',
    /** The rule that marks this as noise (browser extension, injected script …), `''` for none. Tagged, never dropped. */
    noise: 'text',
    /** How many real events it stands for: 1 / sampling_fraction for NEL, what a sampled background-service entry says, else 1. */
    weight: 'number',
    /** Body as sent. Legacy bodies keep their own member names. */
    body: 'unknown',
  },
  /** One group: the same problem, counted. */
  ReportGroup: {
    group: 'text',
    type: 'text',
    /** One line for a person, e.g. `img-src blocked https://cdn.example`. */
    title: 'text',
    count: 'count',
    weight: 'number',
    firstSeen: 'number',
    lastSeen: 'number',
    browsers: ['list', 'text'],
    noise: 'text',
    /** Id of the newest report of the group. */
    sample: 'count',
  },
  /** Newest first. `next` is the cursor of the following page, null at the end. */
  ReportsPage: { reports: ['list', '#Report'], next: 'text or null' },
  GroupsPage: { groups: ['list', '#ReportGroup'], next: 'text or null' },
  FacetValue: { value: 'text', count: 'count' },
  /** Per facet its values with counts, most frequent first; each facet is counted without its own part of the filter. */
  Facets: {
    total: 'count',
    type: ['list', '#FacetValue'],
    origin: ['list', '#FacetValue'],
    endpoint: ['list', '#FacetValue'],
    browser: ['list', '#FacetValue'],
    /** Matched noise rules, `''` for reports that are none; counted without the filter's `noise`. */
    noise: ['list', '#FacetValue'],
  },
  HistogramBucket: {
    /** Epoch milliseconds of its start. */
    time: 'number',
    count: 'count',
    types: ['by name', 'count'],
  },
  Histogram: {
    from: 'number',
    to: 'number',
    /** Milliseconds that one bucket covers. */
    interval: 'count',
    /** Ascending; buckets without reports are left out. */
    buckets: ['list', '#HistogramBucket'],
  },
  /** The key that test pushes are signed with: base64url of 65 bytes. */
  PushKey: { publicKey: 'text' },
  /** What the push service answered to a test push. */
  PushAnswer: { status: 'count', said: 'text' },
  SendRejection: {
    /** Of the send within its request. */
    index: 'count',
    /** Stable. */
    code: ['one of', 'BAD_SEND'],
    message: 'text',
  },
  /** Each send is in one of them. */
  SendsTaken: {
    accepted: 'count',
    /** Their ids were there already. */
    known: 'count',
    rejected: ['list', '#SendRejection'],
  },
  /**
   * What became of a push, in the order in which news of it may follow: it only ever moves to the right, those of one rank
   * beside each other. `refused` stands alone. Their places are stored, so that a new one goes to the end.
   */
  PushState: [
    'one of',
    'accepted',
    'unknown',
    'expired',
    'replaced',
    'received',
    'silent',
    'failed',
    'shown',
    'clicked',
    'dismissed',
    'closed',
    'refused',
  ],
  /** A push: what its sender said, and what became of it. */
  Push: {
    /** The sender's own. */
    id: 'text',
    /** Epoch milliseconds, by the sender's clock. */
    time: 'number',
    /** When the sender told of it, epoch milliseconds. */
    received: 'number',
    /** Salted hash of the endpoint, `''` where the sender does not know it. */
    device: 'text',
    /** Salted hash over endpoint and plaintext, `''` where the sender said none. */
    key: 'text',
    message: 'text',
    /** Host of the push service. */
    service: 'text',
    campaign: 'text',
    labels: ['by name', 'text'],
    /** Seconds. */
    ttl: 'number or null',
    urgency: 'text',
    topic: 'text',
    bytes: 'number or null',
    /** HTTP status of the push service; null where no answer came. */
    status: 'number or null',
    reason: 'text',
    /** Seconds. */
    retryAfter: 'number or null',
    state: '#PushState',
    /** Which of several equal pushes it is can't be told. */
    guess: 'yes or no',
    /** Whether its device has ever told anything. */
    reporting: 'yes or no',
    browser: 'text',
    /** Version of the app whose worker got it, `''` where that is not known. */
    app: 'text',
    /** The lifetime on the device, as its entries name it; `''` where none is known. */
    span: 'text',
    /** Why the subscription is gone, where the push service said that it is; else `''`. */
    gone: ['either', '#GoneReason', '#Nothing'],
    /** What its sender is warned of. */
    findings: ['list', '#SendingRule'],
  },
  Nothing: ['one of', ''],
  /** What a device or its sender told of before a push service said that a subscription is gone (404, 410). */
  GoneReason: [
    'one of',
    /** The app unregistered the worker. */
    'unregistered',
    /** The app unsubscribed. */
    'unsubscribed',
    /** The permission for notifications was taken back. */
    'permission',
    /** Three pushes showed nothing: WebKit. */
    'silent-pushes',
    /** Pushes that showed nothing used up the quota: Firefox. */
    'quota',
    /** It was made for another VAPID key. */
    'key-changed',
    /** The app has subscribed anew. */
    'replaced',
    /** The browser said so to the worker: `pushsubscriptionchange`. */
    'changed',
    /** The device found that it has none any more, and does not know why. */
    'lost',
    /** The device has told nothing since, for a day at least. */
    'log-ends',
    /** The same for two weeks. */
    'away',
    /** The device says that it still has it. */
    'alive',
    /** Nothing tells why. */
    'unknown',
    /** The device has never told anything. */
    'not-reporting',
  ],
  /** What senders are warned of. */
  SendingRule: [
    'one of',
    'chrome-limit',
    'rate-limit',
    'retry-ignored',
    'key-refused',
    'too-large',
    'nearly-too-large',
    'ttl-zero',
    'after-gone',
    'silent-device',
    'subscribed-twice',
    'replaced',
  ],
  GoneEvidence: {
    /** Epoch milliseconds. */
    time: 'number',
    /** One line for a person. */
    what: 'text',
    /** Id of the report that tells it, 0 for what the sender said. */
    report: 'count',
  },
  /** Why a subscription is gone. */
  PushGone: {
    reason: '#GoneReason',
    title: 'text',
    detail: 'text',
    cure: 'text',
    /** The doctor's rule about it, `''` for none. */
    doctor: 'text',
    /** Epoch milliseconds at which the push service first said so, with nothing accepted since. */
    since: 'number',
    /** Epoch milliseconds of the last sign that it was there, null for none. */
    alive: 'number or null',
    /** In order of time. */
    evidence: ['list', '#GoneEvidence'],
    /** Random id of the installation, `''` where none is known. */
    install: 'text',
    /** The command that shows what that device told, `''` where there is nothing. */
    look: 'text',
  },
  PushStep: {
    step: [
      'one of',
      'sent',
      'accepted',
      'refused',
      'received',
      'silent',
      'failed',
      'shown',
      'clicked',
      'dismissed',
      'closed',
    ],
    /** Epoch milliseconds. */
    time: 'number',
    /** By the sender's clock, the device's, counted back by the report's age, or perhaps another push's. */
    sure: ['one of', 'sender', 'clock', 'age', 'guess'],
  },
  PushStory: {
    push: '#Push',
    /** In order of time. */
    steps: ['list', '#PushStep'],
    /** Salted hash of the endpoint, as the device told it where the sender does not know it. */
    device: 'text',
    /** Random id of the installation, `''` where the app names none. */
    install: 'text',
    /** Id of the first report that tells of it, 0 for none. */
    report: 'count',
    /** Null where the push service did not say that the subscription is gone. */
    gone: '#PushGone or null',
  },
  /** Newest first. `next` is the cursor of the following page, null at the end. `behind`: what came last is not in it yet. */
  PushesPage: { pushes: ['list', '#Push'], next: 'text or null', behind: 'yes or no' },
  FunnelRow: {
    /** Of hours and days epoch milliseconds; null for all that are not told one by one. */
    value: 'text or null',
    /** Pushes: the sum of `states`. */
    total: 'count',
    /** Pushes, by state. */
    states: ['by name', 'count'],
    /** Of those that were not refused: pushes to devices that have never told anything. */
    notReporting: 'count',
    /** What devices told of that matches no send; not in `total`. */
    outside: 'count',
  },
  Funnel: {
    total: 'count',
    states: ['by name', 'count'],
    notReporting: 'count',
    outside: 'count',
    /** Split by what was asked for. */
    rows: ['list', '#FunnelRow'],
    /** What came last is not in it yet. */
    behind: 'yes or no',
  },
  Texts: ['list', 'text'],
  PushFinding: {
    /** Stable: one of `SendingRule`, or `gone-` and one of `GoneReason`. */
    rule: 'text',
    about: ['one of', 'vanished', 'sending'],
    severity: ['one of', 'error', 'warning', 'info'],
    title: 'text',
    detail: 'text',
    /** The next step. */
    cure: 'text',
    /** The doctor's rule that says the same of one device, `''` for none. */
    doctor: 'text',
    pushes: 'count',
    /** Their devices, where senders name them. */
    devices: 'count',
    /** Whether those are all; else they are those of the newest pushes, and there may be more. */
    allDevices: 'yes or no',
    /** Epoch milliseconds of the first and the last of these pushes; where there are many, the first is its hour. */
    first: 'number',
    last: 'number',
    /** The query of `/api/pushes` that opens them: what was asked for, and what they have in common. */
    filter: ['by name', '#Texts'],
    /** Ids of the newest, three at most. */
    examples: ['list', 'text'],
  },
  /** The most severe first, then those with the most pushes. `behind`: what came last is not in it yet. */
  PushFindings: { findings: ['list', '#PushFinding'], behind: 'yes or no' },
  EndpointUse: { endpoint: 'text', count: 'count', firstSeen: 'number', lastSeen: 'number' },
  Endpoints: { endpoints: ['list', '#EndpointUse'] },
  RejectionReason: [
    'one of',
    'not-json',
    'not-an-object',
    'empty',
    'bad-type',
    'too-long',
    'too-deep',
    'too-many',
    'bad-send',
  ],
  /** Why a request is refused as a whole, or its connection, before anything looks at what is in it. */
  RefusalReason: [
    'one of',
    'too-large',
    'no-endpoint',
    'retired',
    'unknown-encoding',
    'too-slow',
    'broken-off',
    'not-http',
    'head-too-long',
    'too-many-connections',
    'too-many-unanswered',
  ],
  RejectionSample: {
    reason: ['either', '#RejectionReason', '#RefusalReason'],
    /** How many members of the request this is about. */
    count: 'count',
    /** The beginning of what was rejected, at most 200 characters. */
    sample: 'text',
    /** Of the request: characters of its body, or bytes where nobody has read it; 0 where not even that is known. */
    size: 'count',
    /** Epoch milliseconds. */
    time: 'number',
    endpoint: 'text',
  },
  Rejections: {
    /** Since this server started, by reason. */
    counts: ['by name', 'count'],
    /** The latest of each reason, newest last. */
    samples: ['list', '#RejectionSample'],
  },
  Removed: { removed: 'count' },
  ApiError: {
    /** Stable. */
    code: 'text',
    /** For a person. */
    message: 'text',
  },
} as const;

/** A shape of any kind. */
export type Shape = string | readonly string[] | { readonly [member: string]: Shape };

/** The type of what a shape describes. */
type Of<S> = S extends `#${infer Name extends keyof typeof SHAPES} or null`
  ? ShapeOf<Name> | null
  : S extends `#${infer Name extends keyof typeof SHAPES}`
    ? ShapeOf<Name>
    : S extends 'text'
      ? string
      : S extends 'number' | 'count'
        ? number
        : S extends 'text or null'
          ? string | null
          : S extends 'number or null'
            ? number | null
            : S extends 'yes or no'
              ? boolean
              : S extends 'unknown'
                ? unknown
                : S extends readonly ['one of', ...infer Names]
                  ? Names[number]
                  : S extends readonly ['either', ...infer Others]
                    ? Of<Others[number]>
                    : S extends readonly ['list', infer Item]
                      ? readonly Of<Item>[]
                      : S extends readonly ['by name', infer Value]
                        ? Readonly<Record<string, Of<Value>>>
                        : { readonly [Member in keyof S]: Of<S[Member]> };

/** The type of an answer, by its name in the OpenAPI document. */
export type ShapeOf<Name extends keyof typeof SHAPES> = Of<(typeof SHAPES)[Name]>;
