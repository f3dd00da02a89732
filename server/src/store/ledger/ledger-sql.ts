import { arrayLiteral } from '../postgres/array-literal.ts';

/** A value that both engines take and give; whole numbers beyond 2^53 as bigints. */
export type LedgerValue = string | number | bigint | null;

export type LedgerRow = Readonly<Record<string, LedgerValue>>;

/**
 * Runs SQL with `?` for each value. SQLite has its rows at once and PostgreSQL later: the ledger awaits both, and where all
 * is there at once nothing of another call gets in between, so that a transaction stays one.
 */
export interface LedgerSql {
  readonly kind: 'sqlite' | 'postgres';
  all(sql: string, values?: readonly LedgerValue[]): LedgerRow[] | Promise<LedgerRow[]>;
}

/** Values in one statement at most: PostgreSQL takes 65,535, SQLite 32,766. */
const MOST_VALUES = 24_000;

/** `(?, ?), (?, ?)` for so many rows. */
function rowsOf(count: number, columns: number): string {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`;
  return Array.from({ length: count }, () => row).join(', ');
}

/** `?, ?, ?` for so many values. */
export function marksOf(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ');
}

/**
 * How many rows one statement has. A round trip to PostgreSQL costs more than all that is in it; SQLite has none, and
 * runs a short statement a thousand times sooner than it compiles one with a thousand rows.
 */
export function* partsFor<Row>(
  { kind }: LedgerSql,
  rows: readonly Row[],
  columns: number,
): Generator<readonly Row[], void> {
  const size = kind === 'sqlite' ? 1 : Math.floor(MOST_VALUES / columns);
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}

/**
 * Writes rows; `rest` stands behind the values. PostgreSQL gets a column as one array: a statement with a value for each
 * member of a thousand rows took it longer to read than the rows took to write.
 */
export async function insertRows(
  sql: LedgerSql,
  into: string,
  rows: readonly (readonly LedgerValue[])[],
  rest = '',
): Promise<void> {
  const columns = rows[0]?.length ?? 1;
  if (sql.kind === 'postgres') {
    if (rows.length === 0) return;
    const all = Array.from({ length: columns }, (_, column) => rows.map((row) => row[column] ?? null));
    const types = all.map((values) => `?::${typeOf(values)}[]`).join(', ');
    await sql.all(`INSERT INTO ${into} SELECT * FROM unnest(${types}) ${rest}`, all.map(arrayLiteral));
    return;
  }
  for (const part of partsFor(sql, rows, columns))
    await sql.all(`INSERT INTO ${into} VALUES ${rowsOf(part.length, columns)} ${rest}`, part.flat());
}

/** Of an array that PostgreSQL is sent; the column that it goes to may have another one, which these are turned into. */
function typeOf(values: readonly LedgerValue[]): string {
  if (values.some((value) => typeof value === 'string')) return 'text';
  return values.some((value) => typeof value === 'number' && !Number.isSafeInteger(value))
    ? 'double precision'
    : 'bigint';
}
