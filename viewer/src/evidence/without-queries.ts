/** Text between what ends an address. */
const PIECES = /[^\s"'`<>()]+/g;

/** Line and column behind a script's address in a stack. */
const PLACE = /(?::\d{1,9}){1,2}$/;

/** A text in which addresses have lost their query, their fragment, and who signs in. Linear in its length. */
export const withoutQueries = (text: string): string => text.replace(PIECES, bare);

function bare(piece: string): string {
  if (piece.startsWith('data:') || piece.startsWith('blob:')) return `${piece.slice(0, 5)}…`;
  const path = piece.indexOf('/');
  if (path === -1) return piece;
  const from = Math.min(
    ...['?', '#'].map((sign) => piece.indexOf(sign, path)).map((at) => (at === -1 ? 1e9 : at)),
  );
  const cut =
    from < piece.length - 1
      ? `${piece.slice(0, from)}${piece[from]}…${PLACE.exec(piece.slice(-20))?.[0] ?? ''}`
      : piece;
  const host = cut.indexOf('://');
  const at = host === -1 ? -1 : cut.slice(0, cut.indexOf('/', host + 3) >>> 0).lastIndexOf('@');
  return at > host ? `${cut.slice(0, host + 3)}…${cut.slice(at)}` : cut;
}
