import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { bytesField, integerField, readVarint, varint } from './protobuf.ts';

export interface MessagingConnection {
  readonly flags: readonly string[];
  /** Is a browser logged in? */
  readonly online: boolean;
  /** Sends a data message now, or as soon as a browser logs in. */
  send(stanza: Buffer): void;
  close(): void;
}

const VERSION = 41;
const TAG = { heartbeatPing: 0, heartbeatAck: 1, loginRequest: 2, loginResponse: 3, dataMessage: 8 } as const;

const frame = (tag: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag]), varint(body.length), body]);

/** Calls back with the tag of each complete frame that a browser sends. Their bodies don't matter here. */
function readFrames(socket: tls.TLSSocket, onFrame: (tag: number) => void): void {
  let buffer = Buffer.alloc(0);
  let sawVersion = false;
  socket.on('data', (data) => {
    buffer = Buffer.concat([buffer, data]);
    if (!sawVersion && buffer.length > 0) {
      sawVersion = true;
      buffer = buffer.subarray(1);
    }
    for (;;) {
      const length = readVarint(buffer, 1);
      const tag = buffer[0];
      if (tag === undefined || length === undefined || buffer.length < length.next + length.value) return;
      buffer = buffer.subarray(length.next + length.value);
      onFrame(tag);
    }
  });
}

/**
 * Stands in for Google's messaging server, to which the browser keeps one TLS connection.
 * https://source.chromium.org/chromium/chromium/src/+/main:google_apis/gcm/engine/connection_handler_impl.cc
 */
export async function startMessagingConnection({
  key,
  cert,
}: {
  readonly key: string;
  readonly cert: string;
}): Promise<MessagingConnection> {
  let browser: tls.TLSSocket | undefined;
  const sockets = new Set<tls.TLSSocket>();
  const waiting: Buffer[] = [];

  const server = tls.createServer({ key, cert }, (socket) => {
    sockets.add(socket);
    // A killed browser resets its connection.
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      if (browser === socket) browser = undefined;
    });
    readFrames(socket, (tag) => {
      if (tag === TAG.heartbeatPing) socket.write(frame(TAG.heartbeatAck, Buffer.alloc(0)));
      if (tag !== TAG.loginRequest) return;
      const answer = [bytesField(1, 'offstage'), bytesField(2, 'user@offstage'), integerField(8, Date.now())];
      socket.write(Buffer.concat([Buffer.from([VERSION]), frame(TAG.loginResponse, Buffer.concat(answer))]));
      browser = socket;
      for (const stanza of waiting.splice(0)) socket.write(frame(TAG.dataMessage, stanza));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    flags: [`--gcm-mcs-endpoint=https://localhost:${(server.address() as AddressInfo).port}`],
    get online() {
      return browser !== undefined;
    },
    send(stanza) {
      if (browser === undefined) waiting.push(stanza);
      else browser.write(frame(TAG.dataMessage, stanza));
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
