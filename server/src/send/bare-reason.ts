const LONGEST = 256;
/** Of an answer that is looked at: an error page can be of any length. */
const READ = 4_096;
/** Shorter parts of an endpoint (`send`, `wpush`, `v2`) are the same for all. */
const SECRET = 12;

/** What a push service, or the network, said, without anything of the endpoint in it: some repeat it. */
export function bareReason(said: string, endpoint: string): string | undefined {
  let text = said.slice(0, READ);
  for (const part of partsOf(endpoint)) text = text.replaceAll(part, '…');
  // Cut through by the end of what was read, a part is none of those.
  if (said.length > READ) text = text.slice(0, -Math.min(text.length, endpoint.length));
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST) || undefined;
}

/** The whole, and its parts below the host, longest first: as they stand, and unescaped. */
function partsOf(endpoint: string): readonly string[] {
  const path = endpoint.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  const parts = [endpoint, path, ...path.split(/[/?&=#]/)].filter((part) => part.length >= SECRET);
  return [...new Set(parts.flatMap((part) => [part, unescaped(part)]))].sort((a, b) => b.length - a.length);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
