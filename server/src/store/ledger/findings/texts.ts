import type { ShapeOf } from '../../../shapes.ts';
import type { SendingRule } from './rules.ts';

/** What a text can name. */
export interface FindingFacts {
  readonly pushes: number;
  /** Of them: that expired. */
  readonly expired: number;
  /** Epoch milliseconds. */
  readonly first: number;
  readonly last: number;
}

export interface RuleText {
  readonly severity: ShapeOf<'PushFinding'>['severity'];
  readonly title: string;
  readonly detail: (facts: FindingFacts) => string;
  readonly cure: string;
  readonly doctor: string;
}

const DAY = 86_400_000;

/** What there is to say of each rule: all of it stands here. */
export const RULE_TEXTS: Readonly<Record<SendingRule, RuleText>> = {
  // https://developer.chrome.com/blog/web-push-rate-limits
  'chrome-limit': {
    severity: 'error',
    title: 'Chrome limits this site’s pushes (429)',
    detail: ({ first, last }) =>
      `The refusals span ${daysOf(last - first)}. Chrome limits sites that it finds disruptive, many pushes for little time on the site, to about 1,000 a minute: for 1 day, the second time for 7, then for 14; 42 quiet days begin anew. A burst over the quota of the service itself is answered in the same way.`,
    cure: 'Obey Retry-After and spread sends out; send less to who never clicks or has not visited for long, and ask for the permission only after a gesture.',
    doctor: '',
  },
  'rate-limit': {
    severity: 'error',
    title: 'The push service refuses more pushes for now (429)',
    detail: ({ first, last }) =>
      `The refusals span ${daysOf(last - first)}. The service takes fewer pushes in a time than were sent.`,
    cure: 'Wait as long as Retry-After says, else back off exponentially, and spread large campaigns out.',
    doctor: '',
  },
  'retry-ignored': {
    severity: 'warning',
    title: 'Retry-After was not obeyed',
    detail: () =>
      'These were sent to a device before the time was over that its push service had asked to wait. Services may lengthen the time.',
    cure: 'Keep Retry-After with the device, and send again only after it. With the same topic only the newest is kept.',
    doctor: '',
  },
  'key-refused': {
    severity: 'error',
    title: 'The push service refuses the VAPID key (401, 403)',
    detail: () =>
      'The signature is wrong or too old, its subject is no address, or it was made with another key than the subscription.',
    cure: 'Sign with the key pair whose public half is the applicationServerKey; exp within 24 hours, the sender’s clock right, sub a mailto: or https: address.',
    doctor: 'D20',
  },
  'too-large': {
    severity: 'error',
    title: 'The payload is too large (413)',
    detail: () => 'Push services take 4,096 bytes after encryption, which are 3,993 before.',
    cure: 'Send an id, and have the handler fetch the rest; or shorten the text.',
    doctor: '',
  },
  'nearly-too-large': {
    severity: 'info',
    title: 'Payloads are close to the most that services take',
    detail: () =>
      'They were taken with more than 3,600 of 3,993 bytes. A longer name or text, or another service, and one is refused.',
    cure: 'Send an id, and have the handler fetch the rest.',
    doctor: '',
  },
  'ttl-zero': {
    severity: 'warning',
    title: 'Sent with TTL 0',
    detail: ({ expired }) =>
      `With TTL 0 a push is dropped where the device cannot be reached at once. ${expired === 0 ? 'None of these is known to have expired.' : `Of these, ${expired} expired.`}`,
    cure: 'Give the time for which the message is of use, e.g. 3,600 seconds; libraries have an option for it.',
    doctor: '',
  },
  'after-gone': {
    severity: 'warning',
    title: 'Sent to subscriptions that are gone',
    detail: () => 'The push service had said 404 or 410 a minute or more before.',
    cure: 'Delete a subscription at the first 404 or 410.',
    doctor: '',
  },
  'silent-device': {
    severity: 'info',
    title: 'Sent to devices that have told nothing for weeks',
    detail: () =>
      'The service took them; the device had told something once, and nothing for two weeks before the send or since.',
    cure: 'Send such devices only what matters, and give them up after some months: they count as pushes without engagement.',
    doctor: '',
  },
  'subscribed-twice': {
    severity: 'warning',
    title: 'An installation gets the same under two subscriptions',
    detail: () =>
      'Two registrations of one device are subscribed, and the same message or campaign came to both: it is shown twice.',
    cure: 'Subscribe under one scope only; unsubscribe() the other, and delete its endpoint.',
    doctor: 'D44',
  },
  replaced: {
    severity: 'info',
    title: 'Replaced before it was shown',
    detail: () =>
      'The next push with the same topic took the place of one that was still waiting for its device.',
    cure: 'Give a topic only to what makes the earlier message worthless.',
    doctor: '',
  },
};

function daysOf(time: number): string {
  const days = Math.max(1, Math.ceil(time / DAY));
  return days === 1 ? 'less than a day' : `${days} days`;
}
