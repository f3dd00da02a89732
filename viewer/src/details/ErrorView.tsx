import type { LoggedError } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { LongText } from '../parts/LongText.tsx';

/** An error with its stack, as text. */
export function ErrorView({ error }: { readonly error: LoggedError }): ReactElement {
  const head = `${error.name}: ${error.message}`;
  const stack = error.stack?.startsWith(head) ? error.stack.slice(head.length).trimStart() : error.stack;
  return (
    <div className="os-error">
      <p className="os-error-head">
        <LongText text={head} />
      </p>
      {stack && (
        <pre className="os-block">
          <LongText text={stack} />
        </pre>
      )}
    </div>
  );
}
