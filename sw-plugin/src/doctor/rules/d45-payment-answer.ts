import { metadataOf } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';

/** `PaymentEventResponseType` of answers that lack what the browser asks for, and the member that is wrong. */
const WRONG: Readonly<Record<string, readonly [member: string, how: string]>> = {
  PAYMENT_METHOD_NAME_EMPTY: ['methodName', 'has no methodName'],
  PAYMENT_DETAILS_ABSENT: ['details', 'has no details'],
  PAYMENT_DETAILS_NOT_OBJECT: ['details', 'has details that are no object'],
  PAYMENT_DETAILS_STRINGIFY_ERROR: ['details', 'has details that cannot be turned into JSON'],
};

/** What the merchant asked for in `PaymentRequest`'s options: `PAYER_EMAIL_EMPTY` is about `payerEmail`. */
function wrongWith(type: string): readonly [member: string, how: string] | undefined {
  if (Object.hasOwn(WRONG, type)) return WRONG[type];
  const [, whose, what = ''] = /^(PAYER|SHIPPING)_([A-Z]+)_(?:EMPTY|INVALID)$/.exec(type) ?? [];
  const member = whose && `${whose.toLowerCase()}${what[0]}${what.slice(1).toLowerCase()}`;
  return member ? [member, `has no valid ${member}, which the merchant asked for`] : undefined;
}

/** A payment handler that answered with an object that no browser can use. */
export const paymentAnswer: Rule = {
  id: 'D45',
  title: 'The payment handler answered with the wrong members',
  severity: 'error',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/PaymentRequestEvent/respondWith',
  find(history, found) {
    for (const answer of history.named('Payment response')) {
      const type = (metadataOf(answer, 'Type') ?? '').replace(/^.*::/, '');
      const wrong = wrongWith(type);
      if (!wrong || !answer.trusted) continue;
      const [member, how] = wrong;
      found({
        key: type,
        proof: [answer],
        words: () => ({
          title: `The payment handler's answer ${how}`,
          cause: `The object given to respondWith() ${how}, so the browser refuses it (${type}): show() is rejected at the merchant, and nothing is paid.`,
          fix: `Resolve with { methodName, details } under exactly these names, and ${member} among them: methodName is the supportedMethods of event.methodData that was used, details an object of your own.`,
        }),
      });
    }
  },
};
