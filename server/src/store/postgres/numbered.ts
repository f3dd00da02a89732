/** `?` as PostgreSQL numbers them. Our SQL has no other question mark: values never stand in the text. */
export function numbered(sql: string): string {
  let count = 0;
  return sql.replace(/\?/g, () => `$${++count}`);
}
