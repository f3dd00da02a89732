import { type ReactElement, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { useStrings } from '../text/use-strings.ts';
import type { Provocation } from './provoke.ts';

export interface RunButtonProps {
  readonly provocation: Provocation;
  onDone?(): void;
}

/** Makes something happen, and says what the browser said to that. */
export function RunButton({ provocation, onDone }: RunButtonProps): ReactElement {
  const t = useStrings();
  const [said, setSaid] = useState('');
  return (
    <span className="os-run">
      <Button
        text
        icon="play"
        className="os-button os-primary"
        label={t.provokeHow[provocation.how]}
        onClick={() =>
          provocation.run().then(
            () => {
              setSaid(t.provoked);
              onDone?.();
            },
            (error: unknown) =>
              setSaid(t.provokeFailed(error instanceof Error ? error.message : String(error))),
          )
        }
      />
      <span role="status">{said}</span>
    </span>
  );
}
