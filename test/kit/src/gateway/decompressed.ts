import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

/** A body as it was before its server compressed it. Throws on an encoding that it was not asked to use. */
export function decompressed(body: Buffer, encoding = 'identity'): Buffer {
  switch (encoding) {
    case 'identity':
      return body;
    case 'gzip':
      return gunzipSync(body);
    case 'br':
      return brotliDecompressSync(body);
    case 'deflate':
      return inflateSync(body);
    default:
      throw new Error(`The worker's script came as "${encoding}", which nobody asked for.`);
  }
}
