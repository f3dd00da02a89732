/** Chromium's own protocol, with one target: https://chromedevtools.github.io/devtools-protocol/ */
export interface ProtocolSession {
  /** Rejects with the browser's own message. */
  send<Result = unknown>(method: string, params?: object): Promise<Result>;
  on<Params>(event: string, listener: (params: Params) => void): void;
}
