/**
 * What a row itself may be refused for: its data, a constraint, a limit of the engine. Anything else befalls all rows.
 * Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const OF_A_ROW = /^(22|23|54)/;

/** A row without a partition for its day. */
const NO_PARTITION = '23514';

export interface Writing<Row> {
  /** Writes all or nothing. Returns, per row, whether it was new. */
  readonly write: (rows: readonly Row[]) => Promise<readonly boolean[]>;
  /** Before the second try of what another server's retention had the partition dropped of. */
  readonly forgetPartitions: () => void;
}

/**
 * Writes rows together, and where that is refused for what may be one row's fault, in halves, until only that row fails: a
 * stranger's report that the database does not take costs nobody else theirs. Returns, per row, whether it was new, or why
 * it alone could not be stored.
 */
export async function writeEach<Row>(
  rows: readonly Row[],
  writing: Writing<Row>,
): Promise<readonly (boolean | Error)[]> {
  try {
    return await withPartitions(rows, writing);
  } catch (error) {
    if (!(error instanceof Error) || !OF_A_ROW.test(codeOf(error))) throw error;
    if (rows.length === 1) return [error];
    const middle = rows.length >> 1;
    const first = await writeEach(rows.slice(0, middle), writing);
    return [...first, ...(await writeEach(rows.slice(middle), writing))];
  }
}

async function withPartitions<Row>(
  rows: readonly Row[],
  { write, forgetPartitions }: Writing<Row>,
): Promise<readonly boolean[]> {
  try {
    return await write(rows);
  } catch (error) {
    if (codeOf(error) !== NO_PARTITION) throw error;
    forgetPartitions();
    return write(rows);
  }
}

function codeOf(error: unknown): string {
  return String((error as { readonly code?: unknown } | null)?.code ?? '');
}
