import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { createApp, DEFAULT_RETENTION, jsonLog, openStore, startRetention } from '@offstage/server';
import { createCertificates } from '../../kit/src/certificates/create-certificates.ts';
import { createDemo } from './create-demo.ts';
import { close, listen } from './listen.ts';
import { openNotes } from './notes/open-notes.ts';
import { openData } from './open-data.ts';
import { openVapidKeys } from './push/open-vapid-keys.ts';
import { createPushSender, type SendPush } from './push/send-push.ts';
import { startSendServer } from './push/start-send-server.ts';

export interface ServeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Data folder; made when it is missing. */
  readonly data: string;
  readonly https: boolean;
  /** Folder of the built app. */
  readonly app: string;
  /** URL of a stand-in push service; see `PushSenderOptions`. */
  readonly pushGateway?: string | undefined;
  /** Takes the place of the sender altogether. */
  readonly sendPush?: SendPush;
}

export interface RunningDemo {
  /** With a trailing slash, on `localhost`. */
  readonly url: string;
  /** The certificate authority to trust, over https. */
  readonly caFile: string | undefined;
  /** Lets open requests finish (2 s), then closes the store. */
  close(): Promise<void>;
}

/**
 * Serves the demo on loopback.
 *
 * @throws refusals `DATA_NOT_WRITABLE`, `PORT_IN_USE`, `PORT_FORBIDDEN`; an `OffstageError` of the report server
 */
export async function serve(options: ServeOptions): Promise<RunningDemo> {
  const data = await openData(options.data);
  const keys = await openVapidKeys(join(data, 'vapid.json'));
  const notes = await openNotes(join(data, 'notes.jsonl'));
  const certificates = options.https ? await createCertificates(join(data, 'certificates')) : undefined;
  const store = await openStore(join(data, 'reports.sqlite'));
  const stopRetention = startRetention(
    store,
    DEFAULT_RETENTION,
    jsonLog((line) => process.stderr.write(line)),
  );
  const { resolve } = createRequire(import.meta.url);
  // `localOnly` lets in nobody from elsewhere, and there is nothing in it but what the demo made.
  const reports = createApp({ store, allowAnonymous: true });
  const sends = await startSendServer(reports);
  const sender = createPushSender({ keys, gateway: options.pushGateway, ledger: { url: sends.url } });
  const demo = createDemo({
    app: options.app,
    reports,
    notes,
    pushKey: keys.publicKey,
    sendPush: options.sendPush ?? sender.send,
    plugin: resolve('@offstage/sw-plugin/offstage-sw.js'),
    upload: resolve('@offstage/sw-plugin/offstage-upload.js'),
    sdk: resolve('@offstage/sdk/offstage.js'),
    provoke: join(options.app, 'reports-demo/provoke.js'),
  });
  const server = createAdaptorServer({
    fetch: demo.fetch,
    ...(certificates
      ? { createServer: createHttpsServer, serverOptions: { key: certificates.key, cert: certificates.cert } }
      : { createServer: createHttpServer }),
  });
  try {
    const port = await listen(server, options.port);
    return {
      url: `${certificates ? 'https' : 'http'}://localhost:${port}/`,
      caFile: certificates?.caFile,
      async close() {
        stopRetention();
        await close(server);
        await sender.flush();
        await sends.close();
        await store.close();
      },
    };
  } catch (error) {
    stopRetention();
    await sends.close();
    await store.close();
    throw error;
  }
}
