interface Target {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export function isFresh(target: Target): boolean;
export function stamp(target: Target): void;
