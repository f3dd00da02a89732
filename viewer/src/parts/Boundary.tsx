import { Component, type ReactElement, type ReactNode } from 'react';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { Button } from './Button.tsx';

export interface BoundaryProps {
  /** Another value tries again: what failed was about something else. */
  readonly about: unknown;
  /** Id of the entry that is shown inside. */
  readonly entry?: string | undefined;
  /** Shown instead; by default a sentence that names the entry. */
  readonly instead?: ReactNode;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly error: Error | undefined;
  readonly about: unknown;
}

/** A part that may fail without taking the rest with it. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: undefined, about: this.props.about };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): Partial<BoundaryState> | null {
    return Object.is(props.about, state.about) ? null : { error: undefined, about: props.about };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      this.props.instead ?? (
        <Broken error={error} entry={this.props.entry} onRetry={() => this.setState({ error: undefined })} />
      )
    );
  }
}

interface BrokenProps {
  readonly error: Error;
  readonly entry: string | undefined;
  onRetry(): void;
}

function Broken({ error, entry, onRetry }: BrokenProps): ReactElement {
  const t = useStrings();
  return (
    <div className="os-empty os-broken" role="alert">
      <p className="os-empty-title">
        {entry === undefined ? t.partBroken : t.partBrokenAt(visibleLine(entry, 80))}
      </p>
      <p className="os-empty-hint">{visibleLine(`${error.name}: ${error.message}`)}</p>
      <Button text label={t.retry} onClick={onRetry} />
    </div>
  );
}
