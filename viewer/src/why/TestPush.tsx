import { type ReactElement, useEffect, useId, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import type { ServerReports } from '../sources/server-reports.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { WHY_STRINGS } from '../text/why-strings.ts';
import { type GivenSubscription, pushCommand } from './push-command.ts';
import { subscriptionsHere } from './subscriptions-here.ts';

export interface TestPushProps {
  /** The Offstage server of the app, which may have keys to send with. */
  readonly server: ServerReports | undefined;
}

const PAYLOAD = '{"title":"Test","body":"Sent from Offstage"}';

/** Sends a real push: by the server where it may, else by a line to run where the app's private key is. */
export function TestPush({ server }: TestPushProps): ReactElement | null {
  const t = useStrings();
  const w = t.why ?? WHY_STRINGS;
  const id = useId();
  const [payload, setPayload] = useState(PAYLOAD);
  const [subscription, setSubscription] = useState<GivenSubscription>();
  const [key, setKey] = useState<string>();
  const [said, setSaid] = useState('');
  useEffect(() => {
    let stopped = false;
    void subscriptionsHere()
      .catch(() => [])
      .then(([first]) => !stopped && setSubscription(first));
    void server
      ?.pushKey()
      .catch(() => undefined)
      .then((known) => !stopped && setKey(known));
    return () => {
      stopped = true;
    };
  }, [server]);
  if (subscription === undefined) return null;
  const send = async (): Promise<void> => {
    setSaid(w.push.sending);
    const answer = await server?.sendPush(subscription, payload).catch(() => undefined);
    if (answer === undefined) setSaid(w.push.failed);
    else if (answer.status === undefined) setSaid(`${w.push.failed} ${visibleLine(answer.said)}`);
    else setSaid(w.push.answered(answer.status, visibleLine(answer.said)));
  };
  return (
    <section className="os-test-push" aria-label={w.push.title}>
      <h3>{w.push.title}</h3>
      <label htmlFor={id}>{w.push.payload}</label>
      <input id={id} value={payload} onChange={({ target }) => setPayload(target.value)} />
      <p>
        {key === undefined ? (
          <CopyButton withText label={w.push.copyCommand} text={() => pushCommand(subscription, payload)} />
        ) : (
          <Button text className="os-button os-primary" label={w.push.send} onClick={() => void send()} />
        )}{' '}
        <CopyButton withText label={w.push.copySubscription} text={() => copied(subscription)} />
        <span role="status">{said}</span>
      </p>
      <p className="os-quiet">{key === undefined ? w.push.commandHint : w.push.sendHint}</p>
    </section>
  );
}

const copied = ({ endpoint, keys }: GivenSubscription): string =>
  JSON.stringify({ endpoint, expirationTime: null, keys }, null, 2);
