import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';

/** What Firefox says to its push service. https://mozilla-push-service.readthedocs.io/en/latest/design/ */
interface FromBrowser {
  readonly messageType?: string;
  readonly uaid?: string;
  readonly channelID?: string;
  readonly updates?: readonly {
    readonly channelID: string;
    readonly version: string;
    readonly code: number;
  }[];
}

export interface BrowserSocketOptions {
  /** A subscription is wanted: returns its endpoint. */
  register(uaid: string, channelID: string): string;
  unregister(channelID: string): void;
  /** The browser has logged in under this id. */
  hello(uaid: string): void;
  /** The browser has handled a message. Code 100: delivered; 101: not decrypted; 102: not delivered. */
  acknowledged(version: string, code: number): void;
  /** Is this the id of a browser that is known? A new one makes Firefox drop its subscriptions. */
  knows(uaid: string): boolean;
}

/** The service's half of one browser's connection. */
export function browserSocket(socket: WebSocket, options: BrowserSocketOptions): void {
  let uaid = '';
  const answer = (message: object): void => socket.send(JSON.stringify(message));
  socket.on('message', (data) => {
    const message: FromBrowser = JSON.parse(String(data));
    const { messageType, channelID = '' } = message;
    switch (messageType) {
      case 'hello':
        uaid = message.uaid && options.knows(message.uaid) ? message.uaid : randomUUID().replaceAll('-', '');
        answer({ messageType, uaid, status: 200, use_webpush: true, broadcasts: {} });
        options.hello(uaid);
        break;
      case 'register':
        answer({ messageType, channelID, status: 200, pushEndpoint: options.register(uaid, channelID) });
        break;
      case 'unregister':
        options.unregister(channelID);
        answer({ messageType, channelID, status: 200 });
        break;
      case 'ack':
        for (const { version, code } of message.updates ?? []) options.acknowledged(version, code);
        break;
      case 'broadcast_subscribe':
      case 'nack':
        break;
      default:
        // An empty object is the ping.
        answer({});
    }
  });
}
