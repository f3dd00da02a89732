import type { ReactElement } from 'react';
import { Button } from '../parts/Button.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';

export interface FileGoneProps {
  /** The file's name. */
  readonly name: string;
  onOpen(): void;
  onLeave(): void;
}

/** After a reload: no page may open a file again by itself, and another log in its place would be taken for it. */
export function FileGone({ name, onOpen, onLeave }: FileGoneProps): ReactElement {
  const t = useStrings();
  return (
    <EmptyState title={t.fileGone(visibleLine(name, 80))} hint={t.fileGoneHint}>
      <Button text className="os-button os-primary" label={t.openAgain} onClick={onOpen} />
      <Button text label={t.toOwnLog} onClick={onLeave} />
    </EmptyState>
  );
}
