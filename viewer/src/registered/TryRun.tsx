import type { Service } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { own } from '../model/own.ts';
import { useStrings } from '../text/use-strings.ts';
import { provocationOf } from './provoke.ts';
import { RunButton } from './RunButton.tsx';

export interface TryRunProps {
  readonly service: Service;
}

/** Makes something happen in a service; where no page can do so, says why, and who can. */
export function TryRun({ service }: TryRunProps): ReactElement | null {
  const t = useStrings();
  const provocation = provocationOf(service);
  if (provocation !== undefined) return <RunButton provocation={provocation} />;
  const why = own(t.provokeNot, service);
  return why === undefined ? null : <p className="os-empty-hint">{why}</p>;
}
