interface Chunk {
  readonly fileName: string;
  readonly code: string;
}

export function bundleApp(
  source: string,
): Promise<{ readonly first: readonly [Chunk, ...Chunk[]]; readonly later: readonly Chunk[] }>;
