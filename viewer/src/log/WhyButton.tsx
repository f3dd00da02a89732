import type { Service } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { askedServiceOf } from '../model/why/asked-service.ts';
import { Button } from '../parts/Button.tsx';
import { useStrings } from '../text/use-strings.ts';

export interface WhyButtonProps {
  /** Of the panel; undefined: all services. */
  readonly service: Service | undefined;
  readonly compact: boolean;
  onOpen(): void;
}

/** "Why did my push not show?"; nothing where a panel has no such question. */
export function WhyButton({ service, compact, onOpen }: WhyButtonProps): ReactElement | null {
  const t = useStrings();
  const asked = askedServiceOf(service);
  if (asked === undefined) return null;
  return (
    <span className="os-why-button">
      <Button text label={compact ? t.whyShort : t.whyNot[asked]} title={t.whyNot[asked]} onClick={onOpen} />
    </span>
  );
}
