import type { LoggedError } from '../../log/entry.ts';
import { detailOf, errorIn, errorOf, extensionsOf, record, text } from '../detail-readers.ts';
import { parseJson } from '../parse-json.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** A push handler that expected JSON and got something else, or nothing. */
export const payloadNotJson: Rule = {
  id: 'D16',
  title: 'The push payload is not the JSON that the handler expects',
  link: 'PushMessageData/json',
  find(_history, found, each) {
    each(SIGN.failed, (push) => {
      if (push.kind !== 'push' || !push.opening_) return;
      const error = failureOf(push);
      const payload = record(detailOf(push.opening_).payload);
      const empty = payload === undefined || payload.bytes === 0;
      if (!error || !(empty ? readsNothing(error) : misreads(error, text(payload.text)))) return;
      found({
        key: `${empty}`,
        proof_: push,
        words_: () => ({
          title: empty ? 'A push without payload broke the handler' : this.title,
          cause: `${empty ? 'The push carried no payload, so event.data was null or empty' : 'The payload is not valid JSON'}, and the handler failed with ${sayError(error)}.`,
          fix: 'Put event.data?.json() in a try block, and show a default text when it cannot be read.',
        }),
      });
    });
  },
};

function failureOf({ closing_: closing }: TracedLifetime): LoggedError | undefined {
  return errorOf(closing) ?? errorIn(extensionsOf(closing).find((one) => one.state === 'rejected')?.error);
}

/** `event.data.json()` with `event.data === null`, or on nothing at all, in the words of three engines. */
function readsNothing({ name, message }: LoggedError): boolean {
  if (name === 'SyntaxError') return /JSON|unexpected (end|eof)/i.test(message);
  return name === 'TypeError' && /\bnull\b/.test(message) && /json|text|data|arrayBuffer|blob/i.test(message);
}

function misreads({ name }: LoggedError, payload: string | undefined): boolean {
  return name === 'SyntaxError' && payload !== undefined && parseJson(payload) === undefined;
}
