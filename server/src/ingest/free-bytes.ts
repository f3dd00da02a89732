/** Smaller ones are left to the collector, which is cheaper. */
const LARGE = 16_384;

const { port1: nobody } = new MessageChannel();
nobody.close();

/**
 * Gives the memory of bytes back at once: what comes from the network lies outside of the heap, where the collector lets some
 * 64 MB of it gather before it looks. Nobody may use the bytes afterwards, which are empty then. Bytes that share their
 * memory with others are left alone.
 */
export function freeBytes(bytes: Buffer): void {
  const memory = bytes.buffer;
  if (bytes.length < LARGE || bytes.length !== memory.byteLength || !(memory instanceof ArrayBuffer)) return;
  // A closed port takes it over and lets go of it; `ArrayBuffer.prototype.transfer` would say it better from Node 22 on.
  nobody.postMessage(undefined, [memory]);
}
