import type { Entry } from '../../log/entry.ts';
import { errorOf, metadataOf } from '../detail-readers.ts';
import { OF_ANSWER } from '../of-answer.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';

/**
 * `PaymentEventResponseType` of answers that lack what the browser asks for. What the merchant asked for in
 * `PaymentRequest`'s options is named as its member is: `PAYER_EMAIL_EMPTY` is about `payerEmail`.
 */
const WRONG: RegExp =
  /^(?:PAYMENT_)?((?:METHOD|PAYER|SHIPPING)_[A-Z]+|DETAILS)_(EMPTY|ABSENT|INVALID|NOT_OBJECT|STRINGIFY_ERROR)$/;

function wrongWith(type: string): readonly [member: string, how: string] | undefined {
  const [, name, what] = WRONG.exec(type) ?? [];
  if (!name) return undefined;
  const member = name.toLowerCase().replace(/_(.)/, (_, letter: string) => letter.toUpperCase());
  const asked = name.startsWith('PAYER') || name.startsWith('SHIPPING');
  return [
    member,
    asked
      ? `has no valid ${member}, which the merchant asked for`
      : `has ${what === 'EMPTY' || what === 'ABSENT' ? `no ${member}` : 'details that are no object'}`,
  ];
}

/** A payment handler that answered with an object that no browser can use. */
export const paymentAnswer: Rule = {
  id: 'D45',
  link: 'PaymentRequestEvent/respondWith',
  find(history, found) {
    const answers = history.named_('Payment response');
    for (const answer of answers) {
      const type = (metadataOf(answer, 'Type') ?? '').replace(/^.*::/, '');
      const wrong = wrongWith(type);
      if (wrong) report(type, wrong, type, [answer]);
    }
    if (answers.length === 0) return;
    const told = new Set<Entry>();
    for (const rejection of history.named_('Unhandled rejection')) {
      const error = errorOf(rejection);
      const [, member] = OF_ANSWER.exec(error?.message ?? '') ?? [];
      if (!member) continue;
      const answer = answers.findLast(({ boot, time }) => boot === rejection.boot && time <= rejection.time);
      // Chromium rejects two promises with it.
      if (!answer || told.has(answer)) continue;
      told.add(answer);
      const how = member === 'details' ? 'that are no object' : 'of the wrong kind';
      report(member, [member, `has ${member} ${how}`], sayError(error), [answer, rejection]);
    }

    function report(
      key: string,
      [member, how]: readonly [member: string, how: string],
      why: string,
      proof: [Entry, ...Entry[]],
    ): void {
      if (!proof[0].trusted) return;
      found({
        key,
        proof_: proof,
        words_: () => ({
          title: `The payment handler's answer ${how}`,
          cause: `The object given to respondWith() ${how}, so the browser refuses it (${why}): show() is rejected at the merchant.`,
          fix: `Resolve with { methodName, details } under these names, and ${member} among them: methodName is the supportedMethods that was used, details an object, not its JSON.`,
        }),
      });
    }
  },
};
